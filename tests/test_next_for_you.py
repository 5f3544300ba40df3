""""Next for you" on the home page: the person, the thing, the day and one button."""

import re

from playwright.sync_api import expect

from tests.people import AISHA, DANIEL, bring, day, someone


def test_with_nothing_saved_the_home_page_is_what_it_was_and_nothing_moves(visit):
    page = visit.context.new_page()
    page.add_init_script("window.moved = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) moved += entry.value; }).observe({ type: 'layout-shift', buffered: true });")
    visit.go(page, "/")
    expect(page.get_by_role("link", name="I have someone in mind")).to_be_visible()
    expect(page.get_by_role("link", name="Help me find someone")).to_have_attribute("href", "steps/find/someone/")
    expect(page.get_by_role("heading", name="Next for you")).to_be_hidden()
    assert page.evaluate("moved") < 0.01


def test_with_saved_work_the_home_page_names_person_thing_day_and_one_button(visit):
    bring(visit, {AISHA: someone("Aisha"), DANIEL: someone("Daniel", "Osei", met=day(-1))})
    page = visit.open("/")
    here = page.get_by_role("region", name="Next for you")
    expect(here).to_contain_text("Daniel Osei")
    expect(here).to_contain_text("Say thank you, today")
    expect(here).to_contain_text("Step 6 of 7: Thank")
    expect(page.get_by_role("link", name="I have someone in mind")).to_be_hidden()
    here.get_by_role("link", name="Write the thank-you").click()
    expect(page).to_have_url(re.compile("/messages/#thank-you$"))
    expect(page.get_by_label("Their first name")).to_have_value("Daniel")


def test_while_everybody_is_waited_for_the_button_leads_to_the_person(visit):
    bring(visit, {AISHA: someone("Aisha", sent=day(-1))})
    page = visit.open("/")
    page.get_by_role("region", name="Next for you").get_by_role("link", name="Open their page").click()
    expect(page.get_by_role("heading", name="Aisha")).to_be_visible()
