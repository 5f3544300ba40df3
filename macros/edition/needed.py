"""What an edition cannot hide, because the rest of the kit would break without it; each with the reason in plain words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.defaults import MARK
from macros.edition.tracked import Origin, Tracked
from macros.load import walk
from macros.pages import Page
from macros.problems import Problem
from macros.wording import NAMES_OF_LISTS

KEPT = {
    "labels": "the pages print it",
    "stages": "the whole course is built on the seven steps",
    "five_ps": "the course and the self-check are built on all five",
    "requirements": "staff trace each piece of advice by it",
    "plan": "the question planner goes by it",
    "bands": "the self-check would have no words for some results",
    "assessment": "the self-check asks about all five habits",
    "slots": "messages are filled in through it",
    "house_style": "the checker goes by it; words of your own that it names are only told as notes",
}
FEWEST = {"never_ask": (6, "a student must be warned of the questions that close doors"), "questions": (30, "the planner chooses from them"), "channels": (1, "each message is sent by one")}
NAMED_BY_TOOLS = ("worksheets", "checklists", "channels", "next_steps", "occasions", "calendar", "word_lists", "vocabulary")
TODO = "Take it out of hide:. To give it other words, write it under change:."
Hidden = dict[tuple[str, ...], Origin]


def check_needed(hidden: Hidden, left: dict[str, list[Tracked]], pages: Iterable[Page], root: Path) -> Iterator[Problem]:
    """A problem for each hidden entry that must stay.

    hidden: the kind and the ids that lead to what was hidden -> where. left: the entries that are left, by kind. pages: the pages that are left.
    """
    quoted = _quoted_in_tools(root)
    usual = {call.arguments[0] for page in pages for call in page.calls if call.name == "usual" and call.arguments}
    words = {found for kind, entries in left.items() if kind != "labels" for entry in entries for _, text in walk(entry.value) if isinstance(text, str) and "{" in text for found in MARK.findall(text)}
    for path, origin in hidden.items():
        kind, name = path[0], path[-1]
        if len(path) == 2 and (why := KEPT.get(kind)):
            yield _stays(origin, name, why)
        elif len(path) == 2 and kind == "practices" and name in usual | words:
            yield _stays(origin, name, "other texts print the words it stands for")
        elif len(path) == 2 and kind == "word_lists" and any(f"<{name}>" in text for rule in [*left.get("rules", []), *left.get("word_lists", [])] for _, text in walk(rule.value) if isinstance(text, str)):
            yield _stays(origin, name, "checks on a student's text look into it")
        elif kind in NAMED_BY_TOOLS and (len(path) == 2 or kind == "vocabulary") and name in quoted:
            yield _stays(origin, name, "the tools of the site work with it")
    yield from _too_few(hidden, left)
    yield from _planner(hidden, left)


def _stays(origin: Origin, name: str, why: str) -> Problem:
    return origin.problem(f'"{name}" cannot be hidden: {why}.', TODO)


def _too_few(hidden: Hidden, left: dict[str, list[Tracked]]) -> Iterator[Problem]:
    last = {path[0]: origin for path, origin in hidden.items() if len(path) == 2}
    for kind, origin in last.items():
        least, why = FEWEST.get(kind, (1, "a list of the kit cannot be empty"))
        if len(left[kind]) < least and kind not in KEPT:
            many = "None" if not left[kind] else f"Only {len(left[kind])}"
            yield origin.problem(f"{many} of the {NAMES_OF_LISTS.get(kind, kind)} would be left, and at least {least} must be: {why}.", "Take some out of hide:, or add your own.")


def _planner(hidden: Hidden, left: dict[str, list[Tracked]]) -> Iterator[Problem]:
    """The planner needs a question for every part of a talk, and one for each way to close it."""
    last = next((origin for path, origin in reversed(hidden.items()) if path[0] == "questions"), None)
    plans = [plan.value for plan in left.get("plan", [])]
    if not last or not plans:
        return
    questions = [question.value for question in left["questions"]]
    for field, wanted, what in (
        ("part", dict.fromkeys(plans[0].get("order", [])), "the part"),
        ("closing", dict.fromkeys(name for length in plans[0].get("lengths", []) for name in length.get("closing", [])), "closing with"),
    ):
        there = {question.get(field) for question in questions}
        for name in wanted:
            if name not in there:
                yield last.problem(f'No question would be left for {what} "{name}", and the planner needs one.', "Take one of its questions out of hide:, or add one of your own.")


@functools.cache
def _quoted_in_tools(root: Path) -> frozenset[str]:
    """Every id-like word in quotes in the site's scripts and components."""
    files = [*(root / "site_overrides" / "assets" / "js").rglob("*.js"), *(root / "macros" / "components").glob("*.html")]
    texts = [path.read_text(encoding="utf-8") for path in files if path.parent.name != "books"]
    return frozenset(name for text in texts for name in re.findall(r"""["'`]([a-z0-9]+(?:-[a-z0-9]+)*)["'`]""", text))
