"""Sheets on paper: they fit the pages they promise, keep each field whole, and carry what was written, with room for the rest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.sheets import sheet_of
from macros.site import site_of
from macros.toolkit import open_toolkit
from tests.conftest import Visit
from tests.machine import ROOT
from tests.printing import margins_of, pages_of, printed, read, squeezed

TOOLKIT = open_toolkit(ROOT)
KIT = TOOLKIT.kit
SHEETS = {name: sheet_of(TOOLKIT, name) for name in [*KIT.worksheets, *KIT.checklists, "rubric", "self-check"]}
PAPERS = ["A4", "Letter"]
SENTENCES = [f"Sentence {number} tells what they said about the work." for number in range(1, 61)]
ONLY_ON_SCREEN = ["About and licence", "Print blank", "Print with", "Large print", "Saved on this device", "What is saved", "Show me with an example", "Only for this visit", "http"]

# Writes an answer of its own into every field and returns [label, number of the answer], in order.
FILL = """() => [...document.querySelectorAll(".ck-sheet form :is(textarea, input[type=text])")].map((field, place) => {
  const number = 100 + place;
  field.value = `Answer ${number} begins with a few words and goes on until the second line, if it has room for one, where answer ${number} ends.`;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const label = field.closest(".ck-row") ? "" : field.closest(".ck-field").querySelector("label").textContent;
  return [label, number];
})"""


def address_of(name: str) -> str:
    """Where a sheet stands on the site."""
    return f"/{SHEETS[name].source.removesuffix('.md')}/"


def words_of(name: str) -> list[str]:
    """What a sheet asks, and what there is to tick."""
    if name == "rubric":
        return [words.replace("*", "") for row in KIT.rubric.values() for words in (row.title, *row.levels)]
    if name == "self-check":
        return [item.text for habit in KIT.assessment.values() for item in habit.items]
    entry = KIT.worksheets.get(name) or KIT.checklists[name]
    parts = getattr(entry, "fields", None) or entry.items
    return [words.replace("*", "") for part in parts for words in (part.text, part.hint, *(option.text for option in getattr(part, "options", ()))) if words]


@pytest.fixture(scope="module")
def blank(browser: Browser, address: str) -> Iterator[dict[tuple[str, str], list[str]]]:
    """Every sheet printed with nothing on it, on both papers and in large print: the words of each page."""
    context = browser.new_context()
    visitor = Visit(context, address)
    page, found = context.new_page(), {}
    for name in SHEETS:
        visitor.go(page, address_of(name))
        for paper in PAPERS:
            found[name, paper] = read(page.pdf(format=paper), paper)
        page.evaluate("document.body.classList.add('ck-large')")
        found[name, "large"] = pages_of(page)
    yield found
    context.close()


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", SHEETS)
def test_a_blank_sheet_takes_the_pages_it_promises_and_is_only_the_sheet(blank, name, paper):
    pages = blank[name, paper]
    assert len(pages) == SHEETS[name].pages
    words = squeezed(" ".join(pages))
    assert [text for text in [SHEETS[name].title, *words_of(name)] if squeezed(text) not in words] == []
    assert [text for text in ONLY_ON_SCREEN if squeezed(text) in words] == []


@pytest.mark.parametrize("name", SHEETS)
def test_the_foot_says_what_the_sheet_is_and_where_it_comes_from(blank, name):
    foot = squeezed(blank[name, "A4"][-1])
    made = site_of(ROOT)
    assert made.released and squeezed(f"{made.name}: {SHEETS[name].title}. Version of {made.released}.") in foot
    assert (squeezed("1 of 1") in foot) == (SHEETS[name].pages == 1)


@pytest.mark.parametrize("name", SHEETS)
def test_in_large_print_nothing_is_cut(blank, name):
    words = squeezed(" ".join(blank[name, "large"]))
    assert [text for text in words_of(name) if squeezed(text) not in words] == []
    assert len(blank[name, "large"]) <= 5 * SHEETS[name].pages


def test_no_field_is_torn_from_its_label_or_into_two(browser, address):
    context = browser.new_context()
    visitor = Visit(context, address)
    page, torn = context.new_page(), []
    for name in KIT.worksheets:
        visitor.go(page, address_of(name))
        answers = page.evaluate(FILL)
        page.evaluate("document.body.classList.add('ck-large')")
        pages = [squeezed(words) for words in pages_of(page, "Letter")]
        for label, number in answers:
            begins, ends = (next((at for at, words in enumerate(pages) if squeezed(f"nswer {number} {how}") in words), None) for how in ("begins", "ends"))
            named = [at for at, words in enumerate(pages) if squeezed(label) in words]
            if begins is None or begins != ends or begins not in named:
                torn.append((name, label, number))
    context.close()
    assert torn == []


def written(visit, text: str) -> Page:
    """The sheet My question with an answer of any length."""
    page = visit.open("/sheets/my-question/")
    box = page.get_by_label("Now write it as one question")
    box.evaluate("box => box.removeAttribute('maxlength')")
    box.fill(text)
    expect(page.get_by_text("Saved on this device.")).to_be_visible()
    return page


def test_every_sentence_of_a_long_answer_is_on_paper_and_each_page_says_which_it_is(visit):
    page = written(visit, " ".join(SENTENCES))
    for paper in PAPERS:
        pages = pages_of(page, paper, as_it_looks=True)
        count, words = len(pages), " ".join(pages)
        assert [sentence for sentence in SENTENCES if squeezed(sentence) not in squeezed(words)] == []
        assert [squeezed(words) for words in margins_of(page, paper)] == [squeezed(f"My question {at} / {count}") for at in range(1, count + 1)]
        assert squeezed("1 of 1") not in squeezed(words)
    page.get_by_label("Large print").check()
    assert [sentence for sentence in SENTENCES if squeezed(sentence) not in squeezed(" ".join(pages_of(page, as_it_looks=True)))] == []


def test_a_half_filled_answer_leaves_the_rest_of_its_lines(visit):
    page = visit.open("/sheets/after-the-chat/")
    page.get_by_label("Three facts you heard").fill("Three days in five go on people.")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    field = page.locator(".ck-field", has=page.get_by_text("Three facts you heard", exact=True))
    asked = next(field.lines for field in KIT.worksheets["after-the-chat"].fields if field.text == "Three facts you heard")
    expect(field.locator(".ck-mirror > .answer")).to_have_text("Three days in five go on people.")
    expect(field.locator(".ck-mirror > .rule:visible")).to_have_count(asked - 1)


def test_a_part_filled_row_keeps_a_line_for_what_is_missing(visit):
    page = visit.open("/sheets/people-map/")
    page.get_by_role("group", name="Row 1").get_by_label("Name or initials").fill("Daniel Osei")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    cells = page.locator(".ck-row").first.locator(".ck-mirror")
    assert [cell.text_content() for cell in cells.all()] == ["Daniel Osei", "", "", ""]
    assert all(cell.evaluate("cell => parseFloat(getComputedStyle(cell).borderBottomWidth) > 0 && cell.offsetHeight > 20") for cell in cells.all())


@pytest.mark.parametrize("path, mine", [("/sheets/my-question/", "Print with what I wrote"), ("/sheets/day-before/", "Print with my ticks")])
def test_the_button_says_whether_answers_and_ticks_are_printed(visit, path, mine):
    page = visit.context.new_page()
    page.add_init_script("window.print = () => { dispatchEvent(new Event('beforeprint')); window.onPaper = [document.querySelector('.ck-mirror')?.textContent ?? '', document.querySelector('.ck-sheet form').closest('.ck-print-blank') !== null]; dispatchEvent(new Event('afterprint')); };")
    visit.go(page, path)
    if "my-question" in path:
        page.get_by_label("What do you keep wondering about?").fill("Bread at four")
    said = "Bread at four" if "my-question" in path else ""
    page.get_by_role("button", name=mine).click()
    [text, is_blank] = page.evaluate("window.onPaper")
    assert said in text and not is_blank
    page.get_by_role("button", name="Print blank").click()
    [text, is_blank] = page.evaluate("window.onPaper")
    assert (not said or said not in text) and is_blank
    assert "ck-print-blank" not in page.locator("body").get_attribute("class").split()


def test_ticks_are_on_paper_and_a_blank_list_has_none(visit):
    page = visit.open("/sheets/day-before/")
    empty = page.pdf(format="A4")
    page.get_by_role("listitem").get_by_role("checkbox").first.check()
    tick = "box => getComputedStyle(box, '::before').content"
    page.emulate_media(media="print")
    assert page.get_by_role("listitem").get_by_role("checkbox").first.evaluate(tick) != "none"
    page.evaluate("document.body.classList.add('ck-print-blank')")
    assert page.get_by_role("listitem").get_by_role("checkbox").first.evaluate(tick) == "none"
    page.evaluate("document.body.classList.remove('ck-print-blank')")
    assert page.pdf(format="A4") != empty


def test_without_javascript_a_blank_sheet_is_the_same_sheet(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name in ("my-question", "on-the-day", "day-before"):
        page.goto(address + address_of(name))
        count, words = printed(page, "Letter")
        assert count == SHEETS[name].pages
        assert [text for text in words_of(name) if squeezed(text) not in squeezed(words)] == []
    context.close()
