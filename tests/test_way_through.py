"""Ways in and through, in a real browser: lessons ticked off, paths, the self-check, tones of a message, the search; and for staff, from page to page."""

import json
import re

import pytest
from playwright.sync_api import expect

SAVED = "Saved on this device."


def search(page, words: str) -> list[str]:
    """The addresses of what the search finds, best first, without the part behind #."""
    page.locator("input.md-search__input").click()
    page.locator("input.md-search__input").fill(words)
    results = page.locator(".md-search-result__item > a")
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile(r"\d+ matching documents?"))
    return [result.get_attribute("href").split("#")[0].split("?")[0] for result in results.all()]


@pytest.mark.parametrize("words, first", [("introvert", "/steps/why/quiet-ways/"), ("visa", "/stuck/new-country/"), ("no reply", "/stuck/no-reply/"), ("salary", "/questions/never-ask/"), ("thank you", "/steps/thank/"), ("ghosted", "/stuck/no-reply/"), ("disability", "/stuck/disability-and-access/")])
def test_the_search_knows_students_words(visit, words, first):
    page = visit.open("/")
    assert search(page, words)[0].endswith(first)


def test_a_lesson_ticked_off_counts_on_every_path(visit):
    page = visit.open("/steps/find/new-people/")
    page.get_by_label("I have done this lesson").check()
    expect(page.get_by_text(SAVED)).to_be_visible()
    visit.go(page, "/course/short-course/")
    expect(page.locator(".ck-progress-words")).to_have_text(re.compile(r"^1 of 6 done, about \d+ minutes left$"))
    page.get_by_label("Done: The last five minutes").check()
    expect(page.get_by_text(SAVED)).to_be_visible()
    visit.go(page, "/course/whole-course/")
    expect(page.locator(".ck-progress-words")).to_have_text(re.compile(r"^2 of 35 done, about [\d½]+ hours left$"))
    visit.go(page, "/saved/")
    expect(page.get_by_role("link", name="Lessons done")).to_be_visible()
    expect(page.get_by_text("2 ticks")).to_be_visible()


def test_each_way_in_is_one_press_from_the_steps(visit):
    page = visit.open("/steps/")
    for name, path in [("see one first", "/course/see-one/"), ("all the messages", "/messages/all/"), ("Stuck?", "/stuck/"), ("the Five Ps", "/five-ps/")]:
        assert page.get_by_role("main").get_by_role("link", name=name, exact=True).evaluate("a => a.pathname") == path


def answer(page, value: int, leave_out: int = 0) -> None:
    fields = page.locator(".ck-check-habit fieldset").all()
    for field in fields[: len(fields) - leave_out]:
        field.get_by_role("radio").nth(value - 1).check()


def test_the_self_check_counts_on_the_device_and_names_one_next_thing_each(visit):
    page = visit.open("/five-ps/self-check/")
    answer(page, 4)
    page.get_by_role("button", name="Show where I am").click()
    result = page.get_by_role("region", name="Where you are today")
    expect(result).to_be_focused()
    # Three statements at 4 and one, counted backwards, at 2.
    assert [cell.inner_text() for cell in result.locator("[data-part=points]").all()] == ["14"] * 5
    expect(result.get_by_role("article")).to_have_count(5)
    for article in result.get_by_role("article").all():
        assert article.get_by_role("link").count() == 1 and "Do this now" in article.inner_text()
    expect(result.get_by_role("columnheader", name="Since")).to_be_hidden()
    visit.go(page)
    expect(page.get_by_role("region", name="Where you are today")).to_be_visible()


def test_a_habit_without_enough_answers_gets_no_points(visit):
    page = visit.open("/five-ps/self-check/")
    answer(page, 3, leave_out=2)
    page.get_by_role("button", name="Show where I am").click()
    points = page.locator("[data-part=points]")
    assert [cell.inner_text() for cell in points.all()] == ["12", "12", "12", "12", "not enough answers"]
    expect(page.get_by_text("2 statements have no answer yet.")).to_be_visible()


def test_a_later_self_check_shows_what_moved(visit):
    page = visit.open("/five-ps/self-check/")
    answer(page, 3)
    page.get_by_role("button", name="Show where I am").click()
    key = next(key for key in page.evaluate("Object.keys(localStorage)") if key.startswith("ck:") and key.count(":") == 1)
    record = json.loads(page.evaluate("key => localStorage.getItem(key)", key))
    kept = record["me"]["sheets"]["self-check"]
    rounds = {name: value for name, value in kept.items() if re.match(r"\d{4}-\d\d-\d\d\.", name)}
    assert set(rounds.values()) == {"12"} and len(rounds) == 5
    for name in rounds:  # as though it had been done long ago
        kept[f"2026-01-05.{name[11:]}"] = kept.pop(name)
        record["times"][f"me/sheets/self-check/2026-01-05.{name[11:]}"] = record["times"].pop(f"me/sheets/self-check/{name}")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, json.dumps(record)])
    visit.go(page)
    page.get_by_role("button", name="Answer again").click()
    answer(page, 4)
    page.get_by_role("button", name="Show where I am").click()
    expect(page.get_by_role("columnheader", name="Since January 5, 2026")).to_be_visible()
    assert [cell.inner_text() for cell in page.locator("tbody [data-part=moved]").all()] == ["2 more"] * 5


def test_a_message_can_be_taken_in_another_tone(visit):
    page = visit.open("/messages/alum/")
    page.get_by_label("Their first name").fill("Priya")
    page.get_by_label("More formal").check()
    letter = page.locator(".ck-letter-side > .ck-letter:visible")
    expect(letter).to_have_count(1)
    expect(letter).to_contain_text("Dear Priya")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the message").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert "Dear Priya" in page.evaluate("navigator.clipboard.readText()")


def test_without_javascript_every_tone_and_every_lesson_can_be_read(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/messages/alum/")
    assert page.locator(".ck-letter-side > .ck-letter").count() == 3 and page.locator(".ck-tone-name", has_text="More formal").is_visible()
    page.goto(f"{address}/course/short-course/")
    assert page.locator(".ck-path li").count() == 6
    context.close()


def test_on_a_phone_the_staff_pages_are_one_press_away_by_keyboard(visit):
    page = visit.open("/staff/adopt/licences/")
    page.set_viewport_size({"width": 360, "height": 800})
    link = page.get_by_role("navigation", name="Staff pages").get_by_role("link", name="Common mistakes")
    expect(link).to_be_hidden()
    page.get_by_text("All staff pages").press("Enter")
    link.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Common mistakes")).to_be_visible()


def test_in_a_wide_window_the_staff_pages_are_in_view_and_stay_there(visit):
    page = visit.open("/staff/words-and-questions/")
    page.set_viewport_size({"width": 1280, "height": 800})
    pages = page.get_by_role("navigation", name="Staff pages").get_by_role("link")
    for link in pages.all():
        expect(link).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("All staff pages")).to_be_hidden()
    page.evaluate("scrollTo(0, 1500)")
    for link in pages.all():
        expect(link).to_be_in_viewport(ratio=1)
    assert page.locator(".ck-staff-side").bounding_box()["y"] == 24


def test_a_paper_has_a_way_up(visit):
    page = visit.open("/staff/adopt/privacy/")
    page.get_by_role("main").get_by_role("article").get_by_role("link", name="Papers for a decision", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Papers for a decision")).to_be_visible()


def test_a_block_of_code_is_copied_whole_and_said_so(visit):
    page = visit.open("/staff/words-and-questions/")
    button = page.get_by_role("button", name="Copy").first
    text = page.locator("pre > code").first.text_content()
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject())")
    button.press("Enter")
    field = page.get_by_role("textbox", name="Copy")
    expect(field).to_be_focused()
    expect(field).to_have_value(text)
    expect(page.get_by_role("status").first).to_have_text("Your browser did not allow copying. The words are selected; copy them yourself.")
    page.evaluate("delete navigator.clipboard.writeText")
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == text and text.startswith("questions:\n  change:\n")
    page.get_by_role("button", name="Copy").nth(1).press("Enter")
    expect(page.get_by_text("Copied", exact=True)).to_have_count(1)


def test_without_javascript_staff_pages_can_be_reached_and_nothing_offers_to_copy(browser, address):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/staff/publish/")
    assert page.get_by_role("button", name="Copy").count() == 0
    page.get_by_text("All staff pages").click()
    expect(page.get_by_role("navigation", name="Staff pages").get_by_role("link", name="Find an id")).to_be_visible()
    page.goto(f"{address}/staff/ids/#ids-slots")
    expect(page.locator("details[open] h2")).to_have_text("slots")
    context.close()


@pytest.mark.parametrize("behind, kind", [("ids-vocabulary", "vocabulary"), ("ids-messages", "messages"), (":~:text=What%20was%20your%20first%20month", "questions")])
def test_a_link_to_an_id_or_to_words_opens_the_kind_they_are_in(visit, behind, kind):
    page = visit.open(f"/staff/ids/#{behind}")
    expect(page.locator("details[open] h2:visible")).to_have_text(kind)
    expect(page.locator("details.ck-ids-kind > summary").filter(has_text=kind)).to_be_visible()


def test_ids_fit_a_few_screens_and_questions_stand_by_topic(visit):
    page = visit.open("/staff/ids/")
    assert page.evaluate("document.documentElement.scrollHeight") < 4 * 900
    page.get_by_role("navigation", name="Kinds of ids").get_by_role("link", name="questions").click()
    expect(page.get_by_role("heading", level=3, name="Their path")).to_be_visible()


LINES = """(code) => {
  const text = code.firstChild, range = document.createRange();
  let start = 0;
  return text.data.trimEnd().split("\\n").map((line) => {
    range.setStart(text, start + line.search(/\\S|$/));
    range.setEnd(text, start + line.length);
    start += line.length + 1;
    return [...range.getClientRects()].map((box) => box.left);
  }).filter((boxes) => boxes.length > 1);
}"""


def test_a_line_of_code_that_is_too_long_goes_on_further_in(visit):
    page = visit.open("/staff/messages-sheets-pages/")
    page.set_viewport_size({"width": 360, "height": 800})
    long = [boxes for code in page.locator("pre > code").all() for boxes in code.evaluate(LINES)]
    assert len(long) > 5
    assert [boxes for boxes in long if min(boxes[1:]) <= boxes[0]] == [], "no further in than where the line began"


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_results_in_the_conformance_report_are_never_broken_and_stay_a_table(visit, width):
    page = visit.open("/staff/adopt/accessibility/")
    page.set_viewport_size({"width": width, "height": 800})
    row = page.get_by_role("row", name="1.2.1 Audio-only")
    expect(row.get_by_role("cell")).to_have_text(["1.2.1 Audio-only and video-only", "Does not apply", "There is no audio and no video"])
    expect(page.get_by_role("columnheader", name="Result")).to_have_count(2)
    results = page.locator("main td:nth-child(2)").evaluate_all("them => them.map((it) => { const range = document.createRange(); range.selectNodeContents(it); return new Set([...range.getClientRects()].map((box) => box.top)).size; })")
    assert len(results) == 55 and set(results) == {1}


@pytest.mark.parametrize("path, handle, token", [("/steps/find/", ".ck-stop-number", "--ink"), ("/", "span.ck-map-stop", "--brand")])
def test_a_brand_colours_the_map_and_never_the_numbers_of_the_rail(visit, path, handle, token):
    page = visit.open(path)
    page.evaluate("for (const [name, colour] of [['--brand', 'rgb(0, 128, 0)'], ['--ink', 'rgb(0, 0, 128)']]) document.body.style.setProperty(name, colour)")
    colours = page.locator(handle).evaluate_all("them => [...new Set(them.map((it) => getComputedStyle(it, '::after').backgroundColor))]")
    assert colours == [{"--ink": "rgb(0, 0, 128)", "--brand": "rgb(0, 128, 0)"}[token]]
