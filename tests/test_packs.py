"""Packs: several sheets printed in one go, and cards to cut. What the page shows, what the printer gives, what an instructor composes."""

import io
import os
import re
import shutil
import subprocess
import sys
import unicodedata

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from macros import sheets, stubs
from macros.toolkit import check_paths, open_toolkit
from tests.machine import ROOT

TOOLKIT = open_toolkit(ROOT)
PACKS = list(TOOLKIT.kit.packs)
MM = 25.4 / 72
CARD, PADDING = (85, 55), (6, 8)
SAY_WHAT_PRINTS = "window.print = () => { dispatchEvent(new Event('beforeprint')); window.onPaper = [...document.querySelectorAll('.ck-mirror')].map(copy => copy.textContent).join(' '); dispatchEvent(new Event('afterprint')); };"
OWN = """
  - id: first-week
    title: First week
    text: What our students do in their first week.
    cover:
      - Bring this on Monday.
    contents: true
    sheets:
      - id: rubric
      - id: my-question
        each: person
      - id: day-before
    questions: [normal-week, good-day, useful-mistake]
"""


def printed(page, paper: str) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(format=paper)))


def starts(page) -> list[tuple[str, float, float]]:
    """Each run of text on a page with where it begins: mm from the left and from the top."""
    found, height = [], float(page.mediabox.height)

    def keep(text, cm, tm, _font, _size):
        if text.strip():
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            found.append((text.strip(), x * MM, (height - y) * MM))

    page.extract_text(visitor_text=keep)
    return found


def cards_on(page) -> dict[int, tuple[float, float]]:
    """Where the cards of a page are, by the number in their corner: mm from the left edge of the paper and from its top."""
    runs = starts(page)
    corners = ((before, run) for before, run in zip(runs, runs[1:]) if run[0].isdigit() and run[2] == before[2] < 250 and run[1] - before[1] > 50)
    return {int(run[0]): (before[1] - PADDING[0], before[2] - PADDING[1]) for before, run in corners}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", PACKS)
def test_a_pack_prints_on_as_many_pages_as_it_says(visit, name, paper):
    page = visit.open(f"/sheets/packs/{name}/")
    pages = sheets.pack_pages(TOOLKIT, TOOLKIT.kit.packs[name])
    expect(page.locator(".ck-pack > .ck-meta")).to_contain_text("1 page" if pages == 1 else f"{pages} pages")
    assert len(printed(page, paper).pages) == pages


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_each_sheet_of_the_workbook_begins_on_the_page_that_the_contents_name(visit, paper):
    pack = TOOLKIT.kit.packs["student-workbook"]
    texts = [squeezed(page.extract_text()) for page in printed(visit.open("/sheets/packs/student-workbook/"), paper).pages]
    for place in sheets.places(TOOLKIT, pack):
        assert squeezed(place.sheet.title + place.sheet.text) in texts[place.page - 1], place.sheet.id
        assert f"{squeezed(place.sheet.title)}{place.page}" in texts[1], place.sheet.id


def test_the_workbook_holds_every_sheet_of_a_student_in_the_order_of_the_steps():
    places = sheets.places(TOOLKIT, TOOLKIT.kit.packs["student-workbook"])
    steps = list(TOOLKIT.kit.stages)
    assert {place.sheet.id for place in places} == {*TOOLKIT.kit.worksheets, *TOOLKIT.kit.checklists, *sheets.WHOLE} - {"workshop-set-up"}
    assert [steps.index(place.sheet.stage) for place in places] == sorted(steps.index(place.sheet.stage) for place in places)


def test_the_prep_sheet_of_the_evening_is_the_two_sides_of_one_leaf():
    places = sheets.places(TOOLKIT, TOOLKIT.kit.packs["evening-pack"])
    assert [(place.sheet.id, place.page) for place in places] == [("message-draft", 1), ("question-plan", 2), ("on-the-day", 3), ("after-the-chat", 4)]


def test_what_is_typed_in_a_pack_is_on_the_sheets_own_page_and_the_other_way_round(visit):
    page = visit.open("/sheets/packs/class-set/")
    page.get_by_label("What do you keep wondering about?").fill("Bread at four")
    page.locator("#sheet-my-question ~ * .ck-status").first.get_by_text("Saved on this device").wait_for()
    page.get_by_role("link", name="My question").last.click()
    box = page.get_by_label("What do you keep wondering about?")
    expect(box).to_have_value("Bread at four")
    box.fill("Bread at five")
    page.get_by_text("Saved on this device").wait_for()
    visit.go(page, "/sheets/packs/class-set/")
    expect(page.get_by_label("What do you keep wondering about?")).to_have_value("Bread at five")


def test_a_pack_prints_blank_or_with_answers_as_the_button_says(visit):
    page = visit.context.new_page()
    page.add_init_script(SAY_WHAT_PRINTS)
    visit.go(page, "/sheets/packs/evening-pack/")
    page.get_by_label("What do you share, or how do you know of them?").fill("We both bake")
    page.get_by_role("button", name="Print with what I wrote").click()
    assert "We both bake" in page.evaluate("window.onPaper")
    page.get_by_role("button", name="Print blank").click()
    assert "We both bake" not in page.evaluate("window.onPaper")


def test_a_pack_has_one_place_to_print_and_no_examples_in_between(visit):
    page = visit.open("/sheets/packs/evening-pack/")
    expect(page.get_by_role("button", name="Print blank")).to_have_count(1)
    expect(page.get_by_text("Show me with an example")).to_have_count(0)


def check_backs(pages: list, tolerance: float) -> None:
    """Turned over the long edge, what is left becomes right: each back must then lie where its front does."""
    seen = set()
    for front, back in zip(pages[::2], pages[1::2], strict=True):
        fronts, backs = cards_on(front), cards_on(back)
        assert fronts.keys() == backs.keys() and len(fronts) == sheets.CARDS_A_PAGE
        for number, (left, top) in fronts.items():
            mirrored = float(front.mediabox.width) * MM - left - CARD[0]
            assert backs[number] == pytest.approx((mirrored, top), abs=tolerance), number
        seen |= fronts.keys()
    assert seen == set(range(1, 33))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_printed_card_lies_on_its_own_back(visit, paper):
    check_backs(list(printed(visit.open("/sheets/packs/question-cards/"), paper).pages), 0.8)  # Chromium rounds its papers to whole points


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_card_of_the_pdf_lies_on_its_own_back(pdfs, paper):
    check_backs(list(PdfReader(pdfs / paper / "question-cards.pdf").pages), 0.1)


def test_a_card_is_85_by_55_and_no_tick_lies_on_a_card(visit):
    page = visit.open("/sheets/packs/question-cards/")
    page.set_viewport_size({"width": 680, "height": 926})  # the live area of a page
    page.emulate_media(media="print")
    cards, ticks = page.evaluate("""() => {
      const px = (value) => parseFloat(value), mm = 25.4 / 96, cards = [], ticks = [];
      for (const card of document.querySelectorAll(".ck-card-page:not(.ck-card-page--back) .ck-piece")) {
        const box = card.getBoundingClientRect();
        cards.push([box.x, box.y, box.width, box.height].map((edge) => edge * mm));
        for (const [owner, pseudo] of [[card, "::before"], [card, "::after"], [card.firstElementChild, "::before"], [card.firstElementChild, "::after"]]) {
          const style = getComputedStyle(owner, pseudo), at = owner.getBoundingClientRect();
          ticks.push([at.x + px(style.left), at.y + px(style.top), px(style.width), px(style.height)].map((edge) => edge * mm));
        }
      }
      return [cards, ticks];
    }""")
    assert len(cards) == 32 and len(ticks) == 4 * len(cards)
    for x, y, width, height in cards:
        assert (width, height) == pytest.approx(CARD, abs=0.05)
        assert [tick for tick in ticks if tick[0] < x + width - 0.1 and tick[0] + tick[2] > x + 0.1 and tick[1] < y + height - 0.1 and tick[1] + tick[3] > y + 0.1] == []


def test_nothing_is_cut_off_a_card(visit):
    for name in ("question-cards", "pocket-card", "class-set"):
        page = visit.open(f"/sheets/packs/{name}/")
        page.emulate_media(media="print")
        assert page.evaluate("[...document.querySelectorAll('.ck-piece-inner, .ck-panel-inner, .ck-slip-inner')].filter((card) => card.scrollHeight > card.clientHeight + 8 || card.scrollWidth > card.clientWidth + 12).map((card) => card.textContent)") == []


def test_the_cards_are_for_beginners_and_from_every_part_of_a_talk():
    chosen = [TOOLKIT.kit.questions[name] for name in TOOLKIT.kit.packs["question-cards"].questions]
    assert {question.part for question in chosen} == {part.id for part in TOOLKIT.kit.vocabulary["parts"].items}
    assert max(question.risk for question in chosen) < 2 and all("[" not in question.text for question in chosen)
    assert len(chosen) % sheets.CARDS_A_PAGE == 0  # no blank card in what we ship


def test_the_recipe_on_the_staff_page_is_a_valid_pack(tmp_path):
    page = (ROOT / "content" / "staff" / "change-the-data.md").read_text(encoding="utf-8")
    [entry] = re.findall(r"```\n(packs:\n.*?)```", page, re.S)
    (tmp_path / "packs.yml").write_text(entry, encoding="utf-8")
    assert check_paths(ROOT, [str(tmp_path / "packs.yml")]) == ([], [])


def test_an_instructors_own_pack_is_built_from_ids(tmp_path):
    copy = tmp_path / "copy"
    for name in ("content", "data", "macros", "site_overrides"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", copy)
    with (copy / "data" / "packs.yml").open("a", encoding="utf-8") as file:
        file.write(OWN)
    assert stubs.write(open_toolkit(copy)) == ["content/sheets/packs/first-week.md"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(copy)}
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=copy, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (copy / "site" / "sheets" / "packs" / "first-week" / "index.html").read_text(encoding="utf-8")
    own = open_toolkit(copy)
    pack = own.kit.packs["first-week"]
    assert [place.page for place in sheets.places(own, pack)] == [3, 4, 5] and sheets.pack_pages(own, pack) == 7
    assert page.count("Your own question") == 5 and 'data-sheet="my-question"' in page
