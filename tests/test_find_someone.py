"""Find someone: from no name at all to a person on the list, without an account anywhere."""

import re

from playwright.sync_api import expect

from tests.people import saved


def test_a_very_nervous_student_begins_close_to_home_and_every_ring_stays_open_to_them(visit):
    page = visit.open("/steps/find/someone/")
    page.get_by_label("It feels fine").check()
    expect(page.locator("details[data-ring=alum]")).to_have_attribute("open", "")
    page.get_by_label("It makes me very nervous").check()
    expect(page.get_by_text("Begin with: Someone you know a little. All five stay open to you.")).to_be_visible()
    expect(page.locator("details[data-ring][open]")).to_have_count(1)
    expect(page.locator("details[data-ring=know-a-little]")).to_contain_text("begin here")
    for ring in page.locator("details[data-ring] > summary").all():
        expect(ring).to_be_visible()
    page.locator("summary", has_text="A stranger whose work you noticed").click()
    expect(page.get_by_text("Whose article, talk, building")).to_be_visible()
    visit.go(page)
    expect(page.get_by_label("It makes me very nervous")).to_be_checked()
    expect(page.locator("details[data-ring=know-a-little]")).to_have_attribute("open", "")


def test_a_line_to_search_with_is_made_of_three_answers_and_copied(visit):
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open("/steps/find/someone/")
    page.get_by_label("It feels fine").check()
    ring = page.locator("details[data-ring=alum]")
    ring.get_by_role("button", name="Write the words").click()
    expect(page.get_by_label("What work do you wonder about?")).to_be_focused()
    page.keyboard.type("transport planner")
    page.get_by_label("Your school or college").fill('Northfield "University"')
    expect(ring.locator("[data-part=line]")).to_have_text('"transport planner" "Northfield University" graduate OR alumni')
    ring.get_by_role("button", name="Copy the line").click()
    expect(page.get_by_text("The line is copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == '"transport planner" "Northfield University" graduate OR alumni'


def test_a_name_written_in_a_ring_is_a_person_and_the_page_says_what_next(visit, toolkit):
    page = visit.open("/steps/find/someone/")
    page.get_by_label("It feels fine").check()
    ring = page.locator("details[data-ring=alum]")
    ring.get_by_label("A name came to mind? Write it here").fill("Daniel Osei")
    page.keyboard.press("Enter")
    expect(ring.get_by_text("Daniel Osei is on your list.")).to_be_visible()
    expect(ring.get_by_label("A name came to mind? Write it here")).to_be_focused()
    page.keyboard.type("Gwen Parry")
    page.keyboard.press("Enter")
    expect(ring.get_by_text("Gwen Parry is on your list.")).to_be_visible()
    ring.get_by_role("link", name="Write to Daniel Osei").click()
    expect(page).to_have_url(re.compile("/messages/#first-message$"))
    expect(page.get_by_label("Their first name")).to_have_value("Daniel")
    people = saved(page)["people"].values()
    assert [(person["state"], person["person"]["first"]) for person in people] == [("found", "Daniel"), ("found", "Gwen")]
    visit.go(page, "/people/")
    page.get_by_role("link", name="Daniel Osei").click()
    expect(page.get_by_role("link", name=toolkit.kit.messages["alum"].title)).to_be_visible()


def test_no_ring_needs_an_account_and_every_dead_end_has_a_person(toolkit):
    text = toolkit.pages["steps/find/someone.md"].body
    assert "librarian" in text and "talk_to_a_person" in text
    assert all("LinkedIn" not in " ".join(ring.prompts) for ring in toolkit.kit.rings.values())
