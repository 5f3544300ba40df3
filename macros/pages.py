"""Pages as written: front matter by the strict loader, and every macro call with its place. Renders nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from macros.calls import OTHERS, Call, parse, read_calls
from macros.characters import read_text
from macros.document import Document
from macros.load import load_text, walk
from macros.problems import Problem

__all__ = ["Call", "Page", "page_of", "parse", "read_page"]

FENCE = re.compile(r"\A---[ ]*\r?\n(?P<front>.*?)^---[ ]*\r?$", re.S | re.M)
ALMOST_FENCE = re.compile(r"\A(?P<blank>\s*)(?P<sign>[-–—−_=*]{1,9})[ ]*\r?\n[ ]*\w+:")
FENCES = "three hyphens (---) on a line of their own"
TOOLS = ("steps/find/someone.md",)  # pages that stand among lessons and are none
EMPTY = "There is nothing between the two lines of hyphens.", "Write title: and description: there, each on a line of its own, with its text after it."


@dataclass
class Page:
    """A Markdown page.

    name: its path as problems show it. source: its path below content/. front: its front matter.
    document: the front matter with marks, None when it could not be read. is_text: whether the file could be read at all.
    body: the text below the front matter, whose first line is line `first_line` of the file.
    """

    name: str
    source: str
    document: Document | None = None
    calls: list[Call] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_text: bool = True
    body: str = ""
    first_line: int = 1

    @property
    def front(self) -> dict:
        """The front matter as far as it could be read."""
        value = self.document.value if self.document else None
        return value if isinstance(value, dict) else {}

    @property
    def schema(self) -> str:
        """The schema of the front matter: lessons are the pages of a step, but for its tools, and what says that it is one."""
        in_a_step = re.match(r"steps/[^/]+/", self.source) and self.source not in TOOLS
        return "lesson" if in_a_step or {"stage", "objective"} <= self.front.keys() else "page"


def read_page(path: Path, name: str, source: str) -> Page:
    """Reads one page; what is wrong with it is in its `problems`."""
    text, problems = read_text(path, name)
    if text is None:
        return Page(name, source, problems=problems, is_text=False)
    page = page_of(text, name, source)
    page.problems = problems + page.problems
    return page


def page_of(text: str, name: str, source: str) -> Page:
    """The page that a text is; `name` is what problems call it, `source` its path below content/."""
    page = Page(name, source)
    front, body, first_line = FENCE.match(text), text, 1
    if front:
        page.document, problems = load_text(front["front"], name, first_line=2, empty=EMPTY)
        page.problems += [*problems, *_signs_in_front_matter(page.document)]
        body, first_line = text[front.end() :], text.count("\n", 0, front.end()) + 1
    else:
        page.problems.append(Problem(name, *_no_front_matter(text)))
    page.body, page.first_line = body, first_line
    page.calls, problems = read_calls(body, name, first_line)
    page.problems += problems
    return page


def _signs_in_front_matter(document: Document | None) -> Iterator[Problem]:
    """MkDocs draws a page's title as a template too. Double curly brackets are told by the loader."""
    for path, value in walk(document.value) if document else ():
        for sign in ("{%", "{#"):
            if isinstance(value, str) and sign in value:
                yield document.problem_in(path, sign, *OTHERS[sign])


def _no_front_matter(text: str) -> tuple[int, int, str, str]:
    almost = ALMOST_FENCE.match(text)
    if almost and almost["blank"]:
        return 1, 1, "Nothing may stand above the first line of hyphens, not even an empty line.", "Remove what is above it."
    if almost and almost["sign"] != "---":
        return 1, 1, f"The page begins with {almost['sign']} in place of three hyphens.", f"Write {FENCES}."
    if almost:
        return 1, 1, "The lines that begin with these hyphens never end.", f"Put {FENCES} below the last of them."
    return 1, 1, "This page does not begin with its title and description.", f"Begin it with {FENCES}, then title: and description:, then three hyphens again."
