"""A file's plain value, and where each part of it stands. Knows nothing about YAML."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from macros.problems import Problem

Path_ = tuple[str | int, ...]


@dataclass
class Document:
    """A file's plain value, and where each part of it stands.

    value: dicts, lists, text, numbers and booleans. marks and keys: from a path into the value, such as
    ("questions", 0, "text"), to (line, column) of the value and of its key. written: unquoted values that are, or
    look like, numbers or true and false, as they were typed. lines: the file's lines, the first of them line `first_line`.
    sound_for: the schema in which nothing was found wrong with it; a document is not changed once it is read.
    """

    name: str
    value: Any = None
    marks: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    written: dict[Path_, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    first_line: int = 1
    sound_for: Any = None

    def problem(self, path: Path_, what: str, todo: str = "", *, key: bool = False, level: str = "problem") -> Problem:
        """A problem at the value (or its key) that `path` names, or at the nearest thing around it."""
        path = tuple(path)
        if key and path in self.keys:
            return Problem(self.name, *self.keys[path], what, todo, level)
        while path and path not in self.marks:
            path = path[:-1]
        return Problem(self.name, *self.marks.get(path, (self.first_line, 1)), what, todo, level)

    def problem_in(self, path: Path_, words: str, what: str, todo: str = "") -> Problem:
        """A problem at the first place where `words` stand in the text at `path`, or where that text begins."""
        start, column = self.marks.get(tuple(path), (self.first_line, 1))
        for number in range(start - self.first_line, len(self.lines)):
            at = self.lines[number].find(words, column - 1 if number == start - self.first_line else 0)
            if at >= 0:
                return Problem(self.name, number + self.first_line, at + 1, what, todo)
        return self.problem(path, what, todo)
