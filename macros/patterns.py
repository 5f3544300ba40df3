"""The small language in which data/rules is written, as regular expressions that Python and JavaScript read alike.

    find work            these words, side by side
    (find|look for)      one of these            paid? work     the word before ? may be missing
    appreciat*           any ending              keep ...4 mind up to four words between, in one sentence
    <job>                a word of that list     \\?            the sign itself
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import NamedTuple

from macros.shapes import LETTER, SHAPES, fold

START, END = f"(?<![{LETTER}])", f"(?![{LETTER}])"
BETWEEN = "[,\"')*_]{0,2}[ \\/-]{1,3}[\"'(*_]{0,2}"
SKIPPED = r"(?:[^ \n.!?;:]|[.:](?=[0-9a-z])){1,40}"
SPECIAL = frozenset(r"^$\.*+?()[]{}|/")
TOKEN = re.compile(r"\.\.\.(?P<gap>[0-9]*)|<(?P<list>[a-z-]+)>|\\(?P<sign>.)|(?P<op>[()|?* ])|(?P<word>[a-z0-9]+)|(?P<letter>.)", re.S)

PLAIN = re.compile("[a-z ]+")
END_OF_PATTERN, SPACE, MAY_BE_MISSING = ("end", ""), ("op", " "), ("op", "?")
STOPS = frozenset((END_OF_PATTERN, ("op", "|"), ("op", ")")))
ENDS_OF_ITEM = frozenset((*STOPS, SPACE, MAY_BE_MISSING))
LONG_CHOICE = 4  # a choice of this many or more is kept by name: looking for one text, only those it may hold are compiled

class Faulty(ValueError):
    """A pattern that cannot be read; the text says why, in plain words."""


def escape(text: str) -> str:
    """Literal text as a regular expression that is also legal in JavaScript's u mode."""
    return "".join(f"\\{sign}" if sign in SPECIAL else "\\u003c" if sign == "<" else sign for sign in text)


class Pattern(NamedTuple):
    """A pattern that can be looked for.

    source: the regular expression, in which <job> stands for the words of a list. needs: what must all be in a text
    before it can match, each one of several pieces of words (or <list>: any word of it). Looking for those is quick.
    """

    source: str
    needs: tuple[tuple[str, ...], ...]


Groups = dict[tuple["Pattern", ...], str]


def compile_pattern(text: str, lists: Container[str], groups: Groups) -> Pattern:
    """A pattern as written in the data: whole words only. Raises Faulty.

    lists: ids of the lists it may name. groups: takes in its longer choices, each with a name; they work as lists do.
    """
    words = PLAIN.fullmatch(text) and text.split()
    if words:  # nothing but small letters and spaces: by far the most
        return Pattern(f"{START}{BETWEEN.join(words)}{END}", tuple((word,) for word in words if len(word) > 1))
    part = _Reader(text, lists, groups).whole()
    return Pattern(f"{START if part.first else ''}(?:{part.source}){END if part.last else ''}", part.needs)


class _Part(NamedTuple):
    """A piece of a pattern. first, last: does it begin, and end, with a letter or digit?"""

    source: str
    first: bool
    last: bool
    needs: tuple[tuple[str, ...], ...] = ()


def _best(needs: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Of several things needed, the one that says most: long pieces, few of them."""
    return max(needs, key=lambda pieces: (min(map(len, pieces)), -len(pieces)), default=())


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, text: str, lists: Container[str], groups: Groups):
        self.tokens = [(match.lastgroup, match[match.lastgroup]) for match in TOKEN.finditer(fold(text))] + [END_OF_PATTERN]
        self.lists, self.groups, self.at = lists, groups, 0

    def whole(self) -> _Part:
        part = self._alternatives()
        if self.tokens[self.at] != END_OF_PATTERN:
            raise Faulty("There is a closing bracket too many.")
        return part

    def _alternatives(self) -> _Part:
        found = [self._phrase()]
        while self.tokens[self.at] == ("op", "|"):
            self.at += 1
            found.append(self._phrase())
        if len(found) == 1:
            return found[0]
        first, last = any(part.first for part in found), any(part.last for part in found)
        if len(found) >= LONG_CHOICE:
            choice = tuple(Pattern(part.source, part.needs) for part in found)
            name = f"<{self.groups.setdefault(choice, f'choice-{len(self.groups)}')}>"
            return _Part(name, first, last, ((name,),))
        pieces = [_best(part.needs) for part in found]
        needs = (tuple(sorted({piece for some in pieces for piece in some})),) if all(pieces) else ()
        return _Part("|".join(part.source for part in found), first, last, needs)

    def _phrase(self) -> _Part:
        out, joint, rest, needs = "", "", "", ()  # joint: what stands before the next word that must be there
        items: list[_Part] = []
        while (token := self.tokens[self.at]) not in STOPS:
            kind, value = token
            if token == SPACE:
                self.at += 1
            elif token == ("list", "begin"):
                joint += SHAPES[value][0]
                self.at += 1
            elif kind == "gap":
                most = min(int(value or 3), 20)
                joint, rest = f"{joint}(?:{SKIPPED} {{1,3}}){{0,{most}}}[\"'(*]?", f"(?: {{1,3}}{SKIPPED}){{0,{most}}}"
                self.at += 1
            else:
                item, optional = self._item()
                items.append(item)
                if optional and (joint or not out):
                    joint += f"(?:{item.source}{BETWEEN})?"
                elif optional:
                    out += f"(?:{BETWEEN}{item.source})?"
                else:
                    out, joint, rest, needs = f"{out}{BETWEEN if out else ''}{joint}{item.source}", "", "", needs + item.needs
        if not out:
            raise Faulty("A pattern needs a word that must be there.")
        return _Part(out + rest, items[0].first, items[-1].last, needs)

    def _item(self) -> tuple[_Part, bool]:
        """What stands between two spaces, and whether it may be missing."""
        parts: list[_Part] = []
        while (token := self.tokens[self.at]) not in ENDS_OF_ITEM:
            self.at += 1
            parts.append(self._atom(*token))
        if len(parts) == 1 and token != MAY_BE_MISSING:
            return parts[0], False
        optional = self.tokens[self.at] == MAY_BE_MISSING
        self.at += optional
        if not parts:
            raise Faulty("A question mark needs a word before it; write \\? for the sign itself.")
        source = "".join(part.source for part in parts)
        needs = tuple(need for part in parts for need in part.needs)
        return _Part(f"(?:{source})" if optional and len(parts) > 1 else source, parts[0].first, parts[-1].last, needs), optional

    def _atom(self, kind: str, value: str) -> _Part:
        if kind == "word":
            return _Part(value, True, True, ((value,),) if len(value) > 1 else ())
        if kind == "list":
            return self._list(value)
        if (kind, value) == ("op", "("):
            part = self._alternatives()
            if self.tokens[self.at] != ("op", ")"):
                raise Faulty("A bracket is opened and not closed.")
            self.at += 1
            return _Part(f"(?:{part.source})", part.first, part.last, part.needs)
        if (kind, value) == ("op", "*"):
            return _Part(f"[{LETTER}']{{0,20}}", True, True)
        if kind == "gap":
            raise Faulty("Put a space before and after three dots.")
        if kind == "letter" and value in "'-":
            return _Part("'?" if value == "'" else "[ -]?", False, False)
        return _Part(escape(value), value.isalnum(), value.isalnum())

    def _list(self, name: str) -> _Part:
        if name in SHAPES:
            return _Part(f"(?:{SHAPES[name][0]})", SHAPES[name][1], SHAPES[name][1])
        if name not in self.lists:
            raise Faulty(f"There is no list <{name}>.")
        return _Part(f"(?:<{name}>)", True, True, ((f"<{name}>",),))
