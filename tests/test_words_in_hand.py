"""The words under the student's hand: notes beside their lines, and one text wherever it is written."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.model.writing import occasion_for
from tests.conftest import Visit
from tests.test_builder import DRAFT, LOOK, put_together, record, write

TEXT = "Hello Daniel,\n\nI would love to pick your brain about buses.\n\nI read your article on the night bus.\n\nIt made me look at the map of my own street.\n\nMay I ask what you like?\n\nCould you refer me for a job at your company? I study maps.\n\nThank you,\nMarisol"
MARKED = ["pick your brain", "refer me", "job at your"]
NOTES = "[data-part=findings] > li"
MARKS = ".ck-draft:visible mark"
ANA = "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"


def tops(page: Page, selector: str) -> list[float]:
    return page.locator(selector).evaluate_all("boxes => boxes.map(box => box.getBoundingClientRect().top)")


def someone(page: Page, dates: dict) -> None:
    """Ana is the one person of the record, and was written a first message."""
    person = {"state": "asked", "person": {"first": "Ana"}, "dates": dates, "notes": {}, "sheets": {"builder": {"occasion": "first-message"}}, "ticks": {}, "messages": []}
    whole = {"version": 1, "updated": "2026-11-20T10:00:00.000Z", "saved_copy": None, "me": {"sheets": {}, "ticks": {}, "progress": {}}, "people": {ANA: person}, "times": {}}
    page.evaluate("text => localStorage.setItem('ck:coffee-chat-kit', text)", json.dumps(whole))


def test_beside_the_letter_each_note_is_level_with_the_words_it_is_about(visit):
    page = visit.open("/messages/")
    write(page, TEXT)
    expect(page.locator(MARKS)).to_have_text(MARKED)
    page.locator(NOTES).filter(has=page.get_by_role("button", name="Show me")).nth(1).wait_for()
    words, notes = tops(page, MARKS), tops(page, NOTES)
    assert notes == sorted(notes) and notes[1] == pytest.approx(words[1], abs=8), "the second has room beside its line"
    page.locator(DRAFT).press("Control+Home")
    page.keyboard.type("\n" * 12)
    expect(page.locator(LOOK)).to_be_visible()
    page.wait_for_function("([notes, marks]) => Math.abs(document.querySelectorAll(notes)[1].getBoundingClientRect().top - document.querySelectorAll(marks)[1].getBoundingClientRect().top) < 8", arg=[NOTES, '.ck-letter:not([hidden]) mark'])
    page.locator(NOTES).first.get_by_text("Why").click()
    page.locator(NOTES).first.get_by_text("Example").click()
    boxes = [note.bounding_box() for note in page.locator(NOTES).all()]
    assert all(above["y"] + above["height"] <= below["y"] for above, below in zip(boxes, boxes[1:])), "none covers another, however long"


def test_on_a_phone_the_notes_stand_under_the_field_and_the_words_are_marked_in_it(browser: Browser, address: str):
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = Visit(context, address).open("/messages/")
    write(page, TEXT)
    expect(page.locator(MARKS)).to_have_text(MARKED)
    expect(page.locator(NOTES).first).to_be_visible()
    field, first = page.locator(DRAFT).bounding_box(), page.locator(NOTES).first.bounding_box()
    assert first["y"] > field["y"] + field["height"]
    assert page.locator(DRAFT).evaluate("field => field.scrollHeight - field.clientHeight") <= 2, "the whole message is in view"
    context.close()


def test_what_is_said_of_the_first_words_stays_when_saving_them_makes_a_person(visit):
    page = visit.open("/messages/")
    page.get_by_role("button", name="Start blank").click()
    page.evaluate("""() => {
        const notes = document.querySelector("[data-part=notes]");
        window.seen = [];
        new MutationObserver(() => window.seen.push(notes.hidden)).observe(notes, { attributes: true, attributeFilter: ["hidden"] });
    }""")
    page.locator(DRAFT).fill(TEXT)
    page.locator(DRAFT).blur()
    expect(page.locator(LOOK)).to_have_text(re.compile("look at"))
    page.wait_for_function("Object.values(JSON.parse(Object.entries(localStorage).find(([key]) => /^ck:[^:]+$/.test(key))?.[1] ?? '{}').people ?? {}).length === 1")
    page.locator(DRAFT).press_sequentially("!")
    expect(page.locator(NOTES).first).to_be_visible()
    assert page.evaluate("window.seen") == [False]


def test_marks_go_along_with_what_is_typed_and_leave_words_that_change(visit):
    page = visit.open("/messages/")
    write(page, TEXT)
    expect(page.locator(MARKS)).to_have_text(MARKED)
    page.locator(DRAFT).evaluate("field => { field.focus(); field.setRangeText('Dear Mr Osei, ', 0, 0, 'end'); field.dispatchEvent(new Event('input', { bubbles: true })); }")
    assert page.locator(MARKS).first.inner_text() == "pick your brain"
    page.locator(DRAFT).evaluate("field => { const at = field.value.indexOf('brain'); field.setRangeText('time', at, at + 5, 'end'); field.dispatchEvent(new Event('input', { bubbles: true })); }")
    assert "pick your" not in " ".join(page.locator(MARKS).all_inner_texts())


def test_an_open_blank_is_marked_until_it_is_filled(visit):
    page = visit.open("/messages/")
    page.get_by_role("button", name="Put it together").click()
    expect(page.locator(MARKS).filter(has_text="[Their first name]")).to_have_count(1)
    page.locator(DRAFT).fill(page.locator(DRAFT).input_value().replace("[Their first name]", "Daniel"))
    expect(page.locator(MARKS).filter(has_text="[Their first name]")).to_have_count(0)


def test_the_words_of_a_message_page_are_changed_and_checked_where_one_writes(visit):
    page = visit.open("/messages/thank-you/")
    page.get_by_label("Their first name").fill("Daniel")
    page.get_by_label("The one thing that stayed with you").fill("your advice to ride <b>first</b>")
    letter = page.locator(".ck-letter-side > .ck-letter:not([hidden])")
    subject, words = letter.locator("[data-part=subject]").inner_text(), letter.locator("[data-part=body]").inner_text()
    page.get_by_role("link", name="Change and check these words").click()
    expect(page.locator("#your-message")).to_be_focused()
    expect(page.get_by_label("For", exact=True)).to_have_value("thank-you")
    expect(page.get_by_role("textbox", name="Subject")).to_have_value(subject)
    assert page.locator(DRAFT).input_value().split() == words.split()
    expect(page.locator(LOOK)).to_have_text(re.compile("look at|stands out"))
    visit.go(page)
    assert page.locator(DRAFT).input_value().split() == words.split()


def test_words_brought_along_never_take_the_place_of_others_without_a_way_back(visit):
    page = visit.open("/messages/#thank-you")
    write(page, "My own thank-you, Daniel.")
    visit.go(page, "/messages/late-thank-you/")
    page.get_by_role("link", name="Change and check these words").click()
    expect(page.get_by_text("These are the words you brought along.")).to_be_visible()
    expect(page.get_by_label("When you talked")).to_have_value("longer-ago")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(DRAFT)).to_have_value("My own thank-you, Daniel.")
    visit.go(page)
    expect(page.locator(DRAFT)).to_have_value("My own thank-you, Daniel.")


def test_every_message_goes_on_where_its_kind_is_written(toolkit):
    kit = toolkit.kit
    for message in kit.messages.values():
        occasion, way = occasion_for(message, kit.occasions, kit.messages)
        kinds = {kit.messages[one.message].kind for one in kit.occasions[occasion].ways if not way or one.id == way}
        assert message.kind in kinds, message.id


@pytest.mark.parametrize("sheet, field, occasion", [("message-draft", "Your message", "first-message"), ("thank-you-draft", "Your thank-you", "thank-you")])
def test_what_is_written_on_the_sheet_and_in_the_tool_is_one_text(visit, sheet, field, occasion):
    page = visit.open(f"/sheets/{sheet}/")
    page.get_by_label(field, exact=True).fill("Hello Daniel, I wrote this on paper first.")
    visit.go(page, f"/messages/#{occasion}")
    expect(page.locator(DRAFT)).to_have_value("Hello Daniel, I wrote this on paper first.")
    page.locator(DRAFT).fill("Hello Daniel, now in my own words.")
    visit.go(page, f"/sheets/{sheet}/")
    expect(page.get_by_label(field, exact=True)).to_have_value("Hello Daniel, now in my own words.")


def test_the_short_answers_of_the_sheet_are_those_of_the_tool(visit):
    page = visit.open("/sheets/message-draft/")
    page.get_by_label("What would you like to learn from them?").fill("what a planner does all week")
    page.get_by_label("Who are you, in one line?").fill("a student of maps")
    visit.go(page, "/messages/")
    expect(page.get_by_label("What you want to learn")).to_have_value("what a planner does all week")
    expect(page.get_by_label("Who you are")).to_have_value("a student of maps")


@pytest.mark.parametrize("dates, press, occasion", [({"sent": "2026-01-05"}, "Write the reminder", "reminder"), ({"met": "2026-01-05"}, "Write the thank-you", "thank-you")])
def test_what_is_due_leads_straight_to_its_message_for_that_person(visit, dates, press, occasion):
    page = visit.open("/about/")
    someone(page, dates)
    visit.go(page, "/")
    page.get_by_role("link", name=press).click()
    expect(page.locator(".ck-builder-name")).to_have_text("Write to Ana")
    expect(page.get_by_label("For", exact=True)).to_have_value(occasion)


def test_keep_a_copy_is_offered_in_the_same_breath_as_did_you_send_it(visit):
    page = visit.open("/messages/")
    put_together(page)
    page.get_by_role("button", name="Copy the message").click()
    sent = page.get_by_role("region", name="Did you send it?")
    expect(sent.get_by_role("button", name="Yes, I sent it today")).to_be_visible()
    expect(sent.get_by_role("button", name="Keep a copy")).to_be_visible()


def test_the_day_of_the_reminder_is_the_one_the_list_of_people_says(visit):
    page = visit.open("/about/")
    someone(page, {"reminder": "2031-01-07"})
    visit.go(page, "/messages/")
    write(page, "Hello Ana, could we talk for 20 minutes?")
    page.get_by_role("button", name="Copy the message").click()
    page.get_by_role("button", name="Yes, I sent it today").click()
    expect(page.get_by_text("you may send one reminder on Tuesday, January 7")).to_be_visible()
    assert record(page)["people"][ANA]["dates"]["sent"]
