"""How hard the pages are to read: school grade and length of sentences, as a report. Judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import mean, median

from macros.lints import NOT_PROSE
from macros.pages import Page

MARKS = re.compile(r"^ *#.*$|^ *(?:[-*+]|\d+\.|>|\|) *|</?[a-z][^>]*>|[*_`|]|\]\([^)]*\)|[\[\]]", re.M)
BREAK = re.compile(r"(?<=[.!?])[\"')\]]*\s+|\n\s*\n|\n(?= *(?:[-*+]|\d+\.|#|\|) )")
WORD = re.compile(r"\w+(?:['’:-]\w+)*")
VOWELS = re.compile(r"[aeiouy]+")
SHORTEST = 3  # words; what is shorter is a label
LEAST = 60  # words; a page with fewer is drawn from data


@dataclass(frozen=True)
class Reading:
    """How hard a text is: US school grade (Flesch and Kincaid), words in a mean sentence, the longest sentence, all words."""

    grade: float
    mean: float
    longest: str
    words: int


def read_level(markdown: str) -> Reading | None:
    """The reading level of a page's text below its front matter; None when there is too little of it.

    Source of the formula: Kincaid, Fishburne, Rogers and Chissom 1975. Syllables are counted as groups of vowels,
    which is right for most English words.
    """
    text = MARKS.sub(" ", "\n".join(BREAK.split(NOT_PROSE.sub(" ", _inline_calls(markdown)))))
    sentences = [found for line in text.split("\n") if len(found := WORD.findall(line)) >= SHORTEST]
    words = [word for sentence in sentences for word in sentence]
    if len(words) < LEAST:
        return None
    length, syllables = mean(map(len, sentences)), mean(map(_syllables, words))
    return Reading(round(0.39 * length + 11.8 * syllables - 15.59, 1), round(length, 1), " ".join(max(sentences, key=len)), len(words))


def _inline_calls(markdown: str) -> str:
    """A macro call inside a sentence counts as one short word."""
    return re.sub(r"(?<=\S )\{\{[^{}]*\}\}", "word", markdown)


def _syllables(word: str) -> int:
    word = word.lower()
    groups = len(VOWELS.findall(word))
    return max(1, groups - (word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1) - (word.endswith("ed") and not word.endswith(("ted", "ded")) and groups > 1))


def report(pages: Iterable[Page]) -> str:
    """The median of all lessons, and the ten pages that are hardest to read, for a terminal."""
    levels = sorted(((page, level) for page in pages if not page.source.startswith("staff/") and (level := read_level(page.body))), key=lambda pair: -pair[1].grade)
    lessons = [level for page, level in levels if page.schema == "lesson"]
    lines = []
    if lessons:
        lines.append(f"Lessons: median grade {median(level.grade for level in lessons):.1f}, median sentence {median(level.mean for level in lessons):.1f} words, {len(lessons)} pages.")
    lines.append("Hardest ten: grade, mean sentence, words, page; then its longest sentence.")
    for page, level in levels[:10]:
        lines += [f"{level.grade:5.1f} {level.mean:5.1f} {level.words:5} {page.name}", f"      {level.longest}"]
    return "\n".join(lines)
