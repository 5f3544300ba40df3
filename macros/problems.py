"""What is wrong with somebody's file, said so that they can mend it. Knows nothing about YAML or schemas."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend (or, as a note, to know).

    file: the path as a person would write it. line, column: counted from 1, in characters.
    what: the fault in one sentence. todo: the next step, in one sentence.
    level: "problem" stops a build; "note" never does.
    """

    file: str
    line: int
    column: int
    what: str
    todo: str = ""
    level: str = "problem"

    def as_text(self) -> str:
        """`file:line:column: what is wrong`, then what to do on a line of its own."""
        note = "note: " if self.level == "note" else ""
        first = f"{self.file}:{self.line}:{self.column}: {note}{self.what}"
        return f"{first}\n    {self.todo}" if self.todo else first

    def as_github(self) -> str:
        """A workflow command, which GitHub shows beside the line it names.

        Escapes are those of GitHub's actions toolkit (command.ts).
        """
        level = "notice" if self.level == "note" else "error"
        place = f"file={_property(self.file)},line={self.line},col={self.column}"
        return f"::{level} {place}::{_data(' '.join(filter(None, [self.what, self.todo])))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A sentence naming the nearest known word, or `otherwise` when none is near."""
    near = nearest(word, known)
    return f'Did you mean "{near}"?' if near else otherwise


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like this one, whatever its capitals, spaces and underscores; "" when none is."""
    return _nearest(_plain(word), tuple(known))


@functools.lru_cache(maxsize=4096)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    plain = {_plain(other): other for other in known}
    near = difflib.get_close_matches(word, plain, n=1, cutoff=0.6)
    return plain[near[0]] if near else ""


def _plain(word: str) -> str:
    return word[:80].lower().replace(" ", "-").replace("_", "-")


def listing(words: Iterable[str], most: int = 12) -> str:
    """`a, b, c`, cut short with a count when there are very many."""
    words = list(words)
    shown = ", ".join(words[:most])
    return f"{shown} and {len(words) - most} more" if len(words) > most else shown


def counted(number: int, word: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number} {word}{'' if number == 1 else 's'}"
