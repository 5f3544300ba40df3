"""What the question planner goes by: the arc of a talk, as numbers and orders."""

from __future__ import annotations

from dataclasses import dataclass

from macros.model.reference import Ids


@dataclass(frozen=True)
class Length:
    id: str
    text: str
    minutes: int
    opening: int
    core: int
    close: int
    must_ask: int
    if_time: int
    closing: Ids
    spares: int


@dataclass(frozen=True)
class Depth:
    depth: int
    minutes: float


@dataclass(frozen=True)
class Middle:
    goal: str
    parts: Ids


@dataclass(frozen=True)
class Boldest:
    closeness: str
    risk: int


@dataclass(frozen=True)
class Weights:
    goal: int
    second_goal: int
    best: int
    audience: int
    new_letter: int
    finding: int
    hand: int
    risk: int
    over_time: int
    same_topic: int
    same_word: int


@dataclass(frozen=True)
class Plan:
    id: str
    title: str
    usual_minutes: int
    lengths: tuple[Length, ...]
    depths: tuple[Depth, ...]
    order: Ids
    middle: tuple[Middle, ...]
    boldest: tuple[Boldest, ...]
    only_by_hand: Ids
    weights: Weights
    covers: Ids = ()
