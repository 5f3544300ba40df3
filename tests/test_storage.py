"""When the browser cannot keep things: the student is told, and their words stay on the page."""

import json

from jsonschema import Draft202012Validator
from playwright.sync_api import expect

from tests.machine import ROOT

KEY = "ck:coffee-chat-kit"
SHEET, FIELD = "/sheets/my-question/", "What do you keep wondering about?"


def record(page) -> dict:
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))


def fill(page, words="My own words"):
    page.get_by_label(FIELD).fill(words)


def save(page):
    fill(page)
    expect(page.get_by_text("Saved on this device.")).to_be_visible()


def test_what_is_stored_has_the_promised_shape(visit):
    page = visit.open(SHEET)
    fill(page)
    visit.go(page, "/messages/alum/")
    page.get_by_label("Their first name").fill("Daniel")
    visit.go(page, "/sheets/day-before/")
    page.get_by_role("listitem").get_by_role("checkbox").first.check()
    visit.go(page, "/saved/")
    stored = record(page)
    schema = json.loads((ROOT / "data" / "schemas" / "record.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(stored)
    assert stored["me"]["sheets"]["my-question"]["topic"] == "My own words"
    [person] = stored["people"].values()
    assert person["person"]["first"] == "Daniel"
    assert list(person["ticks"]["day-before"] if "ticks" in person else stored["me"]["ticks"]["day-before"])
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('ck:')).length") == 1


def test_a_full_browser_says_so_and_keeps_the_words_on_the_page(visit):
    page = visit.open(SHEET)
    page.evaluate("() => { let n = 0, s = 'x'.repeat(1 << 20); for (;;) { try { localStorage.setItem('other' + n++, s); } catch { if (s.length < 2) return; s = s.slice(s.length >> 1); } } }")
    fill(page)
    expect(page.get_by_role("alert")).to_contain_text("no room left")
    expect(page.get_by_role("button", name="Copy everything")).to_be_visible()
    expect(page.get_by_label(FIELD)).to_have_value("My own words")


def test_a_browser_that_forbids_saving_says_so_and_still_works(visit):
    page = visit.context.new_page()
    page.add_init_script("for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });")
    visit.go(page, SHEET)
    fill(page)
    expect(page.get_by_role("alert")).to_contain_text("does not let the page save")
    expect(page.get_by_label(FIELD)).to_have_value("My own words")
    visit.errors.clear()  # the theme itself reports that it cannot read its colours


def test_an_unreadable_record_is_set_aside_not_deleted(visit):
    page = visit.open("/about/")
    page.evaluate(f"localStorage.setItem('{KEY}', '{{broken')")
    visit.go(page, SHEET)
    expect(page.get_by_text("set aside, not deleted")).to_be_visible()
    fill(page)
    expect(page.get_by_text("Saved on this device.")).to_be_visible()
    assert page.evaluate(f"localStorage.getItem('{KEY}:set-aside')") == "{broken"
    assert record(page)["me"]["sheets"]["my-question"]["topic"] == "My own words"


def test_a_record_of_a_newer_version_is_never_overwritten(visit):
    page = visit.open("/about/")
    newer = json.dumps({"version": 99, "secret": "kept"})
    page.evaluate(f"text => localStorage.setItem('{KEY}', text)", newer)
    visit.go(page, SHEET)
    fill(page)
    expect(page.get_by_role("alert")).to_contain_text("newer version")
    visit.go(page, "/about/")
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == newer


def test_work_that_vanishes_between_visits_is_met_with_how_to_get_it_back(visit, tmp_path):
    page = visit.open(SHEET)
    save(page)
    visit.go(page, "/saved/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Keep a copy").click()
    copy = tmp_path / download.value.suggested_filename
    download.value.save_as(copy)
    page.evaluate("localStorage.clear()")

    visit.go(page, SHEET)
    expect(page.get_by_text("Your saved work is gone.").first).to_be_visible()
    visit.go(page, "/saved/")
    expect(page.get_by_text("open your copy").first).to_be_visible()
    page.locator("[data-action=open-copy]").set_input_files(copy)
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("link", name="My question")).to_be_visible()
    visit.go(page, SHEET)
    expect(page.get_by_label(FIELD)).to_have_value("My own words")


def test_a_hostile_copy_changes_nothing(visit, tmp_path):
    page = visit.open(SHEET)
    save(page)
    visit.go(page, "/saved/")
    before = record(page)
    hostile = ["not json", "[]", '{"version": 1}', '{"version": 1, "__proto__": {"polluted": true}, "me": {}}', json.dumps({"version": 99}), "x" * 2_000_000]
    for number, text in enumerate(hostile):
        file = tmp_path / f"copy-{number}.json"
        file.write_text(text, encoding="utf-8")
        page.locator("[data-action=open-copy]").set_input_files(file)
        expect(page.get_by_text("Nothing was changed.").first).to_be_visible()
    assert record(page)["me"] == before["me"]
    assert page.evaluate("({}).polluted") is None


def test_clearing_is_complete_and_final(visit):
    page = visit.open(SHEET)
    save(page)
    visit.go(page, "/saved/")
    page.get_by_role("button", name="Clear everything").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Clear everything?")).to_be_hidden()
    assert record(page)["me"]["sheets"]
    page.get_by_role("button", name="Clear everything").click()
    page.get_by_role("button", name="Clear it all").click()
    expect(page.get_by_text("Everything is cleared.")).to_be_visible()
    visit.go(page, SHEET)
    expect(page.get_by_label(FIELD)).to_have_value("")
    assert page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage)).filter(key => key.startsWith('ck:') && localStorage.getItem(key)?.includes('My own words'))") == []


def test_this_visit_only_leaves_nothing_behind(visit):
    page = visit.open(SHEET)
    page.get_by_label("Only for this visit").check()
    fill(page)
    expect(page.get_by_text("Kept until you close this tab.")).to_be_visible()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None
    visit.go(page)
    expect(page.get_by_label(FIELD)).to_have_value("My own words")
    other = visit.open(SHEET)
    expect(other.get_by_label(FIELD)).to_have_value("")
