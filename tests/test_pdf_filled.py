"""A PDF that somebody fills in: whatever they write is kept as written, and is seen when it is printed."""

import io
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from macros.paper.documents import documents
from macros.toolkit import open_toolkit
from tests.machine import ROOT

NAMES = [document.id for document in documents(open_toolkit(ROOT)) if document.sheets]
HOSTILE = [
    "Γιώργος ρώτησε τι κάνει μια γεωγράφος κάθε μέρα.",
    "Журналистка спросила, с чего начинается её неделя.",
    "Łukasz Żółć pyta o gęślą jaźń, Şükrü ile Nguyễn Thị Hồng.",
    "<script>alert('x')</script> & \"quotes\" (brackets) \\ backslash /name %",
    "Two\nlines, and a tab\there.",
    "What they said about the work, whole. " * 53,
]


def filled(path: Path, values: dict[str, str]) -> bytes:
    writer = PdfWriter(clone_from=path)
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def read(content: bytes | Path) -> dict[str, str]:
    """What every field holds, by its full name."""
    found = PdfReader(io.BytesIO(content) if isinstance(content, bytes) else content).get_fields()
    return {name: field.get("/V", "") for name, field in found.items() if "/FT" in field}


def picture(content: bytes, folder: Path) -> Image.Image:
    (folder / "it.pdf").write_bytes(content)
    subprocess.run(["pdftoppm", "-r", "60", "-gray", "-png", "-singlefile", folder / "it.pdf", folder / "it"], check=True, capture_output=True)
    return Image.open(folder / "it.png").convert("L")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_read_back_the_same(pdfs, name):
    path = pdfs / "a4" / f"{name}.pdf"
    values = {}
    for number, (field, about) in enumerate((name, about) for name, about in PdfReader(path).get_fields().items() if "/FT" in about):
        states = [state for state in about.get("/_States_", []) if state != "/Off"]
        values[field] = states[number % len(states)] if states else HOSTILE[number % len(HOSTILE)]
    assert read(filled(path, values)) == values


def test_a_choice_of_one_goes_by_the_ids_of_the_data(pdfs):
    path = pdfs / "a4" / "my-question.pdf"
    goals = [f"/{option.id}" for option in open_toolkit(ROOT).kit.vocabulary["goals"].items]
    assert [state for state in PdfReader(path).get_fields()["goal"]["/_States_"] if state != "/Off"] == goals
    again = read(filled(path, read(filled(path, {"goal": goals[0]})) | {"goal": goals[2]}))
    assert again["goal"] == goals[2]


def test_an_empty_field_has_ruled_lines_which_go_when_somebody_writes(pdfs, tmp_path):
    path = pdfs / "a4" / "message-draft.pdf"
    field = next(annotation.get_object() for annotation in PdfReader(path).pages[0]["/Annots"] if annotation.get_object().get("/Ff", 0) & 1 << 12)
    assert b" l S" in field["/AP"]["/N"].get_data()
    written = PdfReader(io.BytesIO(filled(path, {field["/T"]: "Hello"})))
    now = next(annotation.get_object() for annotation in written.pages[0]["/Annots"] if annotation.get_object().get("/T") == field["/T"])
    assert b" l S" not in now["/AP"]["/N"].get_data()


@pytest.mark.parametrize("words", ["Γιώργος", "Журнал", "Łukasz Żółć"])
def test_words_in_other_scripts_are_seen(pdfs, tmp_path, words):
    """Drawn in the embedded face: each script changes the picture, and none shows the box of a sign that is missing."""
    path = pdfs / "a4" / "my-question.pdf"
    blank, written = picture(path.read_bytes(), tmp_path), picture(filled(path, {"topic": words}), tmp_path)
    boxes = picture(filled(path, {"topic": "\uffff" * len(words)}), tmp_path)
    assert ImageChops.difference(blank, written).getbbox() is not None
    assert ImageChops.difference(boxes, written).getbbox() is not None


def test_a_tick_and_a_dot_are_seen(pdfs, tmp_path):
    for name, values in (("day-before", {"confirmed": "/Yes"}), ("my-question", {"sure": "/3"})):
        path = pdfs / "a4" / f"{name}.pdf"
        difference = ImageChops.difference(picture(path.read_bytes(), tmp_path), picture(filled(path, values), tmp_path))
        x0, y0, x1, y1 = difference.getbbox()
        assert 3 <= x1 - x0 <= 14 and 3 <= y1 - y0 <= 14, "one box and nothing else"


def test_fields_are_copied_by_no_other(pdfs):
    """The same field of two sheets in a pack stays two fields."""
    path = pdfs / "a4" / "evening-pack.pdf"
    held = read(filled(path, {"message-draft.paper.name": "Marisol"}))
    assert {name for name, value in held.items() if value == NameObject("Marisol")} == {"message-draft.paper.name"}
