"""A person's page: one press records what happened; nothing is mixed up, nothing is lost, nobody is written to again against their wish."""

import json

from playwright.sync_api import expect

from tests.people import AISHA, DANIEL, bring, card, day, saved, someone


def test_one_press_records_what_happened_and_a_wrong_one_is_taken_back(visit):
    bring(visit, {DANIEL: someone("Daniel", "Osei")})
    page = visit.open(f"/people/#{DANIEL}")
    expect(page.get_by_role("heading", name="Daniel Osei")).to_be_visible()
    expect(page.get_by_label("Add a person")).to_be_hidden()
    expect(card(page)).to_contain_text("Write your message, when you are ready")
    card(page).get_by_role("button", name="I sent it today").click()
    expect(card(page)).to_contain_text("Send one reminder, on ")
    expect(page.get_by_text("Noted: I sent it today.")).to_be_visible()
    assert saved(page)["people"][DANIEL]["dates"]["sent"] == day(0) and saved(page)["people"][DANIEL]["state"] == "asked"
    page.get_by_role("button", name="Undo").click()
    expect(card(page)).to_contain_text("Write your message")
    assert saved(page)["people"][DANIEL]["dates"] == {}
    assert page.evaluate("document.activeElement.closest('.ck-next-card') !== null")


def test_a_button_can_be_read_while_the_mouse_rests_on_it(visit):
    bring(visit, {DANIEL: someone("Daniel")})
    page = visit.open(f"/people/#{DANIEL}")
    page.emulate_media(reduced_motion="reduce")  # colours then change at once
    for button in (card(page).get_by_role("link"), card(page).get_by_role("button").first):
        button.hover()
        text, ground = button.evaluate("node => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]")
        assert text != ground


def test_a_whole_way_on_one_page_by_keyboard(visit):
    bring(visit, {DANIEL: someone("Daniel", "Osei", sent=day(-20))})
    page = visit.open(f"/people/#{DANIEL}")
    for button, comes in [("I wrote again", "Let this one go"), ("They said yes", "Agree on a day and a time"), ("We have already talked", "Say thank you"), ("I thanked them", "Send a light message")]:
        answer = card(page).get_by_role("button", name=button)
        answer.focus()
        page.keyboard.press("Enter")
        expect(card(page)).to_contain_text(comes)
        expect(page.get_by_role("button", name="Undo")).to_be_focused()
    expect(page.locator(".ck-rail-words")).to_have_text("Step 7 of 7: Keep in touch")
    assert saved(page)["people"][DANIEL]["state"] == "thanked"


def test_while_waiting_nothing_tempts_to_write_again(visit):
    bring(visit, {DANIEL: someone("Daniel", sent=day(-1)), AISHA: someone("Aisha", sent=day(-40))})
    page = visit.open(f"/people/#{DANIEL}")
    expect(card(page).get_by_role("link", name="Write the reminder")).to_be_hidden()
    page = visit.open(f"/people/#{AISHA}")
    expect(card(page).get_by_role("link", name="Write the reminder")).to_be_visible()


def test_the_tools_mean_the_person_whose_page_they_were_opened_from(visit):
    bring(visit, {DANIEL: someone("Daniel"), AISHA: someone("Aisha")})
    page = visit.open(f"/people/#{AISHA}")
    visit.open(f"/people/#{DANIEL}")
    page.get_by_role("link", name="Look them up").click()
    page.locator("ck-worksheet textarea").first.fill("Wrote about night shifts")
    expect(page.get_by_text("Saved on this device.")).to_be_visible()
    people = saved(page)["people"]
    assert "night shifts" in json.dumps(people[AISHA]) and "night shifts" not in json.dumps(people[DANIEL])


def test_going_from_one_person_to_another_never_mixes_their_words(visit):
    bring(visit, {DANIEL: someone("Daniel"), AISHA: someone("Aisha")})
    page = visit.open(f"/people/#{DANIEL}")
    page.get_by_label("What you want to remember").fill("Rode the night bus")
    page.evaluate("id => { location.hash = id }", AISHA)
    expect(page.get_by_role("heading", name="Aisha")).to_be_focused()
    expect(page.get_by_label("What you want to remember")).to_have_value("")
    page.get_by_label("What you want to remember").fill("Likes short letters")
    page.get_by_label("The day").fill(day(5))
    page.go_back()
    expect(page.get_by_label("What you want to remember")).to_have_value("Rode the night bus")
    expect(page.get_by_label("The day")).to_have_value("")
    people = saved(page)["people"]
    assert (people[DANIEL]["notes"], people[AISHA]["notes"]) == ({"remember": "Rode the night bus"}, {"remember": "Likes short letters"})
    assert (people[DANIEL]["dates"].get("chat"), people[AISHA]["dates"].get("chat")) == (None, day(5))


def test_not_contacting_again_is_kept_everywhere_and_can_be_taken_back(visit):
    bring(visit, {DANIEL: someone("Daniel", "Osei", sent=day(-40))})
    page = visit.open(f"/people/#{DANIEL}")
    page.get_by_label("Not contacting again").check()
    expect(card(page)).to_contain_text("You are not writing to them again, today")
    expect(card(page).get_by_role("button")).to_have_count(0)
    visit.go(page, "/people/")
    expect(page.get_by_role("region", name="Finished")).to_contain_text("Daniel Osei")
    expect(page.get_by_role("region", name="Do now")).to_be_hidden()
    visit.go(page, "/")
    expect(page.get_by_role("link", name="I have someone in mind")).to_be_visible()
    visit.go(page, f"/people/#{DANIEL}")
    page.get_by_label("Not contacting again").uncheck()
    expect(card(page)).to_contain_text("Send one reminder")


def test_not_again_said_on_the_sheet_counts_and_is_taken_back_here(visit):
    daniel = someone("Daniel", thanked=day(-90))
    daniel["sheets"] = {"keep-in-touch": {"limit": "not-again"}}
    bring(visit, {DANIEL: daniel})
    page = visit.open(f"/people/#{DANIEL}")
    expect(page.get_by_label("Not contacting again")).to_be_checked()
    page.get_by_label("Not contacting again").uncheck()
    expect(card(page)).to_contain_text("Send a light message")
    assert saved(page)["people"][DANIEL]["sheets"] == {}


def test_how_often_a_person_wants_to_hear_is_asked_for_each_of_them(visit):
    bring(visit, {DANIEL: someone("Daniel", thanked=day(-90))})
    page = visit.open(f"/people/#{DANIEL}")
    page.get_by_text("How often to write").click()
    page.get_by_label("When I have real news").check()
    expect(card(page)).to_contain_text("Send a light message, when you have real news")


def test_a_day_that_is_wrong_is_put_right(visit):
    bring(visit, {DANIEL: someone("Daniel", sent=day(0))})
    page = visit.open(f"/people/#{DANIEL}")
    page.get_by_label("I sent my message").fill(day(-40))
    expect(card(page).get_by_role("link", name="Write the reminder")).to_be_visible()
    page.get_by_label("I sent my message").fill("")
    expect(card(page)).to_contain_text("Write your message")


def test_somebody_deleted_is_gone_with_every_word_and_can_be_brought_back(visit):
    daniel = someone("Daniel", "Osei", sent=day(-2))
    daniel["notes"] = {"remember": "Night buses"}
    bring(visit, {DANIEL: daniel, AISHA: someone("Aisha")})
    page = visit.open(f"/people/#{DANIEL}")
    page.get_by_role("button", name="Delete this person").click()
    expect(page.get_by_text("Deleted, with everything you wrote about them.")).to_be_visible()
    expect(page.get_by_text("This person is not on this device.")).to_be_hidden()
    assert "Daniel" not in json.dumps(saved(page)) and "Night buses" not in json.dumps(saved(page))
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Daniel Osei")).to_be_focused()
    expect(page.get_by_label("What you want to remember")).to_have_value("Night buses")
    page.get_by_role("button", name="Delete this person").click()
    page.get_by_role("link", name="All my people").click()
    expect(page.get_by_role("link", name="Aisha")).to_be_visible()
    expect(page.get_by_role("link", name="Daniel Osei")).to_have_count(0)


def test_an_address_of_somebody_who_is_not_here_says_what_to_do(visit):
    page = visit.open(f"/people/#{DANIEL}")
    expect(page.get_by_role("heading", name="This person is not on this device.")).to_be_visible()
    expect(page.get_by_role("button", name="Delete this person")).to_be_hidden()
    page.get_by_role("link", name="All my people").click()
    expect(page.get_by_label("Add a person")).to_be_visible()
    assert page.evaluate("localStorage.getItem('ck:coffee-chat-kit')") is None
