"""After several chats: changing direction while employed, comparing what was heard, a thank-you with one thing in it, and light messages."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.people import AISHA, DANIEL, GWEN, MERE, bring, day, saved, someone
from tests.printing import printed, squeezed
from tests.test_builder import DRAFT, LOOK, write

HOSTILE = "<img src=x onerror=alert(1)>"
NOTES = {
    DANIEL: {"facts": "Three days in five go on people, not maps.", "surprise": "How little of the week goes on maps.", "sure": "4"},
    AISHA: {"facts": "Nights are half of the first year.", "opinions": f"Nobody should start unprepared. {HOSTILE}", "sure": "2"},
    GWEN: {"surprise": "She still draws by hand."},
}


def long_day(ahead: int) -> str:
    """A day as the list says it, such as "Tuesday, December 15"; with the year when it is another one."""
    found = date.fromisoformat(day(ahead))
    return f"{found:%A}, {found:%B} {found.day}" + (f", {found.year}" if found.year != date.today().year else "")


def three_chats() -> dict:
    """Daniel, Aisha and Gwen have been met; Mere has been asked."""
    return {
        DANIEL: someone("Daniel", "Osei", {"after-the-chat": NOTES[DANIEL]}, met=day(-3)),
        AISHA: someone("Aisha", "Bello", {"after-the-chat": NOTES[AISHA]}, met=day(-9), thanked=day(-8)),
        GWEN: someone("Gwen", "Parry", {"after-the-chat": NOTES[GWEN]}, met=day(-40), thanked=day(-39)),
        MERE: someone("Mere", "Tipene", sent=day(-1)),
    }


# Changing direction


def test_a_complaint_about_the_present_job_is_pointed_out_and_never_held_back(visit):
    page = visit.open("/messages/")
    page.get_by_label("How you know them").select_option("I want to change direction")
    expect(page.get_by_text("Say what you would like to move towards.")).to_be_visible()
    write(page, "Hello Aisha,\n\nMy boss is a nightmare and I cannot stand my job. May I ask you for 20 minutes?\n\nTomasz")
    note = page.locator("[data-rule=negative-about-present-job]")
    expect(note).to_contain_text("Say what you would like to move towards.")
    expect(page.get_by_role("button", name="Copy the message")).to_be_enabled()
    page.locator(DRAFT).fill("Hello Aisha,\n\nAfter six years in warehouses I would like to work with patients. May I ask you for 20 minutes?\n\nTomasz")
    expect(note).to_have_count(0)


@pytest.mark.parametrize("also", ["What the work is like day to day", "What a place is like to work in", "How the work fits with a life", "Whether to study more"])
def test_the_questions_on_changing_direction_come_first(visit, toolkit, also):
    page = visit.open("/questions/")
    page.get_by_label("What do you want to know?").select_option("How to change direction")
    page.get_by_text("More, if you like").click()
    page.get_by_label("Who are you talking to?").select_option("Someone who changed direction")
    page.get_by_label("And also, if you like").select_option(also)
    page.get_by_role("button", name="Make my plan").click()
    expect(page.locator(".ck-plan-item:visible")).to_have_count(6)
    asked = [toolkit.kit.questions[item.input_value()] for item in page.locator(".ck-plan-item:visible input[name$='.id']").all()]
    before_the_close = [question for question in asked if question.part not in ("close", "advice")]
    assert len(before_the_close) == 3 and all("transition" in question.goals for question in before_the_close)


# Side by side


def test_what_several_people_said_stands_side_by_side_as_one_point_each(visit):
    bring(visit, three_chats())
    page = visit.open("/people/")
    here = page.get_by_role("region", name="Your chats, side by side")
    expect(here).to_contain_text("You have talked with 3 people. Each chat is one data point")
    table = here.get_by_role("table")
    assert [re.split(r"\s{2,}|\n", head.inner_text())[0] for head in table.get_by_role("columnheader").all()] == ["Daniel Osei", "Aisha Bello", "Gwen Parry"]
    cells = {row.get_by_role("rowheader").inner_text(): [cell.inner_text() for cell in row.locator("td").all()] for row in table.locator("tbody tr:visible").all()}
    assert cells["Three facts you heard"] == [NOTES[DANIEL]["facts"], NOTES[AISHA]["facts"], "nothing noted"]
    assert cells["How sure do you feel about your decision now?"] == ["4 of 5", "2 of 5", "nothing noted"]
    assert HOSTILE in cells["Their opinions"][1] and table.locator("img").count() == 0
    assert "Your next small step, and when" not in cells  # nobody's notes speak of it
    table.get_by_role("link", name="Aisha Bello").click()
    expect(page.get_by_role("heading", name="Aisha Bello")).to_be_visible()
    expect(table).to_be_hidden()


def test_one_chat_alone_is_compared_with_nothing(visit):
    people = three_chats()
    bring(visit, {DANIEL: people[DANIEL], MERE: people[MERE]})
    page = visit.open("/people/")
    expect(page.get_by_role("link", name="Daniel Osei")).to_be_visible()
    expect(page.get_by_text("Your chats, side by side")).to_be_hidden()


def test_on_a_phone_the_comparison_moves_inside_itself_by_keyboard_too(visit):
    bring(visit, three_chats())
    page = visit.open("/people/")
    page.set_viewport_size({"width": 360, "height": 740})
    place = page.locator(".ck-compare-table")
    assert place.evaluate("place => place.scrollWidth > place.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    place.evaluate("place => place.addEventListener('scroll', () => { place.dataset.moved = 'yes'; })")
    place.focus()
    page.keyboard.press("ArrowRight")
    expect(place).to_have_attribute("data-moved", "yes")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_comparison_is_printed_whole(visit, paper):
    bring(visit, three_chats())
    page = visit.open("/people/")
    expect(page.get_by_text("Your chats, side by side")).to_be_visible()
    pages, words = printed(page, paper)
    told = [text for notes in NOTES.values() for name, text in notes.items() if name != "sure"]
    assert pages == 2 and [text for text in told if squeezed(text) not in squeezed(words)] == []
    assert "one data point" in words and "Print this and the list" not in words


# Thank you, and what comes after


def test_a_thank_you_without_one_thing_they_said_is_not_called_done(visit):
    letter = "Hello Daniel,\n\nThank you for your time yesterday, and for being so kind to a beginner. {} On Saturday I will go to the public meeting in Leeds.\n\nMay I write again in the spring? If you would rather I did not, I understand.\n\nWith thanks,\nMarisol Vega"
    bring(visit, {DANIEL: someone("Daniel", "Osei", met=day(-1))})
    page = visit.open("/messages/#thank-you")
    write(page, letter.format("It was lovely to talk."))
    expect(page.locator(LOOK)).to_have_text("1 thing to look at.")
    expect(page.locator("[data-rule=names-insight]")).to_contain_text("Name one thing they said, advised or showed you.")
    expect(page.get_by_role("button", name="Copy the message")).to_be_enabled()
    page.locator(DRAFT).fill(letter.format("You said to ride the first bus before drawing the line."))
    expect(page.locator(LOOK)).to_have_text(re.compile("^Nothing stands out"))


def test_a_thank_you_asks_whether_one_may_write_again_and_how_often_is_kept(visit):
    bring(visit, {DANIEL: someone("Daniel", "Osei", {"after-the-chat": {"insight": "Ride the first bus before you draw the line."}}, met=day(-1))})
    page = visit.open("/messages/#thank-you")
    page.get_by_role("button", name="Put it together").click()
    expect(page.locator(DRAFT)).to_have_value(re.compile(r"all right if I wrote to you .*If you would rather I did not, I understand", re.S))
    expect(page.locator("[data-part=works]")).to_contain_text("It asks whether you may write again.")
    visit.go(page, "/sheets/keep-in-touch/")
    page.get_by_label("When I have real news").check()
    expect(page.get_by_text("Saved on this device.")).to_be_visible()
    assert saved(page)["people"][DANIEL]["sheets"]["keep-in-touch"]["limit"] == "real-news"


def test_there_is_a_message_for_each_reason_to_write_again(visit):
    bring(visit, {DANIEL: someone("Daniel", "Osei", met=day(-50), thanked=day(-49))})
    page = visit.open("/messages/")
    expect(page.get_by_label("For", exact=True)).to_have_value("news")
    ways = page.get_by_label("What about", exact=True).locator("option:not([hidden])").all_inner_texts()
    assert ways == ["What I did with their advice", "How it ended", "Their good news", "Something they may like", "Ask if I may keep in touch"]
    for way in ways:
        page.get_by_label("What about", exact=True).select_option(way)
        page.get_by_role("button", name="Put it together").click()
        expect(page.locator(DRAFT)).to_have_value(re.compile("Daniel"))


def test_each_light_message_starts_the_waiting_anew(visit):
    bring(visit, {DANIEL: someone("Daniel", "Osei", met=day(-90), thanked=day(-89))})
    page = visit.open(f"/people/#{DANIEL}")
    here = page.get_by_role("region", name="Next")
    expect(here).to_contain_text("Send a light message, since")
    here.get_by_role("button", name="I wrote to them today").click()
    expect(here).to_contain_text(f"Send a light message, on {long_day(30)}")
    ahead = page.locator("[data-part=ahead]")
    expect(ahead.get_by_role("listitem")).to_have_count(2)
    expect(ahead.get_by_role("listitem").first).to_contain_text(re.compile(rf"\b{date.fromisoformat(day(30)).day}\b"))


def test_not_contacting_again_is_respected_on_the_home_page_the_list_the_calendar_and_when_writing(visit):
    bring(visit, {DANIEL: someone("Daniel", "Osei", met=day(-90), thanked=day(-89), closed=day(-1)), AISHA: someone("Aisha", sent=day(-1))})
    page = visit.open("/")
    expect(page.get_by_role("region", name="Next for you")).to_contain_text("Aisha")
    assert "Daniel" not in page.get_by_role("main").inner_text().split("Next for you")[1].split("Step ")[0]
    visit.go(page, "/people/")
    expect(page.get_by_role("region", name="Finished")).to_contain_text("Daniel Osei")
    visit.go(page, f"/people/#{DANIEL}")
    expect(page.get_by_role("region", name="Next").get_by_role("link")).to_have_count(0)
    expect(page.locator("[data-part=calendar]")).to_be_hidden()
    visit.go(page, "/messages/")
    expect(page.get_by_text("You are not writing to Daniel Osei again.")).to_be_visible()
