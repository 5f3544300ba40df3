"""axe-core finds nothing on any tool in any state a student can bring it into: light and dark, on the smallest phone and on a wide screen."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.people import AISHA, DANIEL, GWEN, MERE, day, record_of, someone
from tests.test_accessibility import page, violations  # noqa: F401  (a fixture: one browser profile for each scheme and width)
from tests.test_builder import BAD, write

HEARD = {"after-the-chat": {"facts": "Three days in five go on people.", "sure": "4", "insight": "Ride the first bus before you draw the line."}}
PEOPLE = {
    DANIEL: someone("Daniel", "Osei", sent=day(-40)),
    AISHA: someone("Aisha", "Bello", HEARD, met=day(-2), answered=day(-9)),
    GWEN: someone("Gwen", "Parry", HEARD, met=day(-50), thanked=day(-49)),
    MERE: someone("Mere", "Tipene", sent=day(-60), closed=day(-2)),
}
BOOKED = {DANIEL: someone("Daniel", "Osei", answered=day(-1), chat=day(9), chat_time="15:00", chat_zone="Europe/London", their_zone="America/Toronto")}


def go(page: Page, path: str, people: dict | None = None) -> None:  # noqa: F811
    """A tool as it is with these people, whatever was there before."""
    page.goto("/about/")
    page.evaluate("text => { localStorage.clear(); sessionStorage.clear(); if (text) localStorage.setItem('ck:coffee-chat-kit', text); }", record_of(people) if people else "")
    page.goto(path)
    expect(page.locator(":not(:defined, [data-late])")).to_have_count(0)


def open_doors(page: Page) -> None:  # noqa: F811
    """Opens everything that can be opened."""
    page.evaluate("document.querySelectorAll('main details').forEach(door => { door.open = true; })")


def found(page: Page):  # noqa: F811
    go(page, "/steps/find/someone/")
    yield "nothing chosen"
    page.get_by_label("It makes me very nervous").check()
    page.locator("details[open] [data-action=words]").first.click()
    page.keyboard.type("transport planner")
    page.get_by_label("A name came to mind? Write it here").first.fill("Daniel Osei")
    page.keyboard.press("Enter")
    page.get_by_text("Daniel Osei is on your list.").wait_for()
    yield "a ring chosen, a name written"
    open_doors(page)
    yield "every ring open"


def people(page: Page):  # noqa: F811
    go(page, "/people/")
    yield "nobody"
    go(page, "/people/", PEOPLE)
    page.get_by_text("Your chats, side by side").wait_for()
    yield "four groups and a comparison"
    page.get_by_label("Add a person").fill("Noor Hassan")
    page.keyboard.press("Enter")
    page.get_by_text("Noor Hassan is on your list.").wait_for()
    yield "somebody added"
    go(page, f"/people/#{DANIEL}")
    yield "a person who is not here"
    for who in PEOPLE:
        go(page, f"/people/#{who}", PEOPLE)
        open_doors(page)
        yield f"{who[:2]} with every door open"
    go(page, f"/people/#{DANIEL}", PEOPLE)
    page.get_by_role("button", name="Delete this person").click()
    page.get_by_role("button", name="Undo").wait_for()
    yield "deleted, with undo"
    go(page, "/", PEOPLE)
    yield "home with saved work"


def builder(page: Page):  # noqa: F811
    go(page, "/messages/")
    yield "nothing written"
    write(page, BAD)
    open_doors(page)
    yield "three things to look at, every door open"
    page.get_by_role("button", name="Keep my words").first.click()
    yield "one of them kept"
    page.locator("[data-part=answers]").evaluate("door => { door.open = true; }")
    page.get_by_role("button", name="Put it together").click()
    page.get_by_role("button", name="Undo").wait_for()
    yield "words replaced, with undo"
    page.get_by_role("button", name="Copy the message").click()
    page.get_by_role("button", name="Yes, I sent it today").click()
    page.get_by_text("Noted.").wait_for()
    yield "sent and noted"
    go(page, "/messages/#thank-you", {MERE: PEOPLE[MERE], AISHA: PEOPLE[AISHA]})
    page.get_by_text("Somebody else").click()
    yield "somebody who is not written to again"
    go(page, "/messages/alum/")
    page.get_by_label("Their first name").fill("Daniel")
    page.get_by_label("Plainer words").check()
    open_doors(page)
    yield "a model in another tone"


def planner(page: Page):  # noqa: F811
    go(page, "/questions/")
    page.get_by_role("button", name="Make my plan").click()
    yield "no goal chosen"
    page.get_by_label("What do you want to know?").select_option("How people get in")
    page.get_by_role("button", name="Make my plan").click()
    page.get_by_role("button", name="Swap question 2").click()
    page.locator(".ck-plan-item textarea").nth(2).fill("Do you earn well")
    open_doors(page)
    yield "a plan, a swap and a question of one's own"
    page.get_by_role("button", name="Take out question 2").click()
    page.get_by_role("button", name="Undo").wait_for()
    yield "one taken out, with undo"
    go(page, "/questions/all/#goal=growth&know=stranger")
    yield "the bank, filtered"


def day_and_after(page: Page):  # noqa: F811
    go(page, "/sheets/time-and-place/", BOOKED)
    open_doors(page)
    page.locator("[data-part=clocks]").get_by_text("Toronto").wait_for()
    page.get_by_role("button", name="Copy the dates").or_(page.locator("[data-action=copy-dates]")).first.click()
    yield "two clocks and the dates ahead"
    go(page, "/sheets/on-the-day/", BOOKED)
    yield "before the talk"
    page.get_by_role("button", name="Start", exact=True).click()
    yield "the timer on"
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Hide the minutes").click()
    yield "the timer paused and hidden"
    for path in ("/sheets/after-the-chat/", "/sheets/keep-in-touch/"):
        go(page, path, PEOPLE)
        open_doors(page)
        page.locator("ck-worksheet textarea").first.fill("What I heard")
        page.locator("ck-worksheet").get_by_role("radio").first.check()
        page.get_by_text("Saved on this device.").first.wait_for()
        yield f"{path} filled, the example open"
        page.get_by_role("button", name="Clear this sheet").click()
        page.get_by_role("button", name="Undo").wait_for()
        yield f"{path} cleared, with undo"


def kept(page: Page):  # noqa: F811
    go(page, "/saved/")
    yield "nothing saved"
    go(page, "/saved/", PEOPLE)
    open_doors(page)
    yield "people and sheets"
    page.get_by_label("The whole text of the copy").fill("no copy")
    page.get_by_role("button", name="Look into it").click()
    yield "no copy"
    page.get_by_label("The whole text of the copy").fill(json.dumps(json.loads(record_of(BOOKED)) | {"times": {f"people/{DANIEL}/dates/chat": 9_000_000_000_000}}))
    page.get_by_role("button", name="Look into it").click()
    page.get_by_role("region", name="This copy").wait_for()
    yield "a copy looked into"
    page.get_by_role("button", name="Clear everything").click()
    page.get_by_role("dialog", name="Clear everything?").wait_for()
    yield "asked before clearing"
    page.get_by_role("button", name="Clear it all").click()
    page.get_by_text("Everything is cleared.").wait_for()
    yield "cleared"
    go(page, "/saved/receipt/", PEOPLE)
    page.get_by_label("What you learned, in your own words").fill("Daniel told me to ride the bus.")
    page.get_by_label("Put my words on the receipt").check()
    page.get_by_text("A name was taken out.").wait_for()
    yield "a receipt with own words"


@pytest.mark.parametrize("tool", [found, people, builder, planner, day_and_after, kept], ids=lambda tool: tool.__name__)
def test_a_tool_has_no_violation_in_any_state(page, tool):  # noqa: F811
    wrong = {}
    for state in tool(page):
        broken = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            broken.append("scrolls sideways")
        if broken:
            wrong[state] = broken
    assert wrong == {}
