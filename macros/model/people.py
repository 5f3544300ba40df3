"""Whom to ask, and what comes next with a person."""

from __future__ import annotations

from dataclasses import dataclass

from macros.model.reference import Ids


@dataclass(frozen=True)
class SearchPiece:
    field: str
    before: str = ""
    after: str = ""
    quiet: bool = False


@dataclass(frozen=True)
class Ring:
    id: str
    title: str
    text: str
    prompts: Ids
    search: tuple[SearchPiece, ...]
    where: str
    messages: Ids
    first_for: Ids = ()
    services: Ids = ()
    covers: Ids = ()


@dataclass(frozen=True)
class Service:
    id: str
    title: str
    text: str
    otherwise: str
    covers: Ids = ()


@dataclass(frozen=True)
class Answer:
    id: str
    text: str
    sets: Ids
    day: str = ""
    clears: Ids = ()


@dataclass(frozen=True)
class NextStep:
    id: str
    stage: str
    text: str
    why: str
    group: str
    pressing: int
    has: Ids = ()
    lacks: Ids = ()
    sheet: str = ""
    after: Ids = ()
    days: tuple[int, ...] = ()
    working: bool = False
    planned: str = ""
    until: int | None = None
    undated: str = ""
    page: str = ""
    occasion: str = ""
    link: str = ""
    answers: tuple[Answer, ...] = ()
    covers: Ids = ()


def next_rules(steps: dict[str, NextStep]) -> list[dict]:
    """What next.js needs of the next things, in their order: everything but the words, which stand in the page."""
    rules = []
    for step in steps.values():
        rule = {name: getattr(step, name) for name in ("id", "stage", "group", "pressing", "has", "lacks", "sheet", "after", "days", "working", "planned") if getattr(step, name)}
        if step.until is not None:
            rule["until"] = step.until
        rule["answers"] = [{"id": it.id, "sets": it.sets, "day": it.day, "clears": it.clears} for it in step.answers]
        rules.append(rule)
    return rules
