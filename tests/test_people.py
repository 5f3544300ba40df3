"""Find someone, My people, a person's page and "Next for you": a student's people, from no name at all to keeping in touch."""

import json
import re
import shutil
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from macros.lessons import is_lesson
from macros.model.people import next_rules
from macros.pages import read_page
from macros.reference import alumni_link
from macros.render import Place, render
from macros.toolkit import open_toolkit
from tests.machine import ROOT
from tests.test_accessibility import violations
from tests.test_journeys import press_until

DANIEL, AISHA = "0d000000-1111-4111-8111-111111111111", "0a000000-1111-4111-8111-111111111111"
HOSTILE = "=cmd|'/C calc'!A0<img src=x onerror=alert(1)>"
NUMBERS = {"five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


def day(ahead: int) -> str:
    """The day so many days from today, as the record writes it."""
    return (date.today() + timedelta(ahead)).isoformat()


def someone(first: str, last: str = "", **dates: str) -> dict:
    """A person as the record holds them."""
    return {"state": "found", "person": {name: text for name, text in (("first", first), ("last", last)) if text}, "dates": dates, "notes": {}, "sheets": {}, "ticks": {}, "messages": []}


def bring(visit, people: dict) -> None:
    """Puts people into the browser, as though the student had added them on an earlier day."""
    record = {"version": 1, "updated": "2026-01-01T10:00:00.000Z", "saved_copy": None, "me": {"sheets": {}, "ticks": {}, "progress": {}}, "people": people, "times": {}}
    page = visit.open("/about/")
    page.evaluate("text => localStorage.setItem('ck:coffee-chat-kit', text)", json.dumps(record))
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


# The data


def test_the_rules_the_browser_tests_use_are_the_shipped_ones(toolkit):
    kept = json.loads((ROOT / "tests" / "fixtures" / "next-rules.json").read_text(encoding="utf-8"))
    assert json.loads(json.dumps(next_rules(toolkit.kit.next_steps))) == kept


def test_the_wait_before_a_reminder_is_the_one_we_advise(toolkit):
    words = toolkit.kit.practices["reminders"].short.split()
    said = NUMBERS.get(words[0]) or int(words[0])
    for name in ("remind", "let-go"):
        assert list(toolkit.kit.next_steps[name].days) == [said] and toolkit.kit.next_steps[name].working


def test_what_the_logic_knows_by_name_exists_in_the_data(toolkit):
    [limit] = [field for field in toolkit.kit.worksheets["keep-in-touch"].fields if field.id == "limit"]
    assert {"not-again", "real-news"} <= {option.id for option in limit.options}
    assert list(toolkit.kit.next_steps["touch"].days) == [30, 60, 90]


def test_every_thing_to_do_leads_to_its_page_and_every_page_exists(toolkit):
    for step in toolkit.kit.next_steps.values():
        assert bool(step.page) == bool(step.link)
        assert not step.page or step.page in toolkit.pages, step.id


def test_there_are_five_rings_and_nobody_is_sent_to_a_stranger_first(toolkit):
    rings = list(toolkit.kit.rings.values())
    assert len(rings) == 5 and rings[-1].id == "stranger" and not rings[-1].first_for
    nerves = [choice.id for choice in toolkit.kit.vocabulary["nerves"].items]
    assert sorted(nerve for ring in rings for nerve in ring.first_for) == sorted(nerves), "each answer chooses one ring"
    assert "very" in rings[0].first_for
    assert [ring.id for ring in rings if ring.alumni] == ["alum"]


def test_the_tool_among_the_lessons_is_no_lesson(toolkit):
    page = toolkit.pages["steps/find/someone.md"]
    assert page.schema == "page" and not is_lesson(page) and "someone" not in toolkit.lessons
    assert toolkit.pages["steps/find/new-people.md"].schema == "lesson"
    elsewhere = read_page(ROOT / "content" / "steps" / "find" / "someone.md", "someone.md", "steps/find/someone-else.md")
    assert elsewhere.schema == "lesson"


@pytest.mark.parametrize("line, address", [
    ('alumni_link: "https://alumni.northfield.example/list"', "https://alumni.northfield.example/list"),
    ("alumni_link: http://alumni.example", "http://alumni.example"),
    ('alumni_link: ""', ""),
    ("alumni_link: javascript:alert(1)", ""),
    ('alumni_link: "https://x.example/\\"><b>"', "https://x.example/\\"),
    ("other: 1", ""),
])  # fmt: skip
def test_an_instructor_sets_the_link_to_former_students(tmp_path, line, address):
    for name in ("content", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "mkdocs.yml").write_text(f"extra:\n  {line}\n", encoding="utf-8")
    toolkit = open_toolkit(tmp_path)
    assert alumni_link(toolkit) == address
    html = render("find_someone", toolkit, Place("steps/find/someone.md", {}))
    assert ("The list of former students of your school</a>" in html) == bool(address)
    assert ("Ask its alumni office" in html) != bool(address) and "<b>\"" not in html


# Find someone


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
    expect(page).to_have_url(re.compile("/messages/alum/$"))
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


# My people


def test_a_person_is_added_with_a_name_and_enter(visit):
    page = visit.open("/people/")
    expect(page.get_by_text("Nobody is on your list yet.")).to_be_visible()
    press_until(page, "#people-name")
    page.keyboard.type("Mere Tipene")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Mere Tipene is on your list.")).to_be_visible()
    expect(page.get_by_label("Add a person")).to_be_focused()
    expect(row(page, "Mere Tipene")).to_contain_text("Write your message, when you are ready")
    expect(row(page, "Mere Tipene")).to_contain_text("Step 3 of 7: Ask")
    expect(page.get_by_text("Nobody is on your list yet.")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(".ck-people-rows > li")).to_have_count(1)
    visit.go(page)
    expect(row(page, "Mere Tipene")).to_be_visible()


def test_four_groups_say_what_comes_next_and_when(visit):
    bring(visit, {
        DANIEL: someone("Daniel", "Osei", met=day(-1)),
        AISHA: someone("Aisha", sent=day(-1)),
        DANIEL.replace("0d", "0c"): someone("Gwen", answered=day(-3), chat=day(9)),
        DANIEL.replace("0d", "0b"): someone("Rahul", sent=day(-30), closed=day(-2)),
    })  # fmt: skip
    page = visit.open("/people/")
    groups = {name: page.get_by_role("region", name=name) for name in ("Do now", "Waiting", "Coming up", "Finished")}
    expect(groups["Do now"]).to_contain_text("Daniel OseiSay thank you, today")
    expect(groups["Waiting"]).to_contain_text(re.compile("AishaSend one reminder, on [A-Z]"))
    expect(groups["Coming up"]).to_contain_text(re.compile("GwenGet ready to talk, on [A-Z]"))
    expect(groups["Finished"]).to_contain_text("RahulYou are not writing to them again")
    for item in page.locator(".ck-people-rows > li").all():
        assert item.get_by_role("link").count() == 1


def test_a_name_is_never_markup_and_a_spreadsheet_runs_nothing(visit):
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    bring(visit, {DANIEL: someone(HOSTILE, sent=day(-1)), AISHA: someone("Aisha", chat='"><script>')})
    page = visit.open("/people/")
    expect(page.get_by_role("link", name=HOSTILE)).to_be_visible()
    assert page.locator(".ck-people img, .ck-people-rows script").count() == 0
    page.get_by_role("button", name="Copy as a table (CSV)").click()
    expect(page.get_by_text("Copied. Paste it into a spreadsheet.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"'{HOSTILE}" in copied and copied.startswith("Person,How I know them,Written,") and day(-1) in copied
    page.get_by_role("link", name=HOSTILE).click()
    expect(page.get_by_role("heading", name=HOSTILE)).to_be_visible()
    assert page.locator(".ck-person img").count() == 0


def test_the_list_prints_as_a_log(visit, tmp_path):
    bring(visit, {DANIEL: someone("Daniel", "Osei", sent=day(-1)), AISHA: someone("Aisha")})
    page = visit.open("/people/")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    table = page.get_by_role("table")
    expect(table).to_be_visible()
    assert table.get_by_role("row").count() == 3 and "Send one reminder" in table.inner_text()
    expect(page.get_by_role("button", name="Print the list")).to_be_hidden()
    expect(page.locator(".ck-people-rows").first).to_be_hidden()


def test_two_tabs_show_the_same_people(visit):
    first, second = visit.open("/people/"), visit.open("/people/")
    first.get_by_label("Add a person").fill("Noor Hassan")
    first.keyboard.press("Enter")
    expect(row(second, "Noor Hassan")).to_be_visible()


def test_when_nothing_can_be_saved_the_list_says_so_and_keeps_the_name(visit):
    page = visit.context.new_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('No room.', 'QuotaExceededError'); }")
    visit.go(page, "/people/")
    page.get_by_label("Add a person").fill("Hanna Lind")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").first).to_contain_text("Not saved.")
    expect(row(page, "Hanna Lind")).to_be_visible()


# A person


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


# Next for you


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
    expect(page).to_have_url(re.compile("/messages/thank-you/$"))
    expect(page.get_by_label("Their first name")).to_have_value("Daniel")


def test_while_everybody_is_waited_for_the_button_leads_to_the_person(visit):
    bring(visit, {AISHA: someone("Aisha", sent=day(-1))})
    page = visit.open("/")
    page.get_by_role("region", name="Next for you").get_by_role("link", name="Open their page").click()
    expect(page.get_by_role("heading", name="Aisha")).to_be_visible()


# Everybody


def test_six_labels_fit_on_the_smallest_phone(browser, address):
    for width in (320, 360, 480, 600, 1280):
        context = browser.new_context(viewport={"width": width, "height": 700})
        page = context.new_page()
        page.goto(f"{address}/people/")
        labels = page.locator(".ck-nav a")
        assert labels.all_inner_texts() == ["Steps", "Messages", "Questions", "My people", "Sheets", "Stuck?"]
        boxes = [label.bounding_box() for label in labels.all()]
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width and 24 <= box["height"] for box in boxes), width
        rows = [sum(box["y"] == top for box in boxes) for top in sorted({box["y"] for box in boxes})]
        assert rows in ([3, 3], [6]), f"{width}: {rows}"
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        context.close()


@pytest.mark.parametrize("scheme, width", [("light", 320), ("dark", 1280)])
def test_every_state_is_free_of_violations(browser, address, scheme, width):
    context = browser.new_context(base_url=address, color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    for path in ("/people/", "/steps/find/someone/", f"/people/#{DANIEL}"):
        page.goto("about:blank")
        page.goto(path)
        page.locator("[role=status]").first.wait_for(state="attached")
        assert violations(page) == [], path
    people = {DANIEL: someone("Daniel", "Osei", sent=day(-40)), AISHA: someone("Aisha", thanked=day(-2))}
    record = {"version": 1, "updated": "", "saved_copy": None, "me": {"sheets": {}, "ticks": {}, "progress": {}}, "people": people, "times": {}}
    page.evaluate("text => localStorage.setItem('ck:coffee-chat-kit', text)", json.dumps(record))
    for path in ("/", "/people/", f"/people/#{DANIEL}"):
        page.goto("about:blank")
        page.goto(path)
        expect(page.locator(":not(:defined)")).to_have_count(0)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
    page.evaluate("document.querySelectorAll('.ck-person details').forEach(door => { door.open = true; })")
    page.get_by_role("button", name="I wrote again").click()
    page.get_by_role("button", name="Undo").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    context.close()


def test_without_javascript_the_list_is_kept_on_paper(browser, address):
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/people/")
    expect(page.get_by_text("The list on this page needs JavaScript.")).to_be_visible()
    for name, path in [("People to learn from", "/sheets/people-map/"), ("Messages I have sent", "/sheets/message-log/")]:
        assert page.get_by_role("link", name=name).evaluate("a => a.pathname") == path
    assert page.get_by_role("textbox").count() == 0 and page.get_by_role("button").count() == 0
    page.goto("/steps/find/someone/")
    for ring in page.locator("details[data-ring]").all():
        if ring.get_attribute("open") is None:
            ring.locator("summary").click()
        expect(ring.get_by_role("listitem").first).to_be_visible()
        assert "…" in ring.locator("[data-part=line]").inner_text() and ring.get_by_role("link").count() >= 2
    assert page.get_by_role("textbox").count() == 0
    page.goto("/")
    expect(page.get_by_role("link", name="I have someone in mind")).to_be_visible()
    expect(page.get_by_role("heading", name="Next for you")).to_be_hidden()
    context.close()
