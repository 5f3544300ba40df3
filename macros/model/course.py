"""What guides a student: habits, steps, paths, situations, the self-check and the rubric."""

from __future__ import annotations

from dataclasses import dataclass

from macros.model.reference import Ids


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
    lessons: Ids = ()
    covers: Ids = ()


@dataclass(frozen=True)
class Thing:
    id: str
    text: str
    page: str
    minutes: int


@dataclass(frozen=True)
class Path:
    id: str
    title: str
    text: str
    time: str
    things: tuple[Thing, ...] = ()
    lessons: Ids = ()
    covers: Ids = ()


@dataclass(frozen=True)
class Situation:
    id: str
    title: str
    text: str
    worry: str
    also: str
    stage: str
    ps: Ids
    minutes: int
    signs: Ids
    do: Ids
    say: Ids
    avoid: Ids
    act: Act
    person: str
    messages: Ids = ()
    worksheets: Ids = ()
    checklists: Ids = ()
    lessons: Ids = ()
    services: Ids = ()
    evidence: Ids = ()
    covers: Ids = ()


@dataclass(frozen=True)
class Band:
    id: str
    text: str
    from_: int
    to: int


@dataclass(frozen=True)
class Statement:
    id: str
    text: str
    reverse: bool = False


@dataclass(frozen=True)
class Feedback:
    id: str
    text: str
    lesson: str
    act: str
    minutes: int


@dataclass(frozen=True)
class HabitCheck:
    id: str
    items: tuple[Statement, ...]
    feedback: tuple[Feedback, ...]
    covers: Ids = ()


@dataclass(frozen=True)
class Criterion:
    id: str
    title: str
    stage: str
    ps: Ids
    levels: Ids
    covers: Ids = ()
