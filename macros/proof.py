"""Whether the checks and what we ship keep their word: every example of a rule, every message filled in, every question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from macros.kit import Faulty, Kit
from macros.lists import Documents, entries
from macros.model.checks import Rule, WordList
from macros.model.library import Channel, example_words
from macros.problems import Problem
from macros.rulebook import FaultyRule, book_of, compile_rules, only
from macros.rules import judge
from macros.validate import SLOT


def prove(kit: Kit, documents: Documents) -> list[Problem]:
    """Everything below. Takes a second or two, so `check` and `build` ask for it and the preview does not."""
    if problems := list(check_examples(kit, documents)):
        return problems
    return check_words(kit, documents)


def check_words(kit: Kit, documents: Documents, book: dict[str, Any] | None = None) -> list[Problem]:
    """Every message and question in `documents` that does not pass our own checks; nothing while data they need holds problems.

    book: the compiled checks, when somebody has them already.
    """
    try:
        book = book or book_of(kit)
        return sorted([*_messages(kit, book, documents), *_questions(book, documents)])
    except Faulty:
        return []


def _messages(kit: Kit, book: dict[str, Any], documents: Documents) -> Iterator[Problem]:
    """A problem for each check that a message, or one of its tones, does not pass with its example filled in."""
    for document, index, entry in entries(documents, "messages"):
        message = kit.messages[entry["id"]]
        words, form = example_words(message, kit.slots), kit.channels[message.channel].form
        bodies = [(("body",), message.body), *((("tones", place, "body"), tone.body) for place, tone in enumerate(message.tones))]
        for path, body in bodies:
            for finding in judge(SLOT.sub(lambda found: words[found[1]], body), message.kind, form, book):
                if not finding.ok and finding.rule not in message.leaves_out:
                    what = f'With its example filled in, this message does not pass the check "{finding.rule}".'
                    yield document.problem(("messages", index, *path), what, f"{finding.message} Or add the check to leaves_out, if the message means to.")


def _questions(book: dict[str, Any], documents: Documents) -> Iterator[Problem]:
    for document, index, entry in entries(documents, "questions"):
        for finding in judge(entry["text"], "question", "", book):
            if not finding.ok:
                yield document.problem(("questions", index, "text"), f'This question does not pass the check "{finding.rule}".', finding.message)


def check_examples(kit: Kit, documents: Documents) -> Iterator[Problem]:
    """A problem for each pattern that cannot be read and each example that its rule judges otherwise, at its own line.

    kit: the valid entries; nothing is said while rules, lists or channels hold problems. documents: where they stand.
    """
    try:
        rules, lists, channels = kit.rules, kit.word_lists.values(), kit.channels.values()
    except Faulty:
        return
    try:
        book = book_of(kit)
    except FaultyRule:
        yield from _unreadable(rules.values(), lists, channels, documents)
        return
    for rule in rules.values():
        yield from _examples(rule, book, documents)


def _unreadable(rules: Iterable[Rule], lists: Iterable[WordList], channels: Iterable[Channel], documents: Documents) -> Iterator[Problem]:
    """A problem for each rule and each list that cannot be compiled, at the first of its patterns that cannot be read."""
    for owner in [*rules, *lists]:
        try:
            compile_rules([owner] if isinstance(owner, Rule) else [], lists if isinstance(owner, Rule) else [*lists, owner], channels)
        except FaultyRule as fault:
            yield _at(documents, fault.owner, fault.path, f"This pattern cannot be read: {fault}", "Mend it; /staff/data/ of the site explains how patterns are written.")


def _examples(rule: Rule, book: dict[str, Any], documents: Documents) -> Iterator[Problem]:
    small = only(book, rule.id)
    for side, texts, wanted in (("pass", rule.examples.pass_, True), ("fail", rule.examples.fail, False)):
        for index, text in enumerate(texts):
            finding = next(found for found in judge(text, rule.kinds[0], "", small) if found.rule == rule.id)
            if finding.ok != wanted:
                what = "This example should pass, but the rule finds fault with it." if wanted else "This example should fail, but the rule finds nothing in it."
                yield _at(documents, rule.id, ("examples", side, index), what, "Change the example, or the patterns of the rule.")


def _at(documents: Documents, owner: str, path: tuple, what: str, todo: str) -> Problem:
    kind = "word_lists" if path[0] == "words" else "rules"
    return next(document.problem((kind, index, *path), what, todo) for document, index, entry in entries(documents, kind) if entry.get("id") == owner)
