"""My people: who is there, what comes next with each of them and when; on screen, on paper and in a spreadsheet."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.people import AISHA, DANIEL, bring, day, row, someone
from tests.test_accessibility import violations
from tests.test_journeys import press_until

HOSTILE = "=cmd|'/C calc'!A0<img src=x onerror=alert(1)>"


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
