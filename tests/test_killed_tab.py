"""A tab that ends without a word: what was typed is there again."""

import json

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import Error, Page, expect

from tests.conftest import Visit
from tests.machine import ROOT
from tests.test_storage import FIELD, SHEET, record

SCHEMA = json.loads((ROOT / "data" / "schemas" / "record.json").read_text(encoding="utf-8"))
KEYS = 12  # typed in 600 ms: fewer than that may be lost
WORDS = "I keep wondering what a transport planner does all day, and whether I would like it, "


def kill(page: Page) -> None:
    """Ends the process behind a page, as a phone that needs the memory does: no event reaches the page."""
    with page.expect_event("crash"), pytest.raises(Error):
        page.goto("chrome://crash")
    page.close()


def reopened(visit: Visit, path: str) -> Page:
    page = visit.open(path)
    Draft202012Validator(SCHEMA).validate(record(page))
    return page


@pytest.mark.parametrize("path, field, start", [(SHEET, FIELD, ""), ("/messages/", "Your own words, from here on", "Start blank")])
def test_a_tab_killed_in_the_middle_of_typing_loses_at_most_the_last_moment(visit, path, field, start):
    page = visit.open(path)
    if start:
        page.get_by_role("button", name=start).click()
    page.get_by_role("textbox", name=field).press_sequentially(WORDS, delay=50)  # without a pause in which it would be saved anyway
    kill(page)
    kept = reopened(visit, path).get_by_role("textbox", name=field).input_value()
    assert WORDS.startswith(kept) and len(kept) >= len(WORDS) - 2 * KEYS, kept


@pytest.mark.parametrize("event", ["visibilitychange", "pagehide"])
def test_a_tab_that_is_put_away_and_then_killed_loses_nothing(visit, event):
    page = visit.open(SHEET)
    page.evaluate("event => window.addEventListener('input', () => setTimeout(() => (event === 'pagehide' ? window : document).dispatchEvent(new Event(event))))", event)
    page.get_by_label(FIELD).press_sequentially(WORDS[:KEYS])
    page.evaluate("() => new Promise((done) => setTimeout(done))")  # the event after the last key has come
    kill(page)
    expect(reopened(visit, SHEET).get_by_label(FIELD)).to_have_value(WORDS[:KEYS])


def test_a_tab_closed_on_the_last_key_loses_nothing(visit):
    page = visit.open(SHEET)
    page.get_by_label(FIELD).press_sequentially(WORDS[:KEYS])
    page.close(run_before_unload=False)
    expect(reopened(visit, SHEET).get_by_label(FIELD)).to_have_value(WORDS[:KEYS])
