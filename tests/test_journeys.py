"""A student at work in a real browser. Every visit also proves that nothing is asked of any other site."""

import re

import pytest
from playwright.sync_api import Page, expect

from macros.validate import SLOT

SAVED = "Saved on this device."


def press_until(page: Page, selector: str, key: str = "Tab", most: int = 200) -> None:
    """Moves the keyboard focus until it is on `selector`, as a person without a mouse would."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} was not reached with {most} presses of {key}")


def test_a_student_reads_filters_fills_ticks_and_loses_nothing(visit, tmp_path):
    page = visit.open("/")
    page.get_by_role("link", name="Help me find someone").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Find")
    page.get_by_role("navigation", name="Main pages").get_by_role("link", name="Questions").click()

    visit.go(page, "/questions/all/")
    press_until(page, "#bank-goal")
    page.keyboard.type("How people get in")
    press_until(page, "#bank-know", most=2)
    page.keyboard.type("We have never met")
    everything = page.locator(".ck-question").count()
    expect(page.locator(".ck-count")).not_to_have_text(f"{everything} questions")
    count = int(re.match(r"\d+", page.locator(".ck-count").inner_text())[0])
    expect(page.locator(".ck-question:visible")).to_have_count(count)
    assert 5 < count < everything
    expect(page).to_have_url(re.compile("#goal=entry-route&know=stranger$"))
    visit.go(page)
    expect(page.locator(".ck-question:visible")).to_have_count(count)

    visit.go(page, "/sheets/my-question/")
    page.get_by_label("What do you keep wondering about?").fill("What nurses do at night")
    page.get_by_label("By what date?").fill("2027-04-02")
    page.get_by_label("How people get in").check()
    page.get_by_label("Now write it as one question").fill("What is a night shift like?\nAnd how do you sleep?")
    expect(page.get_by_text(SAVED)).to_be_visible()
    visit.go(page)
    expect(page.get_by_label("What do you keep wondering about?")).to_have_value("What nurses do at night")
    expect(page.get_by_label("By what date?")).to_have_value("2027-04-02")
    expect(page.get_by_label("How people get in")).to_be_checked()
    expect(page.get_by_label("Now write it as one question")).to_have_value("What is a night shift like?\nAnd how do you sleep?")

    visit.go(page, "/sheets/day-before/")
    boxes = page.get_by_role("listitem").get_by_role("checkbox")
    boxes.nth(0).check()
    boxes.nth(2).check()
    expect(page.locator(".ck-progress-words")).to_have_text(f"2 of {boxes.count()} done")
    visit.go(page)
    expect(boxes.nth(2)).to_be_checked()

    visit.go(page, "/saved/")
    expect(page.get_by_role("link", name="My question")).to_be_visible()


def test_typing_right_before_leaving_is_kept(visit):
    page = visit.open("/sheets/my-question/")
    page.get_by_label("What do you keep wondering about?").fill("The last word")
    visit.go(page, "/saved/")
    visit.go(page, "/sheets/my-question/")
    expect(page.get_by_label("What do you keep wondering about?")).to_have_value("The last word")


def test_a_worksheet_is_filled_by_keyboard_alone(visit):
    page = visit.open("/sheets/my-question/")
    press_until(page, "#my-question-topic")
    page.keyboard.type("Bread at four in the morning")
    press_until(page, "input[type=radio]")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text(SAVED)).to_be_visible()
    press_until(page, "[data-action=clear]")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What do you keep wondering about?")).to_have_value("")
    expect(page.get_by_text("This sheet is empty.")).to_be_visible()
    press_until(page, ".ck-status button", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What do you keep wondering about?")).to_have_value("Bread at four in the morning")
    visit.go(page)
    expect(page.get_by_label("What do you keep wondering about?")).to_have_value("Bread at four in the morning")


def test_the_focus_is_always_visible(visit):
    page = visit.open("/sheets/my-question/")
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const e = document.activeElement;
            // A radio button or checkbox may show its focus on the label around it or beside it.
            const places = e.matches("input[type=radio], input[type=checkbox]") ? [e, e.closest("label"), e.nextElementSibling].filter(Boolean) : [e];
            return { tag: e.outerHTML.slice(0, 90), shown: places.some(place => { const s = getComputedStyle(place), r = place.getBoundingClientRect();
              return r.width * r.height > 0 && (parseFloat(s.outlineWidth) >= 2 && s.outlineStyle !== "none" || s.boxShadow !== "none" || s.backgroundImage !== "none"); }) }; }"""
        )
        assert seen["shown"], seen["tag"]


def test_what_is_typed_once_appears_wherever_it_belongs(visit):
    page = visit.open("/messages/alum/")
    page.get_by_label("Their first name").fill("Daniel")
    expect(page.locator("[data-part=body] [data-slot=their-first-name]").first).to_have_text("Daniel")
    page.get_by_text(SAVED).wait_for()
    visit.go(page, "/messages/thank-you/")
    expect(page.get_by_label("Their first name")).to_have_value("Daniel")


def test_the_length_counts_the_students_words_and_not_the_open_blanks(visit, toolkit):
    page = visit.open("/messages/alum/")
    words = len(SLOT.sub("…", toolkit.kit.messages["alum"].body).split())
    expect(page.locator(".ck-length")).to_contain_text(f"{words} words")
    page.get_by_label("What the two of you share").fill("trained at St Luke's hospital")
    expect(page.locator(".ck-length")).to_contain_text(f"{words + 4} words")


def test_a_message_is_copied_with_its_blanks_filled(visit):
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open("/messages/alum/")
    page.get_by_label("Their first name").fill("<b>Ana</b>")
    page.get_by_role("button", name="Copy the message").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Hello <b>Ana</b>," in copied and "\n\n" in copied
    assert page.locator("[data-part=body] b").count() == 0


def test_two_tabs_keep_each_others_words(visit):
    first, second = visit.open("/sheets/my-question/"), visit.open("/sheets/my-question/")
    first.get_by_label("What do you keep wondering about?").fill("From the first tab")
    second.get_by_label("What do you have to decide?").fill("From the second tab")
    expect(second.get_by_label("What do you keep wondering about?")).to_have_value("From the first tab")
    expect(first.get_by_label("What do you have to decide?")).to_have_value("From the second tab")
    visit.go(first)
    expect(first.get_by_label("What do you have to decide?")).to_have_value("From the second tab")
    expect(first.get_by_label("What do you keep wondering about?")).to_have_value("From the first tab")


def test_search_finds_a_page_by_a_students_word(visit):
    page = visit.open("/")
    press_until(page, "[data-md-component=search-query]")
    page.keyboard.type("reminder")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_the_scheme_can_be_chosen_with_the_keyboard_and_is_kept(visit):
    page = visit.open("/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    press_until(page, "[data-md-component=palette] input")
    for _ in range(2):  # as on this device, light, dark
        page.keyboard.press("ArrowRight")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    visit.go(page)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("path", ["/sheets/my-question/", "/sheets/day-before/", "/messages/alum/", "/questions/all/"])
def test_nothing_jumps_while_a_page_loads(visit, path):
    page = visit.context.new_page()
    page.add_init_script("window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(e => window.shift += e.value)).observe({ type: 'layout-shift', buffered: true });")
    visit.go(page, path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shift") < 0.02
