"""What comes out of the printer, as PDF made by a real browser and read back."""

import io
import re
import unicodedata

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from macros.toolkit import open_toolkit
from tests.machine import ROOT

KIT = open_toolkit(ROOT).kit
SHEETS = [*KIT.worksheets.values(), *KIT.checklists.values()]
SENTENCES = [f"Sentence {number} tells what they said about the work." for number in range(1, 61)]
CHROME = ["About and licence", "Print blank", "Print with what I wrote", "Saved on this device", "What is saved", "Show me with an example", "Only for this visit", "For staff", "http"]


def printed(page, paper: str) -> tuple[int, str]:
    """Number of pages and all words, with spaces as one, of a page printed on `paper`."""
    reader = PdfReader(io.BytesIO(page.pdf(format=paper, prefer_css_page_size=False)))
    return len(reader.pages), re.sub(r"\s+", " ", " ".join(part.extract_text() for part in reader.pages))


def squeezed(text: str) -> str:
    """Text without spaces and ligatures: where a line breaks on paper does not matter."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
def test_a_blank_sheet_fits_its_pages_and_is_only_the_sheet(visit, sheet, paper):
    page = visit.open(f"/sheets/{sheet.id}/")
    pages, words = printed(page, paper)
    assert pages == sheet.pages
    assert squeezed(sheet.title) in squeezed(words)
    for part in getattr(sheet, "fields", None) or sheet.items:
        assert squeezed(part.text) in squeezed(words), part.id
    assert [word for word in CHROME if word in words] == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_sentence_of_a_long_answer_is_on_paper(visit, paper):
    page = visit.open("/sheets/my-question/")
    box = page.get_by_label("Now write it as one question")
    box.evaluate("box => box.removeAttribute('maxlength')")
    box.fill(" ".join(SENTENCES))
    expect(page.get_by_text("Saved on this device.")).to_be_visible()
    _, words = printed(page, paper)
    words = words.replace("1 2 3 4 5 6 7", "")  # the rail at the head of the sheet, which is read after page one
    assert [sentence for sentence in SENTENCES if squeezed(sentence) not in squeezed(words)] == []


def test_a_sheet_prints_with_answers_or_blank_as_the_button_says(visit):
    page = visit.context.new_page()
    page.add_init_script("window.print = () => { window.dispatchEvent(new Event('beforeprint')); window.onPaper = [...document.querySelectorAll('.ck-mirror')].map(m => m.textContent).join(' '); window.dispatchEvent(new Event('afterprint')); };")
    visit.go(page, "/sheets/my-question/")
    page.get_by_label("What do you keep wondering about?").fill("Bread at four")
    page.get_by_role("button", name="Print with what I wrote").click()
    assert "Bread at four" in page.evaluate("window.onPaper")
    page.get_by_role("button", name="Print blank").click()
    assert "Bread at four" not in page.evaluate("window.onPaper")
    expect(page.get_by_label("What do you keep wondering about?")).to_have_value("Bread at four")


def test_ticks_are_on_paper(visit):
    page = visit.open("/sheets/day-before/")
    empty = page.pdf(format="A4")
    page.get_by_role("listitem").get_by_role("checkbox").first.check()
    assert page.pdf(format="A4") != empty


@pytest.mark.parametrize("path, heading", [("/steps/ask/", "Eight parts, in order"), ("/questions/all/", "Warming up"), ("/messages/alum/", "Why it works"), ("/five-ps/patient/", "What it means"), ("/start/example/", "1. Why")])
def test_other_pages_print_without_the_frame(visit, path, heading):
    page = visit.open(path)
    _, words = printed(page, "A4")
    assert squeezed(heading) in squeezed(words)
    assert [word for word in ("About and licence", "For staff", "Copy the message", "More ways to choose") if word in words] == []
