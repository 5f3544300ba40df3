"""What valid data means: one frozen dataclass a kind. Knows no schema, no file and no page."""

from __future__ import annotations

from macros.model.calendar import CalendarEntry
from macros.model.checks import Rule, WordList
from macros.model.course import Band, Criterion, FiveP, HabitCheck, Path, Situation, Stage
from macros.model.library import Channel, Checklist, Message, NeverAsk, Probe, Question, Slot, Worksheet
from macros.model.packs import Pack
from macros.model.people import NextStep, Ring, Service
from macros.model.planning import Plan
from macros.model.reference import ClosedList, Evidence, Label, Practice, Requirement, Retired, StyleRule, Term
from macros.model.writing import Occasion

KINDS = {
    "five_ps": FiveP, "stages": Stage, "vocabulary": ClosedList, "questions": Question, "probes": Probe,
    "never_ask": NeverAsk, "messages": Message, "slots": Slot, "channels": Channel, "checklists": Checklist,
    "worksheets": Worksheet, "evidence": Evidence, "practices": Practice, "situations": Situation,
    "paths": Path, "bands": Band, "assessment": HabitCheck, "rubric": Criterion, "glossary": Term, "house_style": StyleRule,
    "labels": Label, "requirements": Requirement, "rules": Rule, "word_lists": WordList,
    "next_steps": NextStep, "calendar": CalendarEntry, "rings": Ring, "services": Service, "occasions": Occasion, "plan": Plan,
    "packs": Pack, "retired": Retired,
}  # fmt: skip
