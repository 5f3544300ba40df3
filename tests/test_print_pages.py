"""Every kind of page on paper: only what can be read there, black on white, nothing torn apart. Sheets are in test_print_sheets.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Visit
from tests.people import AISHA, DANIEL, record_of, someone
from tests.printing import lowest_lines, pages_of, read, squeezed
from tests.test_builder import LOOK

# A kind of page, and words that must be on its paper.
PAGES = {
    "/": "Seven steps, two lines that meet",
    "/steps/": "The seven steps",
    "/steps/ask/": "Eight parts, in order",
    "/steps/ask/silence/": "So plan as if most strangers will stay silent",
    "/messages/": "What a good one looks like",
    "/messages/all/": "Say thank you",
    "/messages/alum/": "Why it works",
    "/questions/": "What makes an order work",
    "/questions/all/": "Warming up",
    "/questions/never-ask/": "Instead:",
    "/people/": "Daniel Osei",
    f"/people/#{DANIEL}": "Likes short emails.",
    "/steps/find/someone/": "A message that fits",
    "/saved/": "So that it stays",
    "/saved/receipt/": "Made on",
    "/sheets/": "My question",
    "/stuck/": "What would I say?",
    "/stuck/a-no/": "Words to make your own",
    "/stuck/words/": "informational interview",
    "/stuck/advice-differs/": "How long to ask for",
    "/five-ps/": "Prepared",
    "/five-ps/patient/": "What it means",
    "/five-ps/self-check/": "Count it by hand",
    "/sheets/rubric/": "Following up",
    "/sheets/on-the-day/": "Your opening words",
    "/sheets/day-before/": "What next:",
    "/start/example/": "1. Why",
    "/course/short-course/": "short course",
    "/about/sources/": "https://doi.org/",
    "/staff/": "For staff",
    "/staff/august/": "Done by, date",
    "/staff/words-and-questions/": "You will see",
}
ONLY_ON_SCREEN = [
    "About and licence", "Skip to the page", "Talk to a personA careers adviser, a teacher", "Copy the message", "More ways to choose", "Print blank", "Print this", "Print with", "Large print", "What is saved", "Only for this visit",
    "Saved on this device", "Show all", "Copy everything", "Clear this sheet", "Put it together", "127.0.0.1", "javascript:", "undefined", "All staff pages", "On this page",
]  # fmt: skip
ALLOWED = {"/saved/": ["What is saved", "Only for this visit"], "/staff/august/": ["Print this"]}

# Everything that is filled darker than 5 % and larger than a tick, as its class and colour.
FILLS = """() => [...document.querySelectorAll("main *")].filter((e) => {
  const { backgroundColor: colour, backgroundImage: image } = getComputedStyle(e);
  const { width, height } = e.getBoundingClientRect();
  if (width * height < 900) return false;
  const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
  return image !== "none" || (a > 0 && (0.3 * r + 0.6 * g + 0.1 * b) / 255 < 0.95);
}).map((e) => `${e.localName}.${e.className} ${getComputedStyle(e).backgroundColor}`)"""
PALE = """() => [...document.querySelectorAll("main :is(h1, h2, p, li, td)")].filter((e) => {
  const [r, g, b] = getComputedStyle(e).color.match(/[\\d.]+/g).map(Number);
  return e.checkVisibility() && (0.3 * r + 0.6 * g + 0.1 * b) / 255 > 0.35;
}).map((e) => e.textContent.slice(0, 40))"""
HEADINGS = "() => [...document.querySelectorAll('main :is(h1, h2, h3, h4, summary, legend, label, dt)')].filter(e => e.checkVisibility()).map(e => e.textContent)"


@dataclass
class Seen:
    """One page as it came out of the printer, and what the browser says of it while printing."""

    words: str
    lowest: list[str]
    headings: list[str]
    fills: list[str]
    pale: list[str]


@pytest.fixture(scope="module")
def paper(browser: Browser, address: str) -> Iterator[dict[str, Seen]]:
    """Each kind of page, printed once in a browser that shows it dark, by somebody with two people on the list."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    visitor = Visit(context, address)
    page = visitor.open("/about/")
    daniel = someone("Daniel", "Osei", sent="2026-11-03")
    daniel["notes"] = {"remember": "Likes short emails."}
    page.evaluate("text => localStorage.setItem('ck:coffee-chat-kit', text)", record_of({DANIEL: daniel, AISHA: someone("Aisha", "Bello")}))
    found = {}
    for path in PAGES:
        page.goto("about:blank")
        visitor.go(page, path)
        pdf = page.pdf(format="A4")
        page.emulate_media(media="print")
        found[path] = Seen(" ".join(read(pdf)), lowest_lines(read(pdf, as_it_looks=True)), page.evaluate(HEADINGS), page.evaluate(FILLS), page.evaluate(PALE))
        page.emulate_media(media="null")
    yield found
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_on_paper_what_it_is_for_and_shows_nothing_of_the_screen(paper, path):
    words = squeezed(paper[path].words)
    assert squeezed(PAGES[path]) in words
    assert [text for text in ONLY_ON_SCREEN if squeezed(text) in words and text not in ALLOWED.get(path, [])] == []
    if path != "/about/sources/":
        assert "http" not in words, "an address is printed"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_black_on_white_even_from_a_dark_screen(paper, path):
    assert paper[path].fills == []
    assert paper[path].pale == []


@pytest.mark.parametrize("path", PAGES)
def test_no_heading_is_left_at_the_foot_of_a_page(paper, path):
    headings = {squeezed(text) for text in paper[path].headings}
    assert [line for line in paper[path].lowest[:-1] if squeezed(line) in headings] == []


def test_what_a_door_hides_is_on_paper_without_javascript_too(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/steps/ask/silence/")
    assert squeezed("So plan as if most strangers will stay silent") in squeezed(" ".join(pages_of(page)))
    page.goto(f"{address}/sheets/my-question/")
    words = squeezed(" ".join(pages_of(page)))
    assert squeezed("What do you have to decide?") in words
    assert squeezed("Whether to apply for a summer placement") not in words, "the filled example stays out"
    context.close()


def test_a_letter_is_printed_whole_and_alone(visit):
    page = visit.open("/messages/#first-message")
    page.locator("[data-action=blank]").click()
    letter = page.locator(".ck-builder-letter .ck-letter:not([hidden])")
    lines = [f"Line {number} says what I would like to learn." for number in range(1, 61)]
    letter.locator("textarea").fill("\n".join(lines))
    letter.locator("input").fill("From one geographer to another")
    expect(page.locator(LOOK)).to_have_text(re.compile("look at|stands out"))
    words = squeezed(" ".join(pages_of(page)))
    assert [line for line in ["From one geographer to another", *lines] if squeezed(line) not in words] == []
    assert squeezed("What a good one looks like") not in words


@pytest.mark.parametrize("path, button", [("/messages/alum/", "Print this page"), (f"/people/#{DANIEL}", "Print this page"), ("/people/", "Print the list"), ("/saved/receipt/", "Print the receipt"), ("/questions/", "Print this plan")])
def test_every_tool_prints_from_a_button_large_if_asked(visit, path, button):
    page = visit.context.new_page()
    page.add_init_script("window.print = () => { window.large = document.body.className; };")
    visit.go(page, "/about/")
    plan = {"question-plan": {"goal": "role-reality", "questions.1.question": "What does a normal week look like?"}}
    text = record_of({DANIEL: someone("Daniel", "Osei", plan)}).replace('"progress": {}', f'"progress": {{"person": "{DANIEL}"}}')
    page.evaluate("text => localStorage.setItem('ck:coffee-chat-kit', text)", text)
    page.goto("about:blank")
    visit.go(page, path)
    switch = page.get_by_label("Large print").and_(page.locator(":visible"))
    switch.focus()
    switch.press("Space")
    expect(switch).to_be_checked()
    page.get_by_role("button", name=button).click()
    assert "ck-large" in page.evaluate("window.large")


@pytest.mark.parametrize("width, medium", [(360, "screen"), (1280, "print")])
def test_two_figures_have_room_before_a_list(visit, width, medium):
    page = visit.open("/staff/august/")
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(media=medium)
    room, needed = page.locator("main ol").evaluate("""(list) => {
      const figure = Object.assign(document.createElement("b"), { textContent: "12. " });
      figure.style.whiteSpace = "pre";
      list.firstElementChild.append(figure);
      return [parseFloat(getComputedStyle(list).paddingInlineStart), figure.getBoundingClientRect().width];
    }""")
    assert room >= needed > 0


def test_the_august_check_has_a_box_for_each_thing_on_paper_alone(visit):
    page = visit.open("/staff/august/")
    boxes = """() => [...document.querySelectorAll("main ol > li")].map((it) => getComputedStyle(it, "::before")).filter((it) => it.content !== "none").map((it) => Math.round(parseFloat(it.width)))"""
    assert page.evaluate(boxes) == [] and not page.get_by_text("Done by, date").is_visible()
    page.emulate_media(media="print")
    assert page.evaluate(boxes) == [17] * 12, "4.5 mm"
