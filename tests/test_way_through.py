"""Ways in and through, in a real browser: lessons ticked off, paths, the self-check, tones of a message, the search."""

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
