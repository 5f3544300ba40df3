"""Every PDF on both papers, as it lies in pdf/: sound, tagged, in a language, with fields that have names, words and an order."""

import re
import subprocess
from collections import Counter

import pikepdf
import pytest
from pikepdf import Name

from macros.model.library import Checklist, Worksheet
from macros.paper.documents import documents
from macros.toolkit import open_toolkit
from tests.machine import ROOT

TOOLKIT = open_toolkit(ROOT)
KIT = TOOLKIT.kit
DOCUMENTS = documents(TOOLKIT)
SIZES = {"a4": (595.28, 841.89), "letter": (612, 792)}
FILES = [(document, paper) for document in DOCUMENTS for paper in SIZES]
every_file = pytest.mark.parametrize("document, paper", FILES, ids=lambda it: getattr(it, "id", it))


def out_of(*command) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    return f"{done.returncode}\n{done.stdout}{done.stderr}"


@pytest.fixture
def path(pdfs, document, paper):
    return pdfs / paper / f"{document.id}.pdf"


@pytest.fixture
def pdf(path):
    with pikepdf.open(path) as opened:
        yield opened


def elements(element):
    """All elements of the structure, in reading order."""
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from elements(kid)


def fields(node, begin=""):
    """(full name, field) of every field that holds a value."""
    name = f"{begin}{node.T}"
    kids = [kid for kid in node.get("/Kids", []) if "/T" in kid]
    if not kids:
        yield name, node
    for kid in kids:
        assert kid.Parent.objgen == node.objgen
        yield from fields(kid, f"{name}.")


def every_field(pdf):
    return [found for root in (pdf.Root.AcroForm.Fields if "/AcroForm" in pdf.Root else []) for found in fields(root)]


def names_of(entry, name, begin):
    """The names that the fields of a sheet must have, in order: the ids of the data."""
    yield f"{begin}paper.name"
    if getattr(entry, "scope", "") == "person":
        yield f"{begin}paper.with"
    yield f"{begin}paper.date"
    if isinstance(entry, Checklist):
        yield from (f"{begin}{item.id}" for item in entry.items)
    elif isinstance(entry, Worksheet):
        for field in entry.fields:
            rows = [f"{n}.{column.id}" for n in range(1, field.count + 1) for column in field.columns] if field.type == "rows" else []
            options = [option.id for option in field.options or KIT.vocabulary[field.list].items] if field.type == "choices" else []
            yield from (f"{begin}{field.id}.{part}" for part in rows or options) if rows or options else [f"{begin}{field.id}"]
    elif name == "rubric":
        yield from (f"{begin}{row}" for row in KIT.rubric)
    else:
        yield from (f"{begin}{item.id}" for habit in KIT.assessment.values() for item in habit.items)


def expected_names(document):
    return [name for sheet, begin in document.sheets for name in names_of(KIT.worksheets.get(sheet.id) or KIT.checklists.get(sheet.id), sheet.id, begin)]


@every_file
def test_it_is_sound_and_as_long_as_promised(path, document, paper):
    assert out_of("qpdf", "--check", path).startswith("0\n")
    info = out_of("pdfinfo", path)
    found = dict(line.split(":", 1) for line in info.split("\n") if ":" in line)
    assert info.startswith("0\n") and "rror" not in info and "arning" not in info
    assert found["Tagged"].strip() == "yes"
    assert int(found["Pages"]) == document.pages
    size = [float(number) for number in re.findall(r"[\d.]+", found["Page size"])[:2]]
    assert size == pytest.approx(SIZES[paper], abs=0.1)


@every_file
def test_its_faces_are_ours_and_embedded(path, document):
    rows = out_of("pdffonts", path).strip().split("\n")[3:]
    assert {re.sub(r"^[A-Z]{6}\+", "", row.split()[0]) for row in rows} <= {"Kit-Text", "Kit-Text-Bold", "Besley-Semi-Bold"}
    assert [row for row in rows if row.split()[-5] != "yes"] == []


@every_file
def test_it_says_what_it_is(pdf, document):
    root = pdf.Root
    assert root.Lang == "en-GB"
    assert root.MarkInfo.Marked and root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as about:
        assert about["dc:title"] == document.title
        assert about["pdfuaid:part"] == "1"
    assert {page.get("/Tabs") for page in pdf.pages if "/Annots" in page} <= {Name.S}


@every_file
def test_its_headings_begin_with_one_and_leave_none_out(pdf, document):
    levels = [int(str(element.S)[2]) for element in elements(pdf.Root.StructTreeRoot.K[0]) if re.fullmatch(r"/H\d", str(element.S))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert [pair for pair in zip(levels, levels[1:]) if pair[1] > pair[0] + 1] == []


@every_file
def test_all_that_is_drawn_is_tagged_or_decoration(pdf, document):
    known = {element.objgen for element in elements(pdf.Root.StructTreeRoot.K[0])}
    tree = pdf.Root.StructTreeRoot.ParentTree.Nums
    marks = {int(tree[n]): tree[n + 1] for n in range(0, len(tree), 2)}
    for page in pdf.pages:
        open_marks, numbers = [], []
        for operands, operator in pikepdf.parse_content_stream(page):
            sign = str(operator)
            if sign in ("BDC", "BMC"):
                open_marks.append(operands)
                numbers += [int(operands[1].MCID)] if sign == "BDC" and "/MCID" in operands[1] else []
            elif sign == "EMC":
                open_marks.pop()
            elif sign in ("Tj", "TJ", "S", "f", "f*", "B", "Do", "sh"):
                assert open_marks, f"{sign} is neither tagged nor decoration"
        of_page = marks[int(page.StructParents)]
        assert [number for number in numbers if of_page[number].objgen not in known] == []
        assert len(numbers) == len(set(numbers))


@every_file
def test_drawings_have_words(pdf, document):
    figures = [element for element in elements(pdf.Root.StructTreeRoot.K[0]) if element.S == Name.Figure]
    assert [figure for figure in figures if not str(figure.get("/Alt", "")).strip()] == []


@every_file
def test_every_field_is_called_as_in_the_data_in_reading_order(pdf, document):
    names = [name for name, _ in every_field(pdf)]
    assert names == expected_names(document)
    assert [name for name, times in Counter(names).items() if times > 1] == []


@every_file
def test_every_field_says_what_it_is_for(pdf, document):
    for name, field in every_field(pdf):
        assert str(field.get("/TU", "")).strip(), name
        assert int(field.get("/Ff", 0)) & 2 == 0, f"{name} is required"
    if document.id == "my-question":
        said = {name: str(field.TU) for name, field in every_field(pdf)}
        asked = next(field for field in KIT.worksheets["my-question"].fields if field.id == "goal")
        assert said["goal"] == f"{asked.text} {asked.hint}"


@every_file
def test_the_boxes_of_a_page_are_in_the_order_of_the_form(pdf, document):
    order = {}
    for name, field in every_field(pdf):
        for box in field.get("/Kids", [field]):
            order[box.objgen] = len(order)
    structure = [kid.Obj.objgen for element in elements(pdf.Root.StructTreeRoot.K[0]) if element.S == Name.Form for kid in element.K]
    assert structure == list(order)
    for page in pdf.pages:
        boxes = [annotation.objgen for annotation in page.get("/Annots", []) if annotation.Subtype == Name.Widget]
        assert boxes == sorted(boxes, key=order.get)


@every_file
def test_every_box_can_be_seen_printed_and_found(pdf, document):
    tree = pdf.Root.StructTreeRoot.ParentTree.Nums
    of = {int(tree[n]): tree[n + 1] for n in range(0, len(tree), 2)}
    for name, field in every_field(pdf):
        for box in field.get("/Kids", [field]):
            x0, y0, x1, y1 = map(float, box.Rect)
            assert x1 - x0 > 10 and y1 - y0 > 10, name
            assert int(box.F) == 4, f"{name} is hidden or not printed"
            assert of[int(box.StructParent)].S == Name.Form
            if field.get("/FT") == Name.Btn:
                assert "/Off" in box.AP.N and len(box.AP.N) == 2 and box.AS == Name.Off
                assert str(box.TU).startswith(str(field.TU)[:6]), f"a reader that knows no groups hears no question at {name}"


@every_file
def test_answers_are_as_long_as_on_the_page(pdf, document):
    said = dict(every_field(pdf))
    for sheet, begin in document.sheets:
        for field in getattr(KIT.worksheets.get(sheet.id), "fields", ()):
            if field.type in ("line", "paragraph"):
                assert int(said[begin + field.id].MaxLen) == field.max
                assert bool(int(said[begin + field.id].Ff) & 1 << 12) == (field.type == "paragraph")


@every_file
def test_it_is_light(path, document):
    most = 130_000 if len(document.sheets) <= 1 else 130_000 + 25_000 * document.pages
    assert path.stat().st_size < most


def test_names_do_not_collide_with_the_head_of_a_sheet():
    assert [entry.id for entry in KIT.worksheets.values() for field in entry.fields if field.id == "paper"] == []
