"""Takes the events of a YAML parser one by one, and builds the plain value, its marks and its problems."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from macros.characters import hidden_character
from macros.document import Document, Path_
from macros.plain import LIKE_A_NUMBER, doubtful, resolve
from macros.problems import Problem
from macros.syntax import LONG_DASHES, in_quotes

MAX_DEPTH = 20
CURLY = "Double curly brackets have no meaning here.", "Take them out; a blank to fill in is written in single square brackets, such as [their-first-name]."
SECRET_KEY = re.compile(r"(?:^|[\s\[{,-])\?\s+\Z")


@dataclass
class _Frame:
    path: Path_
    value: dict | list
    key: str | None = None
    secret: bool = False
    repeated: bool = False


class Builder:
    """Takes parser events one by one and builds the value, the marks and the problems.

    stopped: the problem after which reading on makes no sense, if there was one. It is not among `problems`.
    """

    def __init__(self, name: str, text: str, first_line: int):
        self.problems: list[Problem] = []
        self.stopped: Problem | None = None
        self._lines = [line.removesuffix("\r") for line in text.split("\n")]
        self.document = Document(name, lines=self._lines, first_line=first_line)
        self._offset = first_line
        self._frames: list[_Frame] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Takes in one event."""
        if isinstance(event, yaml.ScalarEvent):
            if not self._special(event):
                self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self._special(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._frames.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop(event, "A second file seems to begin at these three hyphens.", "Remove them, or move what follows to a file of its own.")

    def _mark(self, event: yaml.Event) -> tuple[int, int]:
        line, column = event.start_mark.line, event.start_mark.column
        if line >= len(self._lines):
            line, column = len(self._lines) - 1, len(self._lines[-1])
        return line + self._offset, column + 1

    def _problem(self, event: yaml.Event, what: str, todo: str) -> None:
        self.problems.append(Problem(self.document.name, *self._mark(event), what, todo))

    def _stop(self, event: yaml.Event, what: str, todo: str) -> None:
        self.stopped = Problem(self.document.name, *self._mark(event), what, todo)

    def _rest(self, mark: yaml.Mark) -> str:
        return self._lines[mark.line][mark.column :] if mark.line < len(self._lines) else ""

    def _special(self, event: yaml.NodeEvent) -> bool:
        """Tells a reference, a name for a part, or a command; these would lose a person's words."""
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&" if event.anchor is not None else "!"
        if sign == "!" and (event.tag is None or (event.tag == "!" and event.style)):
            return False
        text = self._rest(event.start_mark)
        again = sign == "*" and any(f"&{event.anchor}" in line for line in self._lines)
        self._problem(event, f"Text that begins with {sign} has a special meaning and would be lost.", "Write out in full what should stand here." if again else in_quotes(text))
        if self._wants_key():
            self._name(text or sign, event)
        else:
            self._place("", event)
        return True

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            sign = "&" if event.anchor is not None else "!"
            self._stop(event, f"The word that begins with {sign} has a special meaning here.", f"Remove the {sign} and its word, or put the whole text in double quotes.")
        elif len(self._frames) >= MAX_DEPTH:
            self._stop(event, f"More than {MAX_DEPTH} levels stand inside one another here.", "Move this further to the left, or check the brackets.")
        elif self._wants_key():
            self._refuse_as_key(event)
        else:
            value: dict | list = {} if isinstance(event, yaml.MappingStartEvent) else []
            self._frames.append(_Frame(self._place(value, event), value))

    def _refuse_as_key(self, event: yaml.CollectionStartEvent) -> None:
        line, column = event.start_mark.line, event.start_mark.column
        before = self._lines[line][:column]
        if before.endswith("{"):
            self.stopped = Problem(self.document.name, line + self._offset, column, *CURLY)
        else:
            self._stop(event, "This cannot stand before a colon; only a name can.", "If it is text, put the whole of it in double quotes.")

    def _wants_key(self) -> bool:
        return bool(self._frames) and isinstance(self._frames[-1].value, dict) and self._frames[-1].key is None

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if self._wants_key():
            value = event.value if event.style else resolve(event.value)
            self._key(value, event)
            return
        value = event.value if event.style else self._resolve(event)
        secret = bool(self._frames) and self._frames[-1].secret
        path = self._place(value, event)
        if "{{" in event.value:
            self.problems.append(self.document.problem_in(path, "{{", *CURLY))
        if event.style:
            return
        if isinstance(value, str) and value == "":
            if path and not secret:
                self._nothing_after(event, path)
        else:
            self._refuse_comment(event)
            if not isinstance(value, str) or LIKE_A_NUMBER.match(value):
                self.document.written[path] = event.value

    def _nothing_after(self, event: yaml.ScalarEvent, path: Path_) -> None:
        name = f'"{path[-1]}"' if isinstance(path[-1], str) else "This entry"
        if self._rest(event.end_mark).lstrip().startswith("#"):
            self._problem(event, f'Everything from "#" on is left out, so {name} has nothing after it.', "Put the whole text in double quotes.")
        elif path[-1] == "":
            return
        else:
            self._problem(event, f"{name} has nothing after it.", "Write something there, or remove the line.")

    def _resolve(self, event: yaml.ScalarEvent) -> Any:
        if doubt := doubtful(event.value):
            self._problem(event, *doubt)
        return resolve(event.value)

    def _refuse_comment(self, event: yaml.ScalarEvent) -> None:
        rest = self._rest(event.end_mark)
        if re.match(r"\s+#", rest):
            column = event.end_mark.column + len(rest) - len(rest.lstrip()) + 1
            what, todo = 'Everything from " #" on is left out of this text.', "Put the whole text in double quotes, or move the remark to a line of its own."
            self.problems.append(Problem(self.document.name, event.end_mark.line + self._offset, column, what, todo))

    def _key(self, key: Any, event: yaml.ScalarEvent) -> None:
        before = self._lines[event.start_mark.line][: event.start_mark.column]
        if not event.style and (mark := SECRET_KEY.search(before)):
            column = mark.start() + mark.group().index("?") + 1
            self.problems.append(Problem(self.document.name, self._mark(event)[0], column, "Text that begins with ? has a special meaning and would be lost.", in_quotes(before[column - 1 :] + self._rest(event.start_mark))))
            self._frames[-1].secret = True
        elif not isinstance(key, str):
            self._problem(event, f'"{event.value}" stands before a colon, where a name belongs.', "Write one of the names that belong here, or put the whole text in double quotes.")
        elif key[:1] in LONG_DASHES and key[1:2] == " ":
            self._stop(event, f"This line begins with {key[0]}, not with a hyphen.", "Type a hyphen (-) and a space instead.")
            return
        elif hidden := hidden_character(key):
            self._problem(event, f'The name "{key}" contains {hidden}.', "Delete the name and type it again.")
        elif key == "":
            self._problem(event, "There is no name before this colon.", "Write the name, such as text:")
        self._name(event.value, event)

    def _name(self, key: str, event: yaml.NodeEvent) -> None:
        frame = self._frames[-1]
        frame.key = key
        path = (*frame.path, key)
        if key not in frame.value:
            self.document.keys[path] = self._mark(event)
        elif not frame.repeated:
            first = self.document.keys[path][0]
            frame.repeated = key == "id"
            todo = "If a new entry begins here, put a hyphen and a space before it; otherwise keep one of the two." if key == "id" else "Keep one of the two."
            self._problem(event, f'"{key}" is given twice; the first is on line {first}.', todo)

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
