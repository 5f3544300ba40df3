"""What valid data means: one frozen dataclass a kind. Knows no schema, no file and no page."""

from __future__ import annotations

from dataclasses import dataclass

Ids = tuple[str, ...]


@dataclass(frozen=True)
class Act:
    text: str
    minutes: int


@dataclass(frozen=True)
class Worry:
    question: str
    answer: str


@dataclass(frozen=True)
class FiveP:
    id: str
    title: str
    text: str
    meaning: str
    why: str
    do: Ids
    avoid: Ids
    act: Act
    worry: Worry
    evidence: Ids = ()
    covers: Ids = ()


@dataclass(frozen=True)
class Stage:
    id: str
    title: str
    text: str
    minutes: int
    ps: Ids
    covers: Ids = ()


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
class Question:
    id: str
    text: str
    topic: str
    part: str
    goals: Ids
    audiences: Ids
    depth: int
    risk: int
    minutes: float
    probes: Ids
    tiara: str = ""
    needs_research: bool = False
    why: str = ""
    evidence: Ids = ()
    covers: Ids = ()


@dataclass(frozen=True)
class Probe:
    id: str
    text: str
    when: str
    covers: Ids = ()


@dataclass(frozen=True)
class NeverAsk:
    id: str
    text: str
    why: str
    better: str
    question: str = ""
    covers: Ids = ()


@dataclass(frozen=True)
class Message:
    id: str
    title: str
    text: str
    purpose: str
    kind: str
    channel: str
    stage: str
    body: str
    slots: Ids
    notes: Ids
    ps: Ids = ()
    subject: str = ""
    evidence: Ids = ()
    covers: Ids = ()


@dataclass(frozen=True)
class Slot:
    id: str
    text: str
    hint: str
    type: str
    max: int
    example: str
    from_: str = ""


@dataclass(frozen=True)
class Aim:
    from_: int
    to: int


@dataclass(frozen=True)
class Channel:
    id: str
    title: str
    form: str
    aim_words: Aim
    note: str
    checked: str
    source: str
    max_characters: int = 0


@dataclass(frozen=True)
class Item:
    id: str
    text: str
    hint: str = ""
    evidence: Ids = ()
    covers: Ids = ()


@dataclass(frozen=True)
class Checklist:
    id: str
    title: str
    text: str
    stage: str
    scope: str
    ps: Ids
    pages: int
    items: tuple[Item, ...]
    next: str
    covers: Ids = ()


@dataclass(frozen=True)
class Column:
    id: str
    text: str
    max: int = 80
    example: str = ""


@dataclass(frozen=True)
class Field:
    id: str
    text: str
    type: str
    heading: str = ""
    hint: str = ""
    lines: int = 3
    max: int = 400
    options: tuple[Choice, ...] = ()
    list: str = ""
    low: str = ""
    high: str = ""
    count: int = 0
    columns: tuple[Column, ...] = ()
    record: str = ""
    example: str = ""
    evidence: Ids = ()
    covers: Ids = ()


@dataclass(frozen=True)
class Worksheet:
    id: str
    title: str
    text: str
    stage: str
    scope: str
    ps: Ids
    minutes: int
    pages: int
    fields: tuple[Field, ...]
    next: str
    evidence: Ids = ()
    covers: Ids = ()


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


KINDS = {
    "five_ps": FiveP, "stages": Stage, "vocabulary": ClosedList, "questions": Question, "probes": Probe,
    "never_ask": NeverAsk, "messages": Message, "slots": Slot, "channels": Channel, "checklists": Checklist,
    "worksheets": Worksheet, "evidence": Evidence, "practices": Practice, "glossary": Term, "labels": Label,
    "requirements": Requirement,
}  # fmt: skip
