"""Without a mouse, without seeing the screen, and without hurry: every tool is reached by keyboard, says what it did, and waits."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.people import AISHA, DANIEL, bring, day, someone
from tests.plans import make
from tests.test_builder import DRAFT, LOOK, write
from tests.test_journeys import press_until

CONTROLS = """() => [...document.querySelectorAll("main :is(a[href], button, input, select, textarea, summary, [tabindex='0'])")]
.filter(e => !e.disabled && e.type !== "hidden" && e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().width > 0)
.map((e, n) => { e.dataset.reach = e.type === "radio" ? `group ${e.form?.className} ${e.name}` : `${n}`; return [e.dataset.reach, e.outerHTML.slice(0, 90)]; })"""
TOOLS = ["/", "/steps/find/someone/", "/people/", f"/people/#{DANIEL}", "/messages/", "/questions/", "/sheets/time-and-place/", "/sheets/on-the-day/", "/sheets/after-the-chat/", "/saved/", "/saved/receipt/"]


def two(visit) -> None:
    """Daniel was asked long ago, Aisha has been met."""
    bring(visit, {DANIEL: someone("Daniel", "Osei", sent=day(-20)), AISHA: someone("Aisha", met=day(-2))})


@pytest.mark.parametrize("path", TOOLS)
def test_every_control_is_reached_with_the_tab_key_and_no_field_holds_the_focus(visit, path):
    two(visit)
    page = visit.open(path)
    wanted = dict(page.evaluate(CONTROLS))
    reached = set()
    for _ in range(3 * len(wanted) + 40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement?.dataset.reach"))
        if page.evaluate("document.activeElement?.closest('.ck-foot') !== null"):
            break
    assert [html for name, html in wanted.items() if name not in reached] == []


def unnamed(page: Page) -> list[str]:
    """What moves without words: bars and marks that are neither hidden from a screen reader nor named."""
    return page.evaluate("() => [...document.querySelectorAll('main :is(.ck-bar, progress, meter, svg)')].filter(e => e.checkVisibility() && !e.closest('[aria-hidden=true]') && !e.getAttribute('aria-label') && !e.getAttribute('aria-labelledby')).map(e => e.outerHTML.slice(0, 90))")


@pytest.mark.parametrize("path", TOOLS)
def test_progress_is_said_in_words_and_never_by_a_bar_alone(visit, path):
    two(visit)
    page = visit.open(path)
    assert unnamed(page) == []
    for bar in page.locator(".ck-bar:visible").all():
        assert re.search(r"Step \d of \d|\d+ of \d+ done", bar.locator("xpath=../..").inner_text())


def test_what_was_found_in_a_text_is_announced_once_and_belongs_to_the_field(visit):
    page = visit.open("/messages/")
    write(page, "Hello Daniel,\n\nI want a job. Please refer me.\n\nNoor Hassan")
    expect(page.locator(LOOK)).to_have_attribute("role", "status")
    field = page.locator(DRAFT)
    expect(field).to_have_accessible_description(re.compile(r"\d+ words\..*things? to look at\."))
    page.evaluate("() => { window.said = []; new MutationObserver(() => said.push(document.querySelector('[data-part=look]').textContent)).observe(document.querySelector('[data-part=look]'), { subtree: true, childList: true, characterData: true }); }")
    field.press("End")
    page.keyboard.type("Thank you. ")
    before = page.locator(LOOK).inner_text()
    field.fill("Hello Daniel,\n\nHow did you come to plan buses? May I ask you for 20 minutes?\n\nNoor Hassan")
    expect(page.locator(LOOK)).not_to_have_text(before)
    assert len(page.evaluate("said")) <= 2, "not at every key"
    field.focus()
    press_until(page, "[data-part=findings] button, [data-part=everything] summary", most=12)


@pytest.mark.parametrize("path, action, said", [
    ("/people/", "add", "Gwen is on your list."),
    ("/questions/", "swap", "Swapped. Now it says:"),
    ("/steps/find/someone/", "ring", "Begin with:"),
    (f"/people/#{DANIEL}", "answer", "Noted: I wrote again."),
])  # fmt: skip
def test_what_a_press_did_is_said_politely(visit, path, action, said):
    two(visit)
    page = visit.open(path)
    if action == "add":
        page.get_by_label("Add a person").fill("Gwen")
        page.keyboard.press("Enter")
    elif action == "swap":
        make(page)
        page.get_by_role("button", name="Swap question 3").press("Enter")
    elif action == "ring":
        page.get_by_label("It makes me very nervous").press("Space")
    else:
        page.get_by_role("button", name="I wrote again").press("Enter")
    expect(page.get_by_role("status").filter(has_text=said)).to_be_visible()
    assert page.locator("[aria-live=assertive]:visible, [role=alert]:visible").count() == 0


def test_undo_waits_as_long_as_it_takes(visit):
    two(visit)
    page = visit.context.new_page()
    page.clock.install()
    visit.go(page, f"/people/#{DANIEL}")
    page.get_by_role("button", name="Delete this person").click()
    page.clock.run_for("01:00:00")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Daniel Osei")).to_be_focused()


def test_the_timer_is_silent_and_can_be_paused_hidden_and_given_more_time(visit):
    page = visit.context.new_page()
    page.clock.install(time="2027-03-11T15:00:00")
    visit.go(page, "/sheets/on-the-day/")
    assert page.locator("audio, video").count() == 0
    press_until(page, ".ck-timer [data-action=start]")
    page.keyboard.press("Enter")
    page.clock.run_for("16:00")
    expect(page.get_by_text("Time to close", exact=True)).to_be_visible()
    page.get_by_role("button", name="5 more minutes, if they agree").press("Enter")
    expect(page.get_by_role("timer")).to_have_text("About 9 minutes left")
    expect(page.get_by_text("Time to close", exact=True)).to_be_hidden()
    page.get_by_role("button", name="Pause").press("Enter")
    page.clock.run_for("30:00")
    expect(page.get_by_role("timer")).to_have_text("Paused, about 9 minutes left")
    page.get_by_role("button", name="Go on").press("Enter")
    page.get_by_role("button", name="Hide the minutes").press("Enter")
    expect(page.get_by_role("timer")).to_have_text("The timer is on. It will tell you when it is time to close.")
    page.clock.run_for("10:00")
    expect(page.get_by_text("The time you asked for is over.")).to_be_visible()
    page.get_by_role("button", name="5 more minutes, if they agree").press("Enter")
    expect(page.locator(".ck-timer").get_by_role("status")).to_have_text("Time to close")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
