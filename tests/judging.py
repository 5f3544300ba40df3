"""Judging a text by the shipped checks, or by checks of a test's own."""

from macros.model.checks import Check, Examples, Rule, WordList
from macros.rulebook import compile_rules
from macros.rules import judge

OF_ALL = {"asks-for-job", "pushes-cv", "generic-praise", "negative-about-present-job", "pressure", "unfilled-slot", "cliche", "ambiguous-date", "missing-time-zone", "length"}
OF_REQUESTS = {"states-duration", "asks-too-long", "flexible", "easy-out", "common-ground", "specific-reference", "learning-purpose", "says-not-a-job-ask"}
RULES = {
    "request": OF_ALL | OF_REQUESTS, "nudge": OF_ALL | OF_REQUESTS, "reply": OF_ALL, "logistics": OF_ALL,
    "thank_you": OF_ALL | {"names-insight", "next-action", "asks-to-keep-in-touch"}, "update": OF_ALL | {"next-action", "asks-to-keep-in-touch"},
    "question": {"open-question", "searchable", "never-ask", "one-question", "length"},
}  # fmt: skip


def finding(book, rule, text, kind=None, form="", context=None):
    kind = kind or next(entry["kinds"][0] for entry in book["rules"] if entry["id"] == rule)
    return next(found for found in judge(text, kind, form, book, context) if found.rule == rule)


def found_words(book, rule, text, **options):
    return [text[start:end] for start, end in finding(book, rule, text, **options).spans]


def own_book(*rules, words=()):
    base = {"negators": ("not",), "not-negators": ("not only",), "turns": ("but",), "stop-words": ("the", "and", "you")}
    return compile_rules(rules, [WordList(name, name, tuple(found)) for name, found in {**base, **dict(words)}.items()], [])


def own_rule(name="r", **check):
    return Rule(name, "t", ("request",), "should", Check(**check), "Mend it.", "Good.", "w", "s", Examples(("a",), ("b",)))
