"""A file as bytes and characters: reads it as UTF-8, and finds what cannot be seen but changes the meaning."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from macros.problems import Problem

MAX_BYTES = 500_000
SAVE_AGAIN = 'Choose "Save as" in your editor, and the encoding UTF-8.'
REASONS = {
    FileNotFoundError: "There is no file or folder with this name.",
    IsADirectoryError: "This is a folder, not a file.",
    PermissionError: "This computer does not let you open this file.",
}
HARD_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
NO_WIDTH = "\u200b-\u200d\u2060\u00ad"
CONTROL = re.compile("[^\t\n\r\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
LONE_RETURN = re.compile(r"\r(?!\n)")
AT_LEFT_EDGE = re.compile(rf"[ \t-]*(?P<sign>[{HARD_SPACE}{NO_WIDTH}])")
AFTER_NAME = re.compile(rf"[ \t]*(?:- )?[\w-]+:(?P<sign>[{HARD_SPACE}])")
SUSPECT = re.compile(rf"[\t{HARD_SPACE}{NO_WIDTH}]|{CONTROL.pattern}|{LONE_RETURN.pattern}")


def read_text(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    """A file's text (UTF-8, a byte order mark allowed), or the reason why there is none."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        what = next((words for kind, words in REASONS.items() if isinstance(error, kind)), "This file cannot be read.")
        return None, [Problem(name, 1, 1, what, "Check its name, and that you can open it in an editor.")]
    return decode(raw, name)


def decode(raw: bytes, name: str) -> tuple[str | None, list[Problem]]:
    """The text of these bytes, or the reason why it cannot be read. name: what problems call it."""

    def fault(what: str, todo: str, line: int = 1, column: int = 1) -> tuple[None, list[Problem]]:
        return None, [Problem(name, line, column, what, todo)]

    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or _half_zero(raw):
        return fault("This file is saved as UTF-16, which cannot be read here.", SAVE_AGAIN)
    if raw.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{\\rtf"):
        return fault("This file is saved as rich text.", "In TextEdit choose Format, Make Plain Text, and save again.")
    if len(raw) > MAX_BYTES:
        return fault(f"This file is larger than {MAX_BYTES // 1000} kB.", "Split it into several files.")
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig")
        place = before.count("\n") + 1, len(before) - before.rfind("\n")
        return fault("This character is not saved as UTF-8, so it cannot be read.", SAVE_AGAIN, *place)


def _half_zero(raw: bytes) -> bool:
    """Whether every other byte is zero, as in UTF-16 without a mark."""
    start = raw[:1000]
    return len(start) > 3 and max(start[::2].count(0), start[1::2].count(0)) * 3 > len(start)


def faults_in_characters(text: str, name: str, first_line: int) -> tuple[list[Problem], str | None]:
    """Tabs, hard spaces at the left edge, control characters; and the text with the harmless ones put right.

    No text when what is wrong may have moved things about, so that reading on would only mislead.
    """
    if not SUSPECT.search(text):
        return [], text
    found: list[Problem] = []
    mended, harmless = [], True

    for number, line in enumerate(text.split("\n")):
        end = "\r" if line.endswith("\r") else ""
        line = line.removesuffix("\r")
        for column, what, todo in _faults_in_line(line):
            found.append(Problem(name, number + first_line, column + 1, what, todo))
        harmless &= not CONTROL.search(line) and not LONE_RETURN.search(line) and "\t" not in line[: len(line) - len(line.lstrip())]
        mended.append(_mended(line) + end)
    return found, "\n".join(mended) if harmless else None


def _faults_in_line(line: str) -> list[tuple[int, str, str]]:
    found = []
    if (at := line.find("\t")) >= 0:
        found.append((at, "There is a tab here.", "Put a space in its place." if line[:at].strip() else "Press the space bar instead: two spaces for each level."))
    if match := AT_LEFT_EDGE.match(line) or AFTER_NAME.match(line):
        kind = "a non-breaking space" if unicodedata.category(match["sign"]) == "Zs" else "an invisible character"
        found.append((match.start("sign"), f"There is {kind} here, where an ordinary space belongs.", "Delete it and press the space bar."))
    if match := LONE_RETURN.search(line):
        found.append((match.start(), "There is a line break of an unusual kind here.", "Save the file again with the line ends LF or CRLF."))
    elif match := CONTROL.search(line):
        found.append((match.start(), f"There is an invisible control character here (U+{ord(match.group()):04X}).", "Delete it and type the text again."))
    return found


def _mended(line: str) -> str:
    line = line.replace("\t", " ")
    while match := AT_LEFT_EDGE.match(line) or AFTER_NAME.match(line):
        line = f"{line[: match.start('sign')]} {line[match.end('sign') :]}"
    return line


def hidden_character(text: str) -> str:
    """What cannot be seen in a name, in words; empty when there is nothing of the kind."""
    for character in text:
        if character != " " and unicodedata.category(character) in ("Cf", "Zs", "Cc"):
            return f"an invisible character (U+{ord(character):04X})"
    return ""
