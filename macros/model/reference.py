"""What the rest is built on: closed lists, evidence, advice that differs, words."""

from __future__ import annotations

from dataclasses import dataclass

Ids = tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    id: str
    text: str


@dataclass(frozen=True)
class ClosedList:
    id: str
    title: str
    items: tuple[Choice, ...]


@dataclass(frozen=True)
class StyleRule:
    id: str
    words: Ids
    say: str
    unless: Ids = ()
    allowed_in: Ids = ()
    locale: str = ""


@dataclass(frozen=True)
class Evidence:
    id: str
    authors: str
    year: int
    title: str
    source: str
    finding: str
    caveat: str
    status: str
    checked: str
    seen_in: str
    link: str = ""
    covers: Ids = ()


@dataclass(frozen=True)
class Position:
    text: str
    source: str


@dataclass(frozen=True)
class Practice:
    id: str
    title: str
    text: str
    why: str
    positions: tuple[Position, ...]
    stage: str
    short: str = ""
    evidence: Ids = ()
    covers: Ids = ()


@dataclass(frozen=True)
class Term:
    id: str
    title: str
    text: str
    see: Ids = ()
    covers: Ids = ()


@dataclass(frozen=True)
class Label:
    id: str
    text: str


@dataclass(frozen=True)
class Requirement:
    id: str
    text: str


@dataclass(frozen=True)
class TakenOut:
    id: str
    text: str
    instead: str = ""


@dataclass(frozen=True)
class Retired:
    id: str
    items: tuple[TakenOut, ...]
