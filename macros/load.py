"""Strict YAML to plain values with line marks, every fault at once. Knows no schema.

PyYAML's own `load` and `compose` are never used: they let duplicate keys, bare yes/no, dates and aliases
through, and the C version of compose ends the process on deep nesting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from macros.builder import Builder
from macros.characters import faults_in_characters, read_text
from macros.document import Document, Path_
from macros.problems import Problem
from macros.syntax import conflict, explain

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_ROUNDS = 20
EMPTY = "This file is empty.", "Begin it with the name of what it holds, such as questions: on a line of its own."
ENTRY = re.compile(r"^( *)- ", re.M)

__all__ = ["Document", "load_file", "load_text", "walk"]


def load_file(path: Path, name: str) -> tuple[Document | None, list[Problem]]:
    """Reads one YAML file; `name` is what problems call it. No document when nothing of it could be understood."""
    text, problems = read_text(path, name)
    if text is None:
        return None, problems
    return load_text(text, name)


def load_text(text: str, name: str, first_line: int = 1, empty: tuple[str, str] = EMPTY) -> tuple[Document | None, list[Problem]]:
    """Reads YAML from text whose first line is line `first_line` of the file `name`.

    empty: what is wrong and what to do when there is nothing in it.
    When an entry cannot be read at all, it is told and left out, and reading goes on: the document is then
    what the rest of the file says, without the entries that were told.
    """
    problems, mended = faults_in_characters(text, name, first_line)
    if mended is None:
        return None, problems
    if unsettled := conflict(text, name, first_line):
        return None, [unsettled]
    text, left_out, typed = mended, [], [line.removesuffix("\r") for line in mended.split("\n")]
    builder, stop = _attempt(text, name, first_line)
    while stop:
        left_out.append(stop)
        rest = without_entry(text, stop.line - first_line)
        if rest is None or len(left_out) == MOST_ROUNDS:
            return None, sorted({*problems, *left_out, *builder.problems})
        text = rest
        builder, stop = _attempt(text, name, first_line)
    if left_out and not ENTRY.search(text):
        return None, sorted({*problems, *left_out})
    if builder.document.value in (None, "") and not builder.problems:
        builder.problems.append(Problem(name, first_line, 1, *empty))
        return None, sorted({*problems, *builder.problems})
    builder.document.lines = typed  # with the entries that were left out
    return builder.document, sorted({*problems, *left_out, *builder.problems})


def _attempt(text: str, name: str, first_line: int) -> tuple[Builder, Problem | None]:
    """Builds the value; the problem that made it impossible to read on, if there was one."""
    builder = Builder(name, text, first_line)
    try:
        for event in yaml.parse(text, LOADER):
            builder.take(event)
            if builder.stopped:
                break
    except yaml.YAMLError as error:
        return builder, explain(*_in_python(error, text), text, name, first_line)
    return builder, builder.stopped


def _in_python(error: yaml.YAMLError, text: str) -> tuple[yaml.YAMLError, yaml.ScalarEvent | None]:
    """The same fault as PyYAML's own parser tells it, and the last quoted text of several lines before it.

    libyaml has other words and places for a fault. Entries above it are left out of this second reading, so that
    it takes no time.
    """
    mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
    first, _, indent = _entries(text)
    start = max((at for at in indent if text.count("\n", 0, at) <= mark.line), default=first) if mark else first
    blank = re.sub(r"[^\n]+", "", text[first:start])
    long_quote = None
    try:
        for event in yaml.parse(text[:first] + blank + text[start:], yaml.SafeLoader):
            if isinstance(event, yaml.ScalarEvent) and event.style in ("'", '"') and event.end_mark.line > event.start_mark.line:
                long_quote = event
    except yaml.YAMLError as same:
        return same, long_quote
    return error, long_quote


def _entries(text: str) -> tuple[int, int, list[int]]:
    """Where the first entry of a file begins, how far it is indented, and where each of its neighbours begins."""
    first = ENTRY.search(text)
    if not first:
        return 0, 0, []
    width = len(first[1])
    return first.start(), width, [match.start() for match in ENTRY.finditer(text) if len(match[1]) == width]


def without_entry(text: str, number: int) -> str | None:
    """The text with the entry that line `number` (from 0) belongs to made blank; None when that is not possible."""
    _, width, starts = _entries(text)
    lines = text.split("\n")
    if lines[number].startswith("---"):
        return "\n".join(lines[:number]) + "\n" if number else None
    begin = max((line for at in starts if (line := text.count("\n", 0, at)) <= number), default=None)
    if begin is None:
        return None
    end = begin + 1
    while end < len(lines) and not (end > number and re.match(rf" {{0,{width}}}[^ \r]", lines[end])):
        if end <= number and re.match(rf" {{{width}}}- ", lines[end]):
            break
        end += 1
    if not any(line.strip() for line in lines[begin:end]):
        return None
    return "\n".join([*lines[:begin], *("" for _ in lines[begin:end]), *lines[end:]])


def walk(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Every part of a plain value with its path, outermost first."""
    waiting = [(path, value)]
    while waiting:
        path, value = waiting.pop()
        yield path, value
        children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        waiting += reversed([((*path, name), child) for name, child in children])
