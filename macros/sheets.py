"""Everything that is a sheet, whatever kind of data it comes from, and how a pack lays sheets and cards out on pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros.addresses import source_of
from macros.lists import PAGES_THAT_ARE_SHEETS as WHOLE
from macros.model.library import Question
from macros.model.packs import Pack

if TYPE_CHECKING:
    from macros.toolkit import Toolkit

CARDS_A_PAGE = 8
STEPS = {"rubric": "prepare", "self-check": "keep-in-touch"}


@dataclass(frozen=True)
class Sheet:
    """A worksheet, a checklist, the rubric or the self-check. kind: the macro that draws it. minutes: 0 when nobody said."""

    id: str
    kind: str
    title: str
    text: str
    stage: str
    pages: int
    minutes: int
    source: str


@dataclass(frozen=True)
class Place:
    """A sheet in a pack: what the pack says of it, and the page it begins on."""

    sheet: Sheet
    each: str
    note: str
    page: int


def sheet_of(toolkit: Toolkit, name: str) -> Sheet:
    """The sheet with an id. Raises KeyError when there is none, Faulty while its kind holds problems."""
    if name in WHOLE:
        source = WHOLE[name]
        front = toolkit.pages[source].front
        return Sheet(name, name.replace("-", "_"), front["title"], front["description"], STEPS[name], front["pages"], front["minutes"], source)
    kind = "worksheets" if name in toolkit.kit.worksheets else "checklists"
    entry = getattr(toolkit.kit, kind)[name]
    return Sheet(name, kind.removesuffix("s"), entry.title, entry.text, entry.stage, entry.pages, getattr(entry, "minutes", 0), source_of(kind, name))


def first_page(pack: Pack) -> int:
    """The page the sheets begin on: after the cover and the contents."""
    return 1 + bool(pack.cover) + pack.contents


def places(toolkit: Toolkit, pack: Pack) -> list[Place]:
    """The sheets of a pack in order, each with the page it begins on when everything is blank."""
    found, page = [], first_page(pack)
    for listed in pack.sheets:
        sheet = sheet_of(toolkit, listed.id)
        found.append(Place(sheet, listed.each, listed.note, page))
        page += sheet.pages
    return found


def cards(toolkit: Toolkit, pack: Pack) -> list[list[Question | None]]:
    """The question cards of a pack, page by page; None is a card left free for a question of one's own."""
    every = toolkit.kit.questions
    chosen = [every[name] for name in pack.questions] + [q for q in every.values() if q.topic in pack.topics and q.id not in pack.questions]
    chosen += [None] * (-len(chosen) % CARDS_A_PAGE)
    return [chosen[start : start + CARDS_A_PAGE] for start in range(0, len(chosen), CARDS_A_PAGE)]


def pack_pages(toolkit: Toolkit, pack: Pack) -> int:
    """How many pages a blank pack takes."""
    sheets = sum(place.sheet.pages for place in places(toolkit, pack))
    return first_page(pack) - 1 + sheets + 2 * len(cards(toolkit, pack)) + bool(pack.panels) + bool(pack.slips.asks)


def pack_minutes(toolkit: Toolkit, pack: Pack) -> int:
    """How many minutes filling a pack in takes, once."""
    return sum(place.sheet.minutes for place in places(toolkit, pack))
