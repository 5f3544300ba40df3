"""Strict YAML, in one pass over the parser's events, to plain values with line marks. Knows no schema.

PyYAML's own `load` and `compose` are never used: they let duplicate keys, bare yes/no, dates and aliases
through, and the C version of compose ends the process on deep nesting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from macros.problems import Problem
from macros.syntax import MAX_BYTES, explain, faults_in_characters, hidden_character

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = 20
BOOLEANS = {"true": True, "false": False}
LOOKS_BOOLEAN = {"yes", "no", "on", "off"}
WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\Z")
DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}\Z")
QUOTE_ALL = "Put the whole text in double quotes."

Path_ = tuple[str | int, ...]


@dataclass
class Document:
    """A file's plain value, and where each part of it stands.

    value: dicts, lists, text, numbers and booleans. marks and keys: from a path into the value, such as
    ("questions", 0, "text"), to (line, column) of the value and of its key. written: numbers as they were typed.
    """

    name: str
    value: Any = None
    marks: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    written: dict[Path_, str] = field(default_factory=dict)

    def problem(self, path: Path_, what: str, todo: str = "", *, key: bool = False, level: str = "problem") -> Problem:
        """A problem at the value (or its key) that `path` names, or at the nearest thing around it."""
        path = tuple(path)
        if key and path in self.keys:
            return Problem(self.name, *self.keys[path], what, todo, level)
        while path and path not in self.marks:
            path = path[:-1]
        return Problem(self.name, *self.marks.get(path, (1, 1)), what, todo, level)


def load_file(path: Path, name: str) -> tuple[Document | None, list[Problem]]:
    """Reads one YAML file; `name` is what problems call it. No document when it could not be understood."""
    text, problems = read_text(path, name)
    if text is None:
        return None, problems
    return load_text(text, name)


def read_text(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    """A file's text (UTF-8, a byte order mark allowed), or the reason why there is none."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        return None, [Problem(name, 1, 1, f"This file cannot be read: {reason}.", "Check that it exists and that you may open it.")]
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None, [Problem(name, 1, 1, "This file is saved as UTF-16.", "Save it again with the encoding UTF-8.")]
    if len(raw) > MAX_BYTES:
        return None, [Problem(name, 1, 1, f"This file is larger than {MAX_BYTES // 1000} kB.", "Split it into several files.")]
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return None, [Problem(name, line, column, "This character is not saved as UTF-8.", "Save the file again with the encoding UTF-8.")]


def load_text(text: str, name: str, first_line: int = 1) -> tuple[Document | None, list[Problem]]:
    """Reads YAML from text whose first line is line `first_line` of the file `name`."""
    faults = faults_in_characters(text, name, first_line)
    if faults:
        return None, faults
    builder = _Builder(name, text, first_line)
    try:
        for event in yaml.parse(text, LOADER):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        builder.problems.append(explain(error, text, name, first_line))
        return None, builder.problems
    if builder.document.value is None and not builder.problems:
        builder.problems.append(Problem(name, first_line, 1, "This file is empty.", "Begin with the name of a collection, such as questions:"))
    return (None if builder.broken else builder.document), builder.problems


@dataclass
class _Frame:
    path: Path_
    value: dict | list
    key: str | None = None


class _Builder:
    """Takes parser events one by one and builds the value, the marks and the problems."""

    def __init__(self, name: str, text: str, first_line: int):
        self.document = Document(name)
        self.problems: list[Problem] = []
        self.broken = False
        self._frames: list[_Frame] = []
        self._lines = text.splitlines()
        self._offset = first_line
        self._documents = 0

    def take(self, event: yaml.Event) -> bool:
        """Takes in one event. False when reading on makes no sense."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                return self._stop(event, "A second document begins here.", "Remove the line with three hyphens, or move what follows to a file of its own.")
        elif isinstance(event, yaml.NodeEvent):
            self._refuse_specials(event)
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.AliasEvent):
                self._place("", event)
            else:
                return self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._frames.pop()
        return True

    def _mark(self, event: yaml.Event) -> tuple[int, int]:
        return event.start_mark.line + self._offset, event.start_mark.column + 1

    def _problem(self, event: yaml.Event, what: str, todo: str) -> None:
        self.problems.append(Problem(self.document.name, *self._mark(event), what, todo))

    def _stop(self, event: yaml.Event, what: str, todo: str) -> bool:
        self._problem(event, what, todo)
        self.broken = True
        return False

    def _refuse_specials(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._problem(event, f'Text that begins with * is read as a reference, here to "{event.anchor}".', QUOTE_ALL)
        elif event.anchor is not None:
            self._problem(event, f'Text that begins with & is read as a name, so "&{event.anchor}" would be lost.', QUOTE_ALL)
        elif getattr(event, "tag", None) not in (None, "!"):
            self._problem(event, "Text that begins with ! is read as a command, so this word would be lost.", QUOTE_ALL)
        elif event.tag == "!" and not getattr(event, "style", None):
            self._problem(event, "Text that begins with ! is read as a command, so this sign would be lost.", QUOTE_ALL)

    def _open(self, event: yaml.CollectionStartEvent) -> bool:
        if len(self._frames) >= MAX_DEPTH:
            return self._stop(event, f"This is nested more than {MAX_DEPTH} levels deep.", "Move it further to the left, or check the brackets.")
        if self._wants_key():
            return self._stop(event, "A name before a colon must be plain text.", "If this is text that begins with { or [ or ?, put the whole of it in double quotes.")
        value: dict | list = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._frames.append(_Frame(self._place(value, event), value))
        return True

    def _wants_key(self) -> bool:
        return bool(self._frames) and isinstance(self._frames[-1].value, dict) and self._frames[-1].key is None

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        value = event.value if event.style else self._resolve(event)
        if self._wants_key():
            self._key(value, event)
            return
        if not event.style:
            self._refuse_comment(event)
        path = self._place(value, event)
        if not event.style and value == "":
            name = f'"{path[-1]}"' if path and isinstance(path[-1], str) else "This entry"
            self._problem(event, f"{name} has nothing after it.", "Write something there, or remove the line.")
        elif not isinstance(value, str):
            self.document.written[path] = event.value

    def _resolve(self, event: yaml.ScalarEvent) -> Any:
        text = event.value
        if text.lower() in LOOKS_BOOLEAN:
            self._problem(event, f"A bare {text} can be read as true or false.", f'Put it in double quotes: "{text}". Where a choice is meant, write true or false.')
        if text in BOOLEANS:
            return BOOLEANS[text]
        if WHOLE.match(text):
            return int(text)
        return float(text) if DECIMAL.match(text) else text

    def _refuse_comment(self, event: yaml.ScalarEvent) -> None:
        end = event.end_mark
        rest = self._lines[end.line][end.column :] if end.line < len(self._lines) else ""
        if re.match(r"\s+#", rest):
            column = end.column + len(rest) - len(rest.lstrip()) + 1
            self.problems.append(
                Problem(self.document.name, end.line + self._offset, column, 'Everything from " #" on is left out of this text.', "Put the whole text in double quotes, or move the remark to a line of its own.")
            )

    def _key(self, key: Any, event: yaml.ScalarEvent) -> None:
        frame = self._frames[-1]
        if not isinstance(key, str):
            self._problem(event, f'"{event.value}" stands before a colon, where a name is expected.', f'Use one of the names that belong here, or put it in double quotes: "{event.value}".')
            key = event.value
        elif hidden := hidden_character(key):
            self._problem(event, f'The name "{key}" contains {hidden}.', "Delete the name and type it again.")
        elif key == "":
            self._problem(event, "There is no name before this colon.", "Write the name, such as text:")
        frame.key = key
        path = (*frame.path, key)
        if key in frame.value:
            first = self.document.keys[path][0]
            self._problem(event, f'"{key}" is given twice; the first is on line {first}.', "Keep one of the two.")
        else:
            self.document.keys[path] = self._mark(event)

    def _place(self, value: Any, event: yaml.NodeEvent) -> Path_:
        """Puts a value where it belongs and returns its path."""
        if not self._frames:
            self.document.value, path = value, ()
        else:
            frame = self._frames[-1]
            if isinstance(frame.value, list):
                path = (*frame.path, len(frame.value))
                frame.value.append(value)
            else:
                path = (*frame.path, frame.key)
                frame.value.setdefault(frame.key, value)
                frame.key = None
        self.document.marks.setdefault(path, self._mark(event))
        return path


def walk(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Every part of a plain value with its path, outermost first."""
    yield path, value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in children:
        yield from walk(child, (*path, name))
