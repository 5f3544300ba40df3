"""Several sheets, or cards to cut, that are printed in one go."""

from __future__ import annotations

from dataclasses import dataclass

from macros.model.reference import Ids


@dataclass(frozen=True)
class PackSheet:
    id: str
    each: str = ""
    note: str = ""


@dataclass(frozen=True)
class Panel:
    id: str
    title: str
    lines: Ids


@dataclass(frozen=True)
class Slips:
    title: str = ""
    text: str = ""
    asks: Ids = ()


@dataclass(frozen=True)
class Pack:
    id: str
    title: str
    text: str
    how: str = ""
    cover: Ids = ()
    contents: bool = False
    sheets: tuple[PackSheet, ...] = ()
    questions: Ids = ()
    topics: Ids = ()
    panels: tuple[Panel, ...] = ()
    slips: Slips = Slips()
    covers: Ids = ()
