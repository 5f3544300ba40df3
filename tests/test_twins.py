"""macros/rules.py and site_overrides/assets/js/rules.js are twins: the same findings for the same texts."""

import pytest

from macros.book import FOLDER, book_scripts, portable
from macros.rulebook import book_of
from tests import twins
from tests.machine import ROOT


@pytest.fixture(scope="module")
def book(toolkit):
    return book_of(toolkit.kit)


def test_the_browser_has_the_rules_of_today(toolkit):
    for name, text in book_scripts(toolkit.kit).items():
        assert (ROOT / FOLDER / name).read_text(encoding="utf-8") == text, "run.py check writes it afresh"


def test_on_every_example_of_every_rule(book, toolkit):
    assert twins.differences([*twins.examples(toolkit.kit)], book) == []


def test_on_every_shipped_message_and_question(book, toolkit):
    assert twins.differences([*twins.templates(toolkit.kit)], book) == []


def test_on_the_texts_of_other_writers(book):
    assert twins.differences([*twins.corpus()], book) == []


def test_on_hostile_texts(book):
    cases = [*twins.hostile()]
    assert twins.differences(cases, book) == []


def test_on_random_texts(book, toolkit):
    assert twins.differences(twins.at_random(500, toolkit.kit), book) == []


def test_a_hostile_text_is_judged_within_a_second():
    texts = [piece * (100_000 // len(piece)) for piece in ("a", "not ", "could you ", "job, ", "[x", "no - ", "\n", "? ", "1/", "'s ")]
    _, times = twins.in_browser([twins.Case(text, kind, "email") for text in ["warm up", *texts] for kind in ("request", "question")])
    assert max(times[2:]) < 1000


def test_a_choice_used_once_stands_where_it_is_used_and_one_used_twice_has_a_name(book):
    small = portable(book)
    assert not any(isinstance(name, dict) for name in small["lists"])
    assert len(small["lists"]) < len(book["lists"]) / 4 and "negators" in small["lists"]
