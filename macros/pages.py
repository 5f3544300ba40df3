"""Pages as written: front matter by the strict loader, and every macro call with its place. Renders nothing."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path

from macros.load import Document, load_text, read_text
from macros.problems import Problem

FENCE = re.compile(r"\A---[ ]*\r?\n(?P<front>.*?)^---[ ]*$", re.S | re.M)
TAG = re.compile(r"\{\{(?P<call>.*?)\}\}|(?P<other>\{\{|\{%|\{#)", re.S)


@dataclass(frozen=True)
class Call:
    """A macro call in a page: its name, its arguments, and where it stands (from 1)."""

    name: str
    arguments: tuple[str | int, ...]
    line: int
    column: int


@dataclass
class Page:
    """A Markdown page.

    name: its path as problems show it. source: its path below content/. front: its front matter.
    document: the front matter with marks, None when it could not be read.
    """

    name: str
    source: str
    document: Document | None = None
    calls: list[Call] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def front(self) -> dict:
        value = self.document.value if self.document else None
        return value if isinstance(value, dict) else {}

    @property
    def schema(self) -> str:
        """The schema of the front matter: lessons are the pages of a step."""
        return "lesson" if re.match(r"steps/[^/]+/", self.source) else "page"


def read_page(path: Path, name: str, source: str) -> Page:
    """Reads one page; what is wrong with it is in its `problems`."""
    page = Page(name, source)
    text, page.problems = read_text(path, name)
    if text is None:
        return page
    front = FENCE.match(text)
    if front:
        page.document, problems = load_text(front["front"], name, first_line=2)
        page.problems += problems
    else:
        page.problems.append(Problem(name, 1, 1, "This page has no front matter.", "Begin it with a line of three hyphens, title:, description:, and three hyphens again."))
    _read_calls(page, text)
    return page


def _read_calls(page: Page, text: str) -> None:
    for tag in TAG.finditer(text):
        line = text.count("\n", 0, tag.start()) + 1
        column = tag.start() - text.rfind("\n", 0, tag.start())
        call = _parse(tag["call"]) if tag["call"] is not None else None
        if call:
            page.calls.append(Call(*call, line, column))
        elif tag["other"]:
            page.problems.append(Problem(page.name, line, column, f"{tag['other']} has a special meaning on a page.", "Close a macro call with }}; otherwise remove the bracket, or write it with {{ show_call(\"…\") }}."))
        else:
            page.problems.append(Problem(page.name, line, column, f"{tag.group().strip()} is not a macro call.", 'Write the name of a macro and its arguments in quotes, such as {{ checklist("day-before") }}.'))


def _parse(source: str) -> tuple[str, tuple] | None:
    """The name and literal arguments of a call, None when it is anything else."""
    try:
        node = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords):
        return None
    if not all(isinstance(a, ast.Constant) and isinstance(a.value, (str, int)) for a in node.args):
        return None
    return node.func.id, tuple(a.value for a in node.args)
