"""What the calendar file for a person holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from macros.model.people import NextStep
from macros.model.reference import Ids


@dataclass(frozen=True)
class CalendarEntry:
    id: str
    text: str
    detail: str
    after: Ids
    minutes: int
    step: str = ""
    planned: str = ""
    follows: str = ""
    lacks: Ids = ()
    timed: bool = False
    alarm: int = 0
    page: str = ""
    covers: Ids = ()


def calendar_rules(entries: dict[str, CalendarEntry], steps: dict[str, NextStep], link: Callable[[str], str]) -> list[dict]:
    """What calendar.js needs of each entry, with the days that next_steps.yml names. link: page path -> address."""
    names = ("id", "text", "detail", "after", "minutes", "planned", "follows", "lacks", "timed", "alarm")
    rules = []
    for entry in entries.values():
        rule = {name: getattr(entry, name) for name in names if getattr(entry, name)}
        if entry.page:
            rule["page"] = link(entry.page)
        if step := steps.get(entry.step):
            rule |= {"days": step.days, "working": step.working}
        rules.append(rule)
    return rules
