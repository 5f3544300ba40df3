"""The check engine: a text and compiled rules to findings. Knows no file; site_overrides/assets/js/rules.js is its twin."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

Span = tuple[int, int]
MOST_READ = 10_000  # characters in which patterns are looked for; a text this long has failed its length long before
WINDOW = 8  # words between a negation and what it excuses
LIST = re.compile("<([a-z0-9-]+)>")
WORST = ("hint", "should", "must")
BLANK = " \t\r\n\u00a0"
NEVER = "(?!)"  # matches nothing; an empty choice would match everywhere


@dataclass(frozen=True)
class Finding:
    """What one rule says about one text. spans: where, as code points of the text as given, from and up to."""

    rule: str
    ok: bool
    level: str
    spans: tuple[Span, ...]
    message: str


@functools.lru_cache(maxsize=4096)
def _expression(source: str) -> re.Pattern[str]:
    # Text and patterns are both folded to small letters, so that the flag i changes nothing; without it Python is faster.
    return re.compile(source)


def _spans(source: str, text: str) -> list[Span]:
    return [found.span() for found in _expression(source).finditer(text) if found.end() > found.start()]


def _touches(span: Span, others: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def normalise(text: str, book: dict[str, Any]) -> str:
    """The text with each character replaced by the one it is read as; a line wrapped inside a sentence is joined."""
    joined = _expression(book["wrap"]).sub(lambda found: " " * len(found.group()), text)
    return joined.translate(_table(*book["fold"]))


@functools.cache
def _table(many: str, one: str) -> dict[int, str]:
    return str.maketrans(many, one)


class _Text:
    """A text as the checks see it: folded, with the places where sentences and clauses begin."""

    def __init__(self, text: str, kind: str, form: str, book: dict[str, Any], context: dict[str, Any]):
        self.given, self.kind, self.form, self.book, self.context = text, kind, form, book, context
        self.folded = normalise(text[:MOST_READ], book)
        self.words: dict[str, str] = {}
        self.sentences = [0, *(end for _, end in _spans(book["sentence"], self.folded))]
        turns = [start for start, _ in self.hits(book["lists"]["turns"])]
        self.clauses = sorted({*self.sentences, *turns, *(end for _, end in _spans(book["clause"], self.folded))})
        excused = self.hits(book["lists"]["not-negators"])
        self.negators = [span for span in self.hits(book["lists"]["negators"]) if not _touches(span, excused)]

    def hits(self, patterns: list[list]) -> list[Span]:
        """Where any of the patterns matches."""
        return [span for source, needs in patterns if self._may_match(needs) for span in _spans(self._filled(source), self.folded)]

    def _may_match(self, needs: list[list[str]]) -> bool:
        return all(any(self._list(piece[1:-1]) if piece[0] == "<" else piece in self.folded for piece in pieces) for pieces in needs)

    def _filled(self, source: str) -> str:
        return LIST.sub(lambda found: self._list(found[1]) or NEVER, source) if "<" in source else source

    def _list(self, name: str) -> str:
        """The words of a list that this text may hold, as one expression. Leaving out the others changes nothing and is quick to compile."""
        if name not in self.words:
            self.words[name] = "|".join(self._filled(source) for source, needs in self.book["lists"][name] if self._may_match(needs))
        return self.words[name]

    def sentence(self, span: Span) -> Span:
        """The sentence in which a span begins."""
        place = bisect_right(self.sentences, span[0])
        return self.sentences[place - 1], self.sentences[place] if place < len(self.sentences) else len(self.folded)

    def is_negated(self, span: Span) -> bool:
        """Whether a negation stands in the same clause, inside the span or at most WINDOW words before it."""
        start = self.clauses[bisect_right(self.clauses, span[0]) - 1]
        return any(start <= begin < span[1] and self.folded.count(" ", end, span[0]) <= WINDOW for begin, end in self.negators)


def judge(text: str, kind: str, form: str, book: dict[str, Any], context: dict[str, Any] | None = None) -> list[Finding]:
    """One finding for every rule of the kind, in the order of the rules.

    text: as the student wrote it. kind: request, ... or question. form: email, linkedin_note, message, or "" when
    no limit of a channel counts. book: what compile_rules returned. context: what the student knows, such as
    {"notes": [...]}, as text or lists of text. Never raises for any text.
    """
    seen = _Text(text, kind, form, book, context or {})
    found: dict[str, Finding] = {}
    for rule in book["rules"]:
        if kind in rule["kinds"]:
            found[rule["id"]] = _judge(rule, seen, found)
    return list(found.values())


def _judge(rule: dict[str, Any], seen: _Text, found: dict[str, Finding]) -> Finding:
    spans, ok, level, message = [], True, rule["level"], rule["message"]
    if rule["mentions"]:
        spans = _looks(rule["mentions"], seen)
        ok = bool(spans)
    if rule["avoids"]:
        spans = _looks(rule["avoids"], seen)
        ok = len(spans) <= rule["at_most"]
    if rule["when"]["mentions"] or rule["when"]["rule"]:
        holds, spans = _side(rule["when"], seen, found)
        ok = not holds or _side(rule["then"], seen, found)[0]
    if rule["limits"]:
        over = max((limit for limit in rule["limits"] if _over(limit, seen)), key=lambda limit: WORST.index(limit["level"]), default=None)
        ok, level, message = not over, over["level"] if over else level, over["message"] if over else message
    shown = tuple(spans) if not ok or rule["mentions"] else ()
    return Finding(rule["id"], ok, level, shown, rule["praise"] if ok else message)


def _side(side: dict[str, Any], seen: _Text, found: dict[str, Finding]) -> tuple[bool, list[Span]]:
    if side["rule"]:
        earlier = found.get(side["rule"])
        return bool(earlier) and earlier.ok == side["met"], list(earlier.spans) if earlier else []
    spans = _looks(side["mentions"], seen)
    return bool(spans), spans


def _over(limit: dict[str, Any], seen: _Text) -> bool:
    """Whether a limit counts for this text and is not kept."""
    if seen.kind not in limit["kinds"] or (limit["forms"] and seen.form not in limit["forms"]):
        return False
    if limit["full"]:
        return size(seen.given.strip(BLANK)) > seen.book["limits"].get(seen.form, float("inf"))
    words = count_words(seen.given, seen.book)
    return words > limit["words"] if limit["words"] else words < limit["fewest"]


def size(text: str) -> int:
    """How many characters a channel counts: code points or UTF-16 units, whichever are more."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def count_words(text: str, book: dict[str, Any]) -> int:
    """Pieces between spaces and line ends."""
    return len([piece for piece in re.split("[ \n]", normalise(text, book)) if piece])


def _looks(looks: list[dict[str, Any]], seen: _Text) -> list[Span]:
    spans = sorted({span for look in looks for span in (_overlap(look, seen) if look["overlaps"] else _look(look, seen))})
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _look(look: dict[str, Any], seen: _Text) -> list[Span]:
    spans = seen.hits(look["find"])
    if not spans:
        return []
    excused, needed, spoilt = seen.hits(look["except"]), seen.hits(look["with"]), seen.hits(look["without"])

    def near(span: Span, others: list[Span]) -> bool:
        around = (0, len(seen.folded)) if look["within"] == "text" else seen.sentence(span)
        return any(around[0] <= start < around[1] for start, _ in others)

    return [
        span for span in spans
        if not _touches(span, excused)
        and (not look["with"] or near(span, needed))
        and not near(span, spoilt)
        and (look["negation"] == "ignored" or seen.is_negated(span) == (look["negation"] == "needed"))
        and (not look["case"] or _has_case(look["case"], seen.given[span[0] : span[1]]))
    ]  # fmt: skip


def _has_case(case: str, words: str) -> bool:
    """Whether the words, as written, hold a name (a capital before a letter), or are capitals only."""
    if case == "capitals":
        return not re.search("[a-z]", words) and bool(re.search("[A-Z]", words))
    return bool(re.search("(?<![A-Za-z'’])[A-Z\u00c0-\u00de][A-Za-z0-9\u00c0-\u017f]", words))


def _overlap(look: dict[str, Any], seen: _Text) -> list[Span]:
    """Words of the text that the context holds too, when one sentence has enough different ones."""
    given = seen.context.get(look["overlaps"]) or ""
    known = {stem for _, stem in _stems(normalise(given if isinstance(given, str) else "\n".join(map(str, given)), seen.book), seen.book)}
    shared: dict[Span, dict[str, Span]] = {}
    for span, stem in _stems(seen.folded, seen.book):
        if stem in known:
            shared.setdefault(seen.sentence(span), {})[stem] = span
    return [span for found in shared.values() if len(found) >= look["words"] for span in found.values()]


def _stems(text: str, book: dict[str, Any]) -> list[tuple[Span, str]]:
    """Words that carry meaning, each cut to its first six letters."""
    words = ((found.span(), found.group()) for found in _expression(book["word"]).finditer(text))
    return [(span, word[:6]) for span, word in words if word not in book["stop-words"]]
