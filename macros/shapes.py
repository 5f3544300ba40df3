"""How a text is read, letter by letter, and the shapes that no list of words can describe: numbers, dates, blanks.

All expressions are legal in Python and in JavaScript's u mode.
"""

from __future__ import annotations

import unicodedata

LETTER = r"0-9a-z\u00df-\u00ff"  # after folding; classes that reach beyond U+00FF take Python long to compile

TWELFTH = "(?:0?[1-9]|1[0-2])"  # a number that could be a month

# What no list of words can describe. Each stands in a pattern as a list does; the second value: does it begin or end like a word?
SHAPES = {
    "digits": (r"[0-9]{1,4}(?:[.,][0-9]{1,2})?", True),
    "clock": (r"(?:[01]?[0-9]|2[0-3])(?:(?:[:.h][0-5][0-9])? ?(?:am|pm|a\.m\.?|p\.m\.?)|[:.h][0-5][0-9]h?|h)(?![.:\/-]?[0-9])", True),
    "long": (r"(?:3[1-9]|[4-9][0-9]|1[0-9][0-9])", True),
    "past": (r"[a-z]{2,16}ed", True),
    "bracketed": (r"\[[^\]\[\n]{1,60}\]", False),
    "slot": (r"\[[a-z]{1,20}(?:-[a-z]{1,20}){1,7}\]", False),
    "empty-brackets": (r"\[ {0,9}\]|\( {2,9}\)", False),
    "braced": (r"\{[^{}\n]{1,60}\}|\$\{?[a-z_]{2,30}\}?", False),
    "angled": (r"\u003c[a-z][^\u003c>\n@:\/.]{1,60}>", False),
    "percent": (r"%[a-z_]{2,30}%", False),
    "underscores": (r"_{3,80}|\.{5,80}|…{2,80}|\*{3,80}", False),
    "x-run": (r"[0-9]{0,4}x{3,40}", True),
    "short-date": (rf"(?<![0-9\/.:]){TWELFTH}\/{TWELFTH}(?![0-9\/%]|\.[0-9])", False),
    "long-date": (rf"(?<![0-9\/.:-]){TWELFTH}(?:\/{TWELFTH}\/|\.{TWELFTH}\.|-{TWELFTH}-| {TWELFTH} (?=20))(?:20)?[0-9]{{2}}(?![0-9\/])", False),
    "same-numbers": ("(?<![0-9])(?:" + "|".join(rf"0?{n}[\/. -]{{1,2}}0?{n}(?![0-9])" for n in range(1, 13)) + ")", False),
    "year": (r"(?:19|20)[0-9]{2}", True),
    "any": (r"[^ \n.!?;:,]{1,40}", True),
    "quoted": ('"[^"\n]{3,80}"', False),
    "address": (r"(?:https?:\/\/|www\.)[^ \n]{3,200}", True),
    "asked-twice": (r"\?[^?]{1,300}\?", False),
    "begin": ("(?:(?<![^\n.!?])|(?<=[\n.!?] )|(?<=[\n.!?][\"')] ))", False),
}


def _folded() -> dict[str, str]:
    """Every character that is read as another one: capitals, accents, curly quotes, long dashes, odd spaces."""
    table = {chr(code): " " for code in (9, 13, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)}
    for signs, one in (("\x0b\x0c\x85\u2028\u2029", "\n"), ("‘’‚‛′ʼ`´", "'"), ("“”„‟″«»", '"'), ("‐‑‒–—―−", "-")):
        table |= dict.fromkeys(signs, one)
    for code in (*range(65, 91), *range(0xC0, 0x250), *range(0x370, 0x530), 0x1E9E, 0x212A):
        small = unicodedata.normalize("NFKD", chr(code))[0].lower()
        if len(small) == 1 and small != chr(code) and small.isalpha():
            table[chr(code)] = small
    return table | {"ß": "s", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ı": "i", "ſ": "s"}


FOLDED = _folded()
_TABLE = str.maketrans(FOLDED)


def fold(text: str) -> str:
    """The text with each character of FOLDED replaced by the one it is read as. Never changes its length."""
    return text.translate(_TABLE)
