"""What is saved: seen, kept as a copy, looked into before it is opened, taken elsewhere, cleared; and the receipt. Each promise under fault."""

import json
import re

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import expect

from tests.machine import ROOT
from tests.test_accessibility import violations
from tests.test_storage import FIELD, KEY, SHEET, fill, record, save

ANA, BEN = "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed", "2c9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
FORGETFUL = "Object.defineProperty(navigator, 'vendor', { get: () => 'Apple Computer, Inc.' });"


def someone(first: str, last: str = "", **more) -> dict:
    return {"state": "found", "person": {"first": first} | ({"last": last} if last else {}), "dates": {}, "notes": {}, "sheets": {}, "ticks": {}, "messages": []} | more


def whole(people: dict | None = None, sheets: dict | None = None, times: dict | None = None) -> dict:
    return {"version": 1, "updated": "2026-11-20T10:00:00.000Z", "saved_copy": None, "me": {"sheets": sheets or {}, "ticks": {}, "progress": {}}, "people": people or {}, "times": times or {}}


def put(visit, stored: dict, path: str = "/saved/"):
    page = visit.open("/about/")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(stored)])
    return visit.go(page, path)


def choose(page, tmp_path, text: str, name: str = "copy.json"):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    page.locator("[data-action=open-copy]").set_input_files(file)


def test_what_is_stored_is_told_in_plain_words_and_person_by_person(visit):
    page = put(visit, whole({ANA: someone("Ana", sheets={"research": {"facts": "x", "other": "y"}}), BEN: someone("Ben")}, {"my-question": {"topic": "Maps"}}))
    expect(page.get_by_text("2 people. 2 sheets with something on them. Last change: November 20, 2026.")).to_be_visible()
    expect(page.get_by_role("link", name="Ana")).to_have_attribute("href", re.compile(f"people/#{ANA}$"))
    expect(page.get_by_role("listitem").filter(has_text="Look them up")).to_contain_text("2 answers")
    assert violations(page) == []


def test_a_copy_is_kept_and_its_age_is_told(visit, tmp_path):
    page = put(visit, whole({ANA: someone("Ana")}))
    expect(page.get_by_text("You have not kept a copy yet.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Keep a copy").click()
    expect(page.get_by_text("Your last copy is from today.")).to_be_visible()
    download.value.save_as(tmp_path / "copy.json")
    copy = json.loads((tmp_path / "copy.json").read_text(encoding="utf-8"))
    Draft202012Validator(json.loads((ROOT / "data" / "schemas" / "record.json").read_text(encoding="utf-8"))).validate(copy)
    assert copy["people"][ANA]["person"]["first"] == "Ana"
    stored = record(page) | {"saved_copy": "2026-01-01T00:00:00.000Z"}
    page = put(visit, stored)
    expect(page.get_by_text(re.compile(r"Your last copy is \d{2,} days old\."))).to_be_visible()


def test_a_copy_as_text_can_be_pasted_in_again(visit):
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = put(visit, whole({ANA: someone("Ana")}))
    page.get_by_role("button", name="Copy it as text").click()
    expect(page.get_by_text("Copied. Paste it into a note")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("button", name="Clear everything").click()
    page.get_by_role("button", name="Clear it all").click()
    page.locator("summary").filter(has_text="Paste it").click()
    page.get_by_label("The whole text of the copy").fill(f"\n {text} \n")
    page.get_by_role("button", name="Look into it").click()
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("link", name="Ana")).to_be_visible()


def test_a_copy_is_looked_into_before_it_changes_anything_and_can_be_taken_back(visit, tmp_path):
    page = put(visit, whole(sheets={"my-question": {"topic": "older"}}, times={"me/sheets/my-question/topic": 5}))
    before = page.evaluate(f"localStorage.getItem('{KEY}')")
    copy = whole({ANA: someone("Ana")}, {"my-question": {"topic": "<img src=x onerror=alert(1)>"}}, {"me/sheets/my-question/topic": 9, f"people/{ANA}/person/first": 9})
    choose(page, tmp_path, json.dumps(copy))
    preview = page.get_by_role("region", name="This copy")
    expect(preview).to_be_focused()
    expect(preview).to_contain_text("1 person. 1 sheet with something on it.")
    expect(preview).to_contain_text("1 thing would be added. 1 would be replaced")
    expect(preview.get_by_role("listitem")).to_have_text('"older" becomes "<img src=x onerror=alert(1)>"')
    assert violations(page) == []
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == before
    preview.get_by_role("button", name="Leave it").click()
    expect(page.get_by_text("Nothing was changed.")).to_be_visible()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == before

    choose(page, tmp_path, json.dumps(copy))
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("link", name="Ana")).to_be_visible()
    assert record(page)["me"]["sheets"]["my-question"]["topic"].startswith("<img")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Ana")).to_be_hidden()
    assert record(page)["me"]["sheets"]["my-question"]["topic"] == "older" and record(page)["people"] == {}


def test_a_copy_that_holds_nothing_new_offers_nothing_to_open(visit, tmp_path):
    page = put(visit, whole({ANA: someone("Ana")}))
    choose(page, tmp_path, json.dumps(whole({ANA: someone("Ana")})))
    expect(page.get_by_text("Everything in it is here already.")).to_be_visible()
    expect(page.get_by_role("button", name="Open it")).to_be_hidden()


HOSTILE = {
    "deep": "[" * 200_000 + "]" * 200_000,
    "deep inside": '{"version":1,"me":' + '{"sheets":' * 20_000 + "1" + "}" * 20_001,
    "huge": json.dumps(whole(sheets={"a": {"b": "x" * 1_000_000}})),
    "__proto__": json.dumps(whole()).replace('"people": {}', '"people": {"__proto__": {"polluted": true}}'),
    "wrong types": json.dumps(whole() | {"people": [1, 2]}),
    "numbers for words": json.dumps(whole(sheets={"my-question": {"topic": 7}})),
    "HTML": "<!doctype html><script>window.hacked = true</script>",
    "no text at all": "\u0000\u0001\u0002",
    "empty": "",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_copy_changes_nothing_and_is_told(visit, tmp_path, what):
    page = put(visit, whole({ANA: someone("Ana")}))
    before = page.evaluate(f"localStorage.getItem('{KEY}')")
    choose(page, tmp_path, HOSTILE[what])
    expect(page.get_by_text("That file is not a copy made by this kit. Nothing was changed.")).to_be_visible()
    expect(page.get_by_role("region", name="This copy")).to_be_hidden()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == before
    assert page.evaluate("[({}).polluted, window.hacked]") == [None, None]


def test_words_that_look_like_markup_stay_words_everywhere(visit, tmp_path):
    bad = "<img src=x onerror='window.hacked = 1'>"
    page = put(visit, whole({ANA: someone(bad, bad, notes={"after": bad}, sheets={"no-such-sheet": {"x": bad}})}, {"my-question": {"topic": bad}}))
    expect(page.get_by_role("link", name=bad).first).to_be_visible()
    visit.go(page, "/saved/receipt/")
    page.get_by_label("What you learned").fill(f"{bad} and <b>bold</b>")
    page.get_by_label("Put my words").check()
    expect(page.locator("[data-part=lines]")).to_contain_text("<b>bold</b>")
    assert page.evaluate("window.hacked ?? null") is None and page.locator("ck-receipt img, ck-receipt b").count() == 0


def test_a_full_browser_does_not_open_a_copy_by_half(visit, tmp_path):
    page = put(visit, whole({ANA: someone("Ana")}))
    page.evaluate("() => { let n = 0, s = 'x'.repeat(1 << 20); for (;;) { try { localStorage.setItem('other' + n++, s); } catch { if (s.length < 2) return; s = s.slice(s.length >> 1); } } }")
    before = page.evaluate(f"localStorage.getItem('{KEY}')")
    choose(page, tmp_path, json.dumps(whole({BEN: someone("Ben", notes={"after": "x" * 9000})})))
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_text("There is no room to open that copy. Nothing was changed.")).to_be_visible()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == before


def test_a_browser_that_keeps_nothing_still_shows_dates_and_receipt(visit):
    page = visit.context.new_page()
    page.add_init_script("for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });")
    for path in ("/saved/", "/saved/receipt/", "/sheets/time-and-place/"):
        visit.go(page, path)
        expect(page.get_by_text("does not let the page save").first).to_be_visible()
    dates = page.locator("ck-dates")
    dates.get_by_label("The day").fill("2099-03-18")
    with page.expect_download():
        dates.get_by_role("button", name="Put this into my calendar").click()
    visit.errors.clear()  # the theme itself reports that it cannot read its colours


def test_clearing_takes_pending_words_and_the_other_tab_along(visit):
    page, other = visit.open("/saved/"), visit.open(SHEET)
    save(other)
    other.get_by_label(FIELD).press_sequentially(" still typing")  # its save is pending
    page.get_by_role("button", name="Clear everything").click()
    page.get_by_role("button", name="Clear it all").click()
    expect(page.get_by_text("Everything is cleared.")).to_be_visible()
    expect(other.get_by_label(FIELD)).to_have_value("")
    visit.go(other, "/about/")
    assert page.evaluate("JSON.stringify({ ...localStorage })").count("words") == 0
    visit.go(page)
    expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()


def test_the_list_follows_the_other_tab(visit):
    page, other = visit.open("/saved/"), visit.open(SHEET)
    expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()
    save(other)
    expect(page.get_by_role("link", name="My question")).to_be_visible()


def test_markdown_and_table_hold_the_work(visit, tmp_path):
    page = put(visit, whole({ANA: someone("=1+1", "Ana")}, {"my-question": {"topic": "# Maps"}}))
    texts = {}
    for name in ("Everything as text (Markdown)", "People as a table (CSV)"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        download.value.save_as(tmp_path / "file")
        texts[download.value.suggested_filename.split(".")[-1]] = (tmp_path / "file").read_text(encoding="utf-8")
    assert "> \\# Maps" in texts["md"] and FIELD.rstrip("?") in texts["md"]
    assert "'=1+1,Ana" in texts["csv"]


def test_a_browser_that_forgets_is_told_once_at_the_first_save(visit):
    page = visit.context.new_page()
    page.add_init_script(FORGETFUL)
    visit.go(page, SHEET)
    fill(page)
    expect(page.get_by_text("This browser removes it after seven days of use without a visit here")).to_be_visible()
    visit.go(page)
    fill(page, "Other words")
    expect(page.get_by_text("Saved on this device.", exact=True)).to_be_visible()


def test_the_browser_is_asked_once_to_keep_what_is_saved(visit):
    page = visit.context.new_page()
    page.add_init_script("navigator.storage.persist = () => { sessionStorage.setItem('asked', Number(sessionStorage.getItem('asked')) + 1); return Promise.resolve(false); };")
    visit.go(page, SHEET)
    assert page.evaluate("sessionStorage.getItem('asked')") is None
    for words in ("one", "two"):
        fill(page, words)
        expect(page.get_by_text("Saved on this device.")).to_be_visible()
        visit.go(page)
    assert page.evaluate("sessionStorage.getItem('asked')") == "1"


def test_inside_another_app_the_copy_is_a_text(browser, address):
    context = browser.new_context(user_agent=f"{SAFARI} Instagram 300.0", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/saved/")
    expect(page.get_by_text("This page is open inside another app.")).to_be_visible()
    page.get_by_role("button", name="Keep a copy").click()
    expect(page.get_by_text("Copied. Paste it into a note")).to_be_visible()
    assert json.loads(page.evaluate("navigator.clipboard.readText()"))["version"] == 1
    context.close()


@pytest.mark.parametrize("ending, said, age", [("return Promise.resolve()", "Keep it where you will find it again", "from today"), ("return Promise.reject(new DOMException('', 'AbortError'))", "You closed the share sheet", "not kept a copy yet")])
def test_on_a_phone_the_share_sheet_takes_the_copy(browser, address, ending, said, age):
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.add_init_script(f"navigator.canShare = () => true; navigator.share = (what) => {{ window.shared = what.files[0].name; {ending}; }};")
    page.goto(f"{address}/saved/")
    page.get_by_role("button", name="Keep a copy").tap()
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.locator("[data-part=copy-age]")).to_contain_text(age)
    assert page.evaluate("window.shared").endswith(".json")
    context.close()


def test_the_receipt_names_nobody(visit, tmp_path):
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    people = {ANA: someone("Daniel", "Osei", dates={"sent": "2026-03-02", "met": "2026-03-11", "thanked": "2026-03-12"}, sheets={"research": {"facts": "Daniel"}}, notes={"after": "Osei"}), BEN: someone("Zoë", sheets={"daniel-osei": {"zoe": "x"}})}
    page = put(visit, whole(people, {"my-question": {"topic": "Daniel"}}), "/saved/receipt/")
    lines = page.locator("[data-part=lines]")
    expect(lines).to_contain_text("People: 2")
    expect(lines).to_contain_text("Person 1: Message sent, March 2, 2026; We talked, March 11, 2026; Thank-you sent, March 12, 2026")
    page.get_by_label("Your own name").fill("Marisol Vega")
    page.get_by_label("What you learned").fill("DANIEL and zoe, D.O. too: ride the bus.")
    assert "ride the bus" not in lines.inner_text()
    page.get_by_label("Put my words").check()
    expect(lines).to_contain_text("[a person] and [a person], [a person] too: ride the bus.")
    expect(page.get_by_text("A name was taken out 3 times.")).to_be_visible()
    assert violations(page) == []

    page.get_by_role("button", name="Copy the receipt").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save it as JSON").click()
    download.value.save_as(tmp_path / "receipt.json")
    data = (tmp_path / "receipt.json").read_text(encoding="utf-8")
    for text in (page.evaluate("navigator.clipboard.readText()"), data, lines.inner_text()):
        assert not re.search(r"daniel|osei|zo[eë]|d\.o\.", text, re.I) and "Marisol Vega" in text
    assert json.loads(data)["counts"]["met"] == 1
    page.emulate_media(media="print")
    assert lines.is_visible() and not page.get_by_label("What you learned").is_visible()


def test_without_javascript_both_pages_say_what_to_do(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/saved/receipt/")
    expect(page.get_by_text("By hand: note how many people")).to_be_visible()
    page.goto(f"{address}/saved/")
    expect(page.get_by_text("Add to Home Screen")).to_be_visible()
    context.close()
