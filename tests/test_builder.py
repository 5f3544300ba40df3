"""The message builder in a real browser: from three choices to a message that is sent and noted."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Visit
from tests.test_accessibility import violations
from tests.test_journeys import press_until

DRAFT = "textarea:visible"
LOOK = "[data-part=look]"
ANSWERS = {
    "Their first name": "Daniel",
    "What the two of you share": "chose Northfield University",
    "One thing of theirs that you noticed": "your article on redrawing the hospital night bus",
    "What you want to learn": "what a transport planner does in a normal week",
    "Who you are": "a second-year geography student",
    "Your full name": "Marisol Vega",
    "Where you study, train or work": "Northfield University",
    "The kind of work they do": "transport planning",
}
BAD = "Hello Daniel,\n\nI want a job. Please refer me, my CV is attached. Answer me by tomorrow or I will be very disappointed. Your work is amazing. I am [my status]. See you on 03/04/2026."


def record(page: Page) -> dict:
    """What the browser keeps."""
    return json.loads(page.evaluate("Object.entries(localStorage).find(([key]) => /^ck:[^:]+$/.test(key))?.[1] ?? '{}'"))


def person(page: Page) -> dict:
    return next(iter(record(page)["people"].values()))


def put_together(page: Page) -> None:
    page.get_by_label("How you know them").select_option("same-school")
    for label, words in ANSWERS.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("button", name="Put it together").click()


def write(page: Page, text: str) -> None:
    """Writes a text of one's own and waits until it has been read."""
    page.get_by_role("button", name="Start blank").click()
    page.locator(DRAFT).fill(text)
    expect(page.locator(LOOK)).to_have_text(re.compile("look at|stands out"))


def test_three_choices_and_short_answers_make_a_message_without_a_fault(visit):
    page = visit.open("/messages/")
    assert page.locator(".ck-builder select:visible").count() == 3
    expect(page.get_by_role("region", name="How it reads")).to_be_hidden()
    put_together(page)
    expect(page.locator(DRAFT)).to_have_value(re.compile(r"^Hello Daniel,\n\nYou and I both chose Northfield University, .*\nMarisol Vega$", re.S))
    expect(page.get_by_role("textbox", name="Subject")).to_have_value("From Northfield University to transport planning")
    expect(page.locator(LOOK)).to_have_text(re.compile("^Nothing stands out"))
    expect(page.get_by_text("What works:")).to_be_visible()
    expect(page.locator("[data-part=count]")).to_have_text(re.compile(r"^\d\d words\. Aim for 60 to 100\.$"))


def test_home_to_a_message_by_keyboard_alone(visit):
    page = visit.open("/")
    press_until(page, "a[href='messages/'], a[href$='/messages/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/messages/")
    expect(page.locator(":not(:defined)")).to_have_count(0)
    press_until(page, "select[name='builder.first-message.way']")
    page.keyboard.type("We share a s")
    for name, words in [("their-first-name", "Priya"), ("what-we-share", "trained at St Luke's"), ("what-i-noticed", "your talk on safer night shifts"), ("what-i-want-to-learn", "how you came to teach"), ("my-status", "a carer going back to study"), ("my-name", "Siobhan Kelly")]:
        press_until(page, f"[name={name}]", most=6)
        page.keyboard.type(words)
    press_until(page, "[data-action=compose]", most=6)
    page.keyboard.press("Enter")
    expect(page.locator("#your-message")).to_be_focused()
    expect(page.locator(LOOK)).to_have_text(re.compile("look at|stands out"))
    assert page.locator("[data-part=findings] li[data-level=must]").count() == 0
    press_until(page, "[data-action=copy]", most=30)
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Did you send it?")).to_be_visible()
    press_until(page, "[data-action=sent]", most=6)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Noted.")).to_be_visible()
    assert person(page)["dates"]["sent"] == page.evaluate("new Date().toLocaleDateString('sv')")


def test_on_a_phone_by_touch_and_with_a_reload_at_every_step(browser: Browser, address: str):
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    visit = Visit(context, address)
    page = visit.open("/")
    page.get_by_role("navigation", name="Main pages").get_by_role("link", name="Messages").tap()
    expect(page.locator(":not(:defined)")).to_have_count(0)
    page.get_by_label("How you know them").select_option("same-school")
    for label, words in ANSWERS.items():
        page.get_by_label(label, exact=True).fill(words)
    visit.go(page)
    expect(page.get_by_label("How you know them")).to_have_value("same-school")
    for label, words in ANSWERS.items():
        expect(page.get_by_label(label, exact=True)).to_have_value(words)
    page.get_by_role("button", name="Put it together").tap()
    expect(page.locator(DRAFT)).to_have_value(re.compile("^Hello Daniel"))
    page.locator(DRAFT).fill("My own words to Daniel.")
    visit.go(page)
    expect(page.locator(DRAFT)).to_have_value("My own words to Daniel.")
    expect(page.get_by_role("region", name="How it reads")).to_be_visible()
    expect(page.get_by_label("Their first name")).to_be_hidden()  # folded away, to make room
    page.get_by_role("button", name="Copy the message").tap()
    page.get_by_role("button", name="Yes, I sent it today").tap()
    expect(page.get_by_text("you may send one reminder on")).to_be_visible()
    visit.go(page, "/people/")
    assert person(page)["messages"][0]["text"].endswith("My own words to Daniel.")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    context.close()
    assert visit.elsewhere() == [] and visit.errors == []


def test_nothing_is_said_before_the_first_draft_nor_of_an_empty_field(visit):
    page = visit.open("/messages/")
    page.get_by_label("Their first name").fill("Daniel")
    page.get_by_role("button", name="Start blank").click()
    expect(page.locator(DRAFT)).to_be_focused()
    page.keyboard.press("Tab")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("region", name="How it reads")).to_be_hidden()
    expect(page.get_by_role("button", name="Copy the message")).to_be_hidden()
    assert not any("books/" in url for url in visit.requests), "the rules are fetched with the first draft"


def test_three_things_at_most_each_with_words_shown_reason_and_example(visit):
    page = visit.open("/messages/")
    write(page, BAD)
    notes = page.get_by_role("region", name="How it reads")
    expect(notes.locator("[data-part=findings] > li")).to_have_count(3)
    expect(notes.get_by_text(re.compile(r"^\d+ more after these"))).to_be_visible()
    first = notes.locator("[data-part=findings] > li").first
    first.get_by_role("button", name="Show me").click()
    assert page.evaluate("(() => { const e = document.activeElement; return e.value.slice(e.selectionStart, e.selectionEnd); })()").strip() in BAD
    assert page.evaluate("document.activeElement.selectionEnd > document.activeElement.selectionStart")
    first.get_by_text("Why").click()
    first.get_by_text("Example").click()
    assert len(first.locator("[data-part=why]").inner_text()) > 10 and len(first.locator("[data-part=example]").inner_text()) > 10
    notes.get_by_text("Everything we looked at").click()
    assert notes.locator("[data-part=everything] li").count() > 10
    expect(page.get_by_role("button", name="Copy the message")).to_be_enabled()  # nothing ever blocks


def test_words_kept_stay_away_for_this_text_and_the_focus_stays_near(visit):
    page = visit.open("/messages/")
    write(page, BAD)
    rule = page.locator("[data-part=findings] > li").first.get_attribute("data-rule")
    before = int(re.match(r"\d+", page.locator(LOOK).inner_text())[0])
    page.get_by_role("button", name="Keep my words").first.click()
    expect(page.locator(f"[data-rule={rule}]")).to_have_count(0)
    expect(page.locator(LOOK)).to_have_text(f"{before - 1} things to look at.")
    assert page.evaluate("document.activeElement.closest('[data-part=notes]') !== null")
    visit.go(page)
    expect(page.locator(LOOK)).to_have_text(f"{before - 1} things to look at.")
    expect(page.locator(f"[data-rule={rule}]")).to_have_count(0)


def test_own_words_are_never_overwritten_without_a_way_back(visit):
    page = visit.open("/messages/")
    write(page, "Words I will miss.")
    page.get_by_role("button", name="Put it together").click()
    expect(page.locator(DRAFT)).to_have_value(re.compile("^Hello"))
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(DRAFT)).to_have_value("Words I will miss.")
    visit.go(page)
    expect(page.locator(DRAFT)).to_have_value("Words I will miss.")


def test_what_was_answered_for_one_message_stands_in_all(visit):
    page = visit.open("/messages/")
    put_together(page)
    page.get_by_text("Saved on this device.").wait_for()
    visit.go(page, "/messages/alum/")
    expect(page.get_by_label("What the two of you share")).to_have_value(ANSWERS["What the two of you share"])
    expect(page.get_by_label("Your full name")).to_have_value("Marisol Vega")


def test_a_second_person_gets_a_message_of_their_own_and_my_name_is_known(visit):
    page = visit.open("/messages/")
    put_together(page)
    page.get_by_text("Somebody else").click()
    page.get_by_label("A new name").fill("Sunniva Berg")
    page.keyboard.press("Enter")
    expect(page.locator(".ck-builder-name")).to_have_text("Write to Sunniva Berg")
    expect(page.locator(DRAFT)).to_have_count(0)
    expect(page.get_by_label("Their first name")).to_have_value("Sunniva")
    expect(page.get_by_label("Your full name")).to_have_value("Marisol Vega")
    page.get_by_text("Somebody else").click()
    page.get_by_role("button", name="Daniel").click()
    expect(page.locator(DRAFT)).to_have_value(re.compile("^Hello Daniel"))


def test_the_insight_and_the_times_are_carried_over(visit):
    page = visit.open("/sheets/after-the-chat/")
    page.get_by_label("The one thing to name in your thank-you").fill("your advice to ride the first bus")
    page.get_by_text("Saved on this device.").wait_for()
    visit.go(page, "/messages/#thank-you")
    expect(page.get_by_label("The one thing that stayed with you")).to_have_value("your advice to ride the first bus")
    saved = record(page)
    next(iter(saved["people"].values()))["dates"] = {"chat": "2027-03-18", "chat_time": "15:00", "chat_zone": "Europe/London", "their_zone": "America/Toronto"}
    page.evaluate("text => localStorage.setItem(Object.keys(localStorage).find(key => /^ck:[^:]+$/.test(key)), text)", json.dumps(saved))
    page.goto(f"{visit.address}/")
    visit.go(page, "/messages/")
    expect(page.get_by_label("For", exact=True)).to_have_value("time-and-place")
    expect(page.get_by_label("Date and time where they are")).to_have_value(re.compile(r"11:00 Toronto time$"))
    expect(page.get_by_label("Date and time where you are")).to_have_value(re.compile(r"15:00 London time$"))


def test_sending_by_mail_carries_subject_and_body(visit):
    page = visit.open("/messages/")
    put_together(page)
    page.evaluate("addEventListener('click', event => event.target.href?.startsWith('mailto:') && event.preventDefault())")
    page.get_by_role("button", name="Send").click()
    sent = parse_qs(urlsplit(page.locator("[data-part=mail]").get_attribute("href")).query)
    assert sent["subject"] == ["From Northfield University to transport planning"]
    assert sent["body"][0].startswith("Hello Daniel,\r\n\r\nYou and I both")
    expect(page.get_by_role("heading", name="Did you send it?")).to_be_visible()


def test_the_share_sheet_is_used_where_there_is_one(visit):
    page = visit.context.new_page()
    page.add_init_script("navigator.share = data => { window.shared = data; return Promise.resolve(); }")
    visit.go(page, "/messages/")
    page.get_by_label("How you know them").select_option("knows-me")
    page.get_by_label("First name of the person you know").fill("Siobhan")
    page.get_by_role("button", name="Put it together").click()
    page.get_by_role("button", name="Send").click()
    assert page.evaluate("window.shared.text").startswith("Hi Siobhan") or "Siobhan" in page.evaluate("window.shared.text")
    expect(page.get_by_role("heading", name="Did you send it?")).to_be_visible()


def test_hostile_words_are_words(visit):
    page = visit.open("/messages/")
    nasty = "<img src=x onerror=alert(1)>\"'><b>$&"
    page.get_by_label("Their first name").fill(nasty)
    page.get_by_role("button", name="Put it together").click()
    expect(page.locator(DRAFT)).to_have_value(re.compile(re.escape(nasty)))
    expect(page.locator(".ck-builder-name")).to_contain_text(nasty)
    page.get_by_role("button", name="Copy the message").click()
    page.get_by_role("button", name="Yes, I sent it today").click()
    assert page.locator(".ck-builder img, .ck-builder-name b b").count() == 0


def test_a_key_is_handled_within_a_frame_at_200_words(visit):
    page = visit.open("/messages/")
    write(page, "I would like to hear how you came to plan buses. " * 20)
    times = page.evaluate(
        """selector => { const field = [...document.querySelectorAll("textarea")].find(e => e.offsetParent); const times = [];
        for (let n = 0; n < 30; n++) { field.value += "a"; const start = performance.now(); field.dispatchEvent(new Event("input", { bubbles: true })); document.body.offsetHeight; times.push(performance.now() - start); }
        return times.sort((a, b) => a - b); }""", None)
    assert times[15] < 16


def test_without_scripts_the_page_holds_the_parts_and_the_models(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/messages/")
    assert not page.locator(".ck-builder-tool").is_visible()
    assert page.locator(".ck-message-example mark").count() > 4
    assert page.get_by_role("link", name="a person you both know").is_visible()
    assert "allow scripts" in page.locator("noscript").inner_text() or page.get_by_text("allow scripts").is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_state_has_a_violation(browser, address, width, scheme):
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    visit = Visit(context, address)
    page = visit.open("/messages/")

    def is_fine():
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    is_fine()
    put_together(page)
    expect(page.locator(LOOK)).to_have_text(re.compile("stands out"))
    is_fine()
    page.locator(DRAFT).fill(BAD)
    expect(page.locator(LOOK)).to_have_text(re.compile("things to look at"))
    page.locator("[data-part=findings]").get_by_text("Why").first.click()
    page.get_by_text("Everything we looked at").click()
    is_fine()
    page.get_by_role("button", name="Copy the message").click()
    is_fine()
    page.get_by_role("button", name="Yes, I sent it today").click()
    expect(page.get_by_text("Noted.")).to_be_visible()
    is_fine()
    context.close()
