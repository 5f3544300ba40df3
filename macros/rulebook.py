"""From the rules as data to one plain value that rules.py, its twin in the browser and JSON all understand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from macros.model.checks import Limit, Look, Rule, Side, WordList
from macros.model.library import Channel
from macros.patterns import Faulty, Groups, Pattern, compile_pattern
from macros.shapes import FOLDED, LETTER

ABBREVIATED = "".join(f"(?<![^{LETTER}]{word})" for word in ("dr", "mr", "ms", "mrs", "prof", "st", "e\\.g", "i\\.e", "approx", "no"))
FULL_STOP = f"{ABBREVIATED}\\.(?![^ \\n\"')])"


class FaultyRule(ValueError):
    """A rule or list that cannot be compiled. owner: its id; path: where in the entry; the text says why in plain words."""

    def __init__(self, owner: str, path: tuple, reason: str):
        super().__init__(reason)
        self.owner, self.path = owner, path


def compile_rules(rules: Iterable[Rule], lists: Iterable[WordList], channels: Iterable[Channel]) -> dict[str, Any]:
    """Everything the engine needs, as plain values. Raises FaultyRule for a pattern that cannot be read.

    All expressions are for the flags i and u (`wrap` for u alone, as it tells capitals from small letters); they are
    written for text in which each character was replaced as `fold` says. A pattern is a pair: its expression, in which
    <job> stands for any pattern of that list, and what must be in a text before it can match.
    limits: the fewest characters any channel of a form takes.
    """
    words = {entry.id: entry.words for entry in lists}
    limits: dict[str, int] = {}
    for channel in channels:
        if channel.max_characters:
            limits[channel.form] = min(channel.max_characters, limits.get(channel.form, channel.max_characters))
    compiler = _Compiler(words)
    compiled = {name: compiler.patterns(name, ("words",), found) for name, found in words.items() if name != "stop-words"}
    return {
        "fold": ["".join(FOLDED), "".join(FOLDED.values())],
        "wrap": r"(?<=[A-Za-z,])\r?\n(?=[a-z])",
        "word": f"[{LETTER}]{{3,40}}",
        "sentence": f"[!?\\n]|{FULL_STOP}",
        "clause": f"[!?\\n;:]| -{{1,2}} |{FULL_STOP}",
        "stop-words": sorted(words.get("stop-words", ())),
        "limits": limits,
        "rules": [compiler.rule(rule) for rule in rules],
        "lists": compiled | {name: [_plain(pattern) for pattern in choice] for choice, name in compiler.groups.items()},
    }


def _plain(pattern: Pattern) -> list:
    return [pattern.source, [list(pieces) for pieces in pattern.needs]]


class _Compiler:
    """Compiles rules and lists that share their longer choices."""

    def __init__(self, lists: Mapping[str, Iterable[str]]):
        self.lists = lists
        self.groups: Groups = {}

    def patterns(self, owner: str, path: tuple, written: Iterable[str]) -> list[list]:
        found = []
        for index, text in enumerate(written):
            try:
                found.append(_plain(compile_pattern(text, self.lists, self.groups)))
            except Faulty as fault:
                raise FaultyRule(owner, (*path, index), str(fault)) from None
        return found

    def rule(self, rule: Rule) -> dict[str, Any]:
        def looks(found: Iterable[Look], *path: str, negation: str = "ignored") -> list[dict[str, Any]]:
            return [self._look(look, rule.id, ("check", *path, index), negation) for index, look in enumerate(found)]

        def side(name: str, found: Side) -> dict[str, Any]:
            return {"rule": found.rule, "met": found.met, "mentions": looks(found.mentions, name, "mentions")}

        check = rule.check
        return {
            "id": rule.id,
            "kinds": list(rule.kinds),
            "level": rule.level,
            "message": rule.message,
            "praise": rule.praise,
            "mentions": looks(check.mentions, "mentions"),
            "avoids": looks(check.avoids, "avoids", negation="excuses"),
            "at_most": check.at_most,
            "when": side("when", check.when),
            "then": side("then", check.then),
            "limits": [_limit(limit) for limit in check.limits],
        }

    def _look(self, look: Look, owner: str, path: tuple, negation: str) -> dict[str, Any]:
        return {
            "find": self.patterns(owner, (*path, "find"), look.find),
            "except": self.patterns(owner, (*path, "except"), look.except_),
            "with": self.patterns(owner, (*path, "with"), look.with_),
            "without": self.patterns(owner, (*path, "without"), look.without),
            "negation": look.negation or negation,
            "within": look.within,
            "case": look.case,
            "overlaps": look.overlaps,
            "words": look.words,
        }


def _limit(limit: Limit) -> dict[str, Any]:
    return {
        "kinds": list(limit.kinds),
        "forms": list(limit.forms),
        "words": limit.words,
        "fewest": limit.fewest,
        "full": limit.characters == "channel",
        "level": limit.level,
        "message": limit.message,
    }


def book_of(kit: Any) -> dict[str, Any]:
    """The compiled rules of a kit. Raises FaultyRule, and what touching a faulty kind raises."""
    return compile_rules(kit.rules.values(), kit.word_lists.values(), kit.channels.values())


def only(book: dict[str, Any], name: str) -> dict[str, Any]:
    """The same book with one rule, and the rules that its conditions name."""
    rule = next(rule for rule in book["rules"] if rule["id"] == name)
    needed = {name, rule["when"]["rule"], rule["then"]["rule"]}
    return {**book, "rules": [rule for rule in book["rules"] if rule["id"] in needed]}
