"""What becomes a PDF, and the HTML of it: one sheet, or a pack of several, from the same components and data as the site."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from macros.addresses import source_of
from macros.model.packs import Pack
from macros.paper.blanks import Form, form_of
from macros.paper.styles import CARDS
from macros.render import Place, environment
from macros.sheets import WHOLE, Sheet, pack_pages, places, sheet_of

if TYPE_CHECKING:
    from macros.toolkit import Toolkit

PACK = "pack"


@dataclass(frozen=True)
class Document:
    """One PDF to be. kind: worksheet, checklist, rubric, self_check or pack. pages: as promised in the data.

    body: the file in components/ that draws it; values: what that is given besides kit, toolkit, place and document.
    sheets: those in it, with what the names of their fields begin with. Draw each with _paper_sheet.html:
    `paper.draw(sheet, begin, level)`, level being that of its title. styles: style sheets besides those of every sheet.
    """

    id: str
    kind: str
    title: str
    text: str
    pages: int
    source: str
    body: str
    sheets: tuple[tuple[Sheet, str], ...]
    values: dict[str, Any] = field(default_factory=dict)
    styles: tuple[str, ...] = ()


def document(toolkit: Toolkit, sheet: Sheet) -> Document:
    """The document of one sheet; its fields are called as the ids of the data are."""
    return Document(sheet.id, sheet.kind, sheet.title, sheet.text, sheet.pages, sheet.source, "_paper_document.html", ((sheet, ""),))


def pack_document(toolkit: Toolkit, pack: Pack) -> Document:
    """The document of a pack; the name of each field begins with its sheet: `on-the-day.opening`."""
    sheets = tuple((listed.sheet, f"{listed.sheet.id}.") for listed in places(toolkit, pack))
    pages = pack_pages(toolkit, pack)
    return Document(pack.id, PACK, pack.title, pack.text, pages, source_of("packs", pack.id), "_pack_document.html", sheets, {"it": pack}, (CARDS,))


def documents(toolkit: Toolkit) -> list[Document]:
    """Everything that `run.py pdf` makes, in the order of the data."""
    names = [*toolkit.kit.worksheets, *toolkit.kit.checklists, *WHOLE]
    sheets = [document(toolkit, sheet_of(toolkit, name)) for name in names]
    return [*sheets, *(pack_document(toolkit, pack) for pack in toolkit.kit.packs.values())]


@dataclass(frozen=True)
class Drawn:
    """A document as it goes to the press. html: the whole of it, without any style sheet. form: its fields, in order.

    gaps: its sheets of one page each, with the number of gaps between fields that may share what is left of the page;
    0 when that is better left below. styles: as of the document.
    """

    html: str
    form: Form
    gaps: dict[str, int]
    styles: tuple[str, ...]


def draw(toolkit: Toolkit, document: Document) -> Drawn:
    """A document with its fields. Raises Faulty while its data holds problems."""
    sheets = [(toolkit.kit.worksheets.get(sheet.id), sheet) for sheet, _ in document.sheets if sheet.pages == 1]
    gaps = {sheet.id: len(entry.fields) if entry else 0 for entry, sheet in sheets}
    return Drawn(html(toolkit, document), form_of(toolkit.kit, list(document.sheets)), gaps, document.styles)


def html(toolkit: Toolkit, document: Document) -> str:
    """The whole document as HTML."""
    place = Place(document.source, {})
    drawn = environment().get_template("_document.html").render(kit=toolkit.kit, toolkit=toolkit, place=place, lang=toolkit.site.locale, document=document, **document.values)
    return re.sub(r"\n\s*\n+", "\n", drawn).strip()
