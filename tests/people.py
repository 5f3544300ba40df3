"""A student's people, as tests bring them into the browser, and where their pages show them."""

import json
from datetime import date, timedelta

from playwright.sync_api import Page

DANIEL, AISHA, GWEN, MERE = (f"0{letter}000000-1111-4111-8111-111111111111" for letter in "dacb")


def day(ahead: int) -> str:
    """The day so many days from today, as the record writes it."""
    return (date.today() + timedelta(ahead)).isoformat()


def someone(first: str, last: str = "", sheets: dict | None = None, **dates: str) -> dict:
    """A person as the record holds them."""
    return {"state": "found", "person": {name: text for name, text in (("first", first), ("last", last)) if text}, "dates": dates, "notes": {}, "sheets": sheets or {}, "ticks": {}, "messages": []}


def record_of(people: dict) -> str:
    """A whole record with these people, as the browser keeps it."""
    return json.dumps({"version": 1, "updated": "2026-01-01T10:00:00.000Z", "saved_copy": None, "me": {"sheets": {}, "ticks": {}, "progress": {}}, "people": people, "times": {}})


def bring(visit, people: dict) -> None:
    """Puts people into the browser, as though the student had added them on an earlier day."""
    page = visit.open("/about/")
    page.evaluate("text => localStorage.setItem('ck:coffee-chat-kit', text)", record_of(people))
    page.close()


def saved(page: Page) -> dict:
    """The record in the browser."""
    return json.loads(page.evaluate("localStorage.getItem('ck:coffee-chat-kit')"))


def row(page: Page, name: str):
    """The row of somebody on the list."""
    return page.locator(".ck-people-rows > li").filter(has=page.get_by_role("link", name=name, exact=True))


def card(page: Page):
    """The one thing that comes next on a person's page."""
    return page.get_by_role("region", name="Next")
