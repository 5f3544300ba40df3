"""The faults of a file as characters and punctuation, in plain words: what a YAML parser cannot say kindly."""

from __future__ import annotations

import re
import unicodedata

import yaml

from macros.problems import Problem

MAX_BYTES = 500_000
QUOTE = "Put the whole text in double quotes, and any quotation marks inside it in single ones."
HARD_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
CONTROL = re.compile("[^\t\n\r\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
LONE_RETURN = re.compile(r"\r(?!\n)")
HARD_INDENT = re.compile(rf"[ \t-]*[{HARD_SPACE}]")
HARD_AFTER_NAME = re.compile(rf"[ \t]*(?:- )?[\w-]+:[{HARD_SPACE}]")
VALUE = re.compile(r"\s*(?P<before>(?:- +)*(?:[\w-]+:\s+)?)(?P<value>\S.*)")
SPECIAL = {
    "[": "a list", "{": "a group", "*": "a reference", "&": "a name", "!": "a command", "%": "a command",
    "@": "a command", "`": "a command", "|": "a long text", ">": "a long text",
}  # fmt: skip


def faults_in_characters(text: str, name: str, first_line: int) -> list[Problem]:
    """Characters that cannot be seen but change the meaning: tabs, hard spaces at the left edge, control characters."""
    found = []

    def fault(number: int, column: int, what: str, todo: str) -> None:
        found.append(Problem(name, number + first_line, column + 1, what, todo))

    for number, line in enumerate(text.split("\n")):
        line = line.removesuffix("\r")
        if (at := line.find("\t")) >= 0:
            fault(number, at, "There is a tab here.", "Use ordinary spaces: two for each level.")
        if match := HARD_INDENT.match(line) or HARD_AFTER_NAME.match(line):
            fault(number, match.end() - 1, "There is a non-breaking space here, where an ordinary space is needed.", "Delete it and press the space bar.")
        if match := CONTROL.search(line) or LONE_RETURN.search(line):
            code = f"U+{ord(match.group()):04X}"
            fault(number, match.start(), f"There is an invisible control character here ({code}).", "Delete it and type the text again.")
    return found


def hidden_character(text: str) -> str:
    """What cannot be seen in a name, in words; empty when there is nothing of the kind."""
    for character in text:
        if unicodedata.category(character) in ("Cf", "Zs", "Cc") and character != " ":
            return f"an invisible character (U+{ord(character):04X})"
    return ""


def explain(error: yaml.MarkedYAMLError, text: str, name: str, first_line: int) -> Problem:
    """A parser's error in plain words, at the place a person should look."""
    lines = text.splitlines()
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark
    saying = f"{error.context or ''} {error.problem or ''}"

    def at(line: int, column: int, what: str, todo: str) -> Problem:
        return Problem(name, line + first_line, column + 1, what, todo)

    if "escape" in saying:
        return at(mark.line, mark.column, "A backslash inside double quotes has a special meaning.", "Write two backslashes, or put single quotes round the text.")
    if opened and "quoted scalar" in saying:
        return at(opened.line, opened.column, "A quotation mark is opened here and never closed.", "Close it with the same mark at the end of the text.")
    if opened and "flow" in saying and not _closed(lines, opened):
        sign = lines[opened.line][opened.column : opened.column + 1]
        return at(opened.line, opened.column, f"The bracket {sign} is opened here and never closed.", "Close the list, or put the whole text in double quotes if no list is meant.")
    for number in dict.fromkeys([mark.line, opened.line if opened else mark.line, mark.line - 1]):
        if 0 <= number < len(lines) and (cause := _cause_in(lines[number])):
            column, what, todo = cause
            return at(number, column, what, todo)
    line = min(mark.line, max(len(lines) - 1, 0))
    return at(line, mark.column if line == mark.line else 0, "This line does not fit the lines above it.", "Check that it starts in the same column as its neighbours, and that each name is followed by a colon and a space.")


def _closed(lines: list[str], mark: yaml.Mark) -> bool:
    line = lines[mark.line][mark.column :] if mark.line < len(lines) else ""
    return {"[": "]", "{": "}"}.get(line[:1], "") in line[1:]


def _cause_in(line: str) -> tuple[int, str, str] | None:
    """The commonest reasons for one line not to be understood, with the column to look at (from 0)."""
    if line.lstrip().startswith("#"):
        return None
    if match := re.match(r"\s*(?:- )?([\w-]+):(?=[^\s:/])", line):
        return match.end() - 1, f'There is no space after "{match.group(1)}:".', "Put a space after the colon."
    match = VALUE.match(line)
    if not match:
        return None
    value, column = match["value"], match.start("value")
    if value[0] in "\"'":
        end = value.find(value[0], 1)
        if end > 0 and value[end + 1 :].strip() not in ("", ":", ","):
            return column, "The text goes on after its closing quotation mark.", QUOTE
        return None
    if value[0] in SPECIAL:
        return column, f"Text that begins with {value[0]} is read as {SPECIAL[value[0]]}.", QUOTE
    if match["before"] and (": " in value or value.endswith(":")):
        return column, "Text that contains a colon and a space is read as a name and a value.", QUOTE
    return None
