"""The small pictures on the page of sheets: drawn from the sheets' own data, inside their paper."""

import pytest

from macros.model.library import Worksheet
from macros.thumbnails import FOOT, TOP, WIDTH, thumbnail
from macros.toolkit import open_toolkit
from tests.machine import ROOT

KIT = open_toolkit(ROOT).kit
SHEETS = [*KIT.worksheets.values(), *KIT.checklists.values()]


def asked(sheet: Worksheet) -> tuple[int, int]:
    """How many ruled lines and how many boxes to tick a sheet holds."""
    lines = boxes = 0
    for field in sheet.fields:
        if field.type in ("choice", "choices"):
            boxes += len(field.options or KIT.vocabulary[field.list].items)
        elif field.type == "scale":
            boxes += 5
        elif field.type == "rows":
            lines += field.count * len(field.columns) * max(1, *(column.lines for column in field.columns))
        else:
            lines += field.lines if field.type == "paragraph" else 1
    return lines, boxes


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
def test_a_picture_stays_inside_its_paper_and_begins_with_the_first_label(sheet):
    picture = thumbnail(sheet, KIT)
    marks = [(x + width, y) for x, y, width in picture.lines] + [(x + 4.5, y + 4.5) for x, y in picture.boxes] + [(word.x, word.y) for word in picture.words]
    assert marks and all(0 <= x <= WIDTH and TOP <= y <= FOOT + 3 for x, y in marks)
    first = sheet.fields[0].text if isinstance(sheet, Worksheet) else sheet.items[0].text
    labels = [word.text for word in picture.words if word.style in ("label", "text")]
    assert first.replace("*", "").startswith(labels[0].rstrip("…"))


@pytest.mark.parametrize("sheet", [sheet for sheet in KIT.worksheets.values() if sheet.pages == 1], ids=lambda sheet: sheet.id)
def test_the_picture_of_one_page_holds_every_line_and_every_box_of_the_sheet(sheet):
    picture = thumbnail(sheet, KIT)
    assert (len(picture.lines), len(picture.boxes)) == asked(sheet)


def test_six_sheets_stand_up_front():
    assert len([sheet for sheet in SHEETS if sheet.up_front]) == 6
