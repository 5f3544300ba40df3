"""What the question planner takes along into the browser: the questions, and the arc of a talk."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from macros.kit import Kit
from macros.model.library import Question

NOT_NEEDED = ("why", "evidence", "covers")  # words for people who read the bank, not for choosing


def plan_data(kit: Kit) -> dict[str, Any]:
    """The questions, the follow-ups, the words for parts and people, and the arc, for site_overrides/assets/js/plan.js. What a question does not have is left out."""
    arc = {name: value for name, value in asdict(next(iter(kit.plan.values()))).items() if name not in ("id", "title", "covers")}
    probes = {probe.id: probe.text for probe in kit.probes.values()}
    words = {name: {item.id: item.text for item in kit.vocabulary[name].items} for name in ("parts", "goals", "audiences")}
    return {"questions": [_lean(question) for question in kit.questions.values()], "probes": probes, "arc": arc, "words": words}


def _lean(question: Question) -> dict[str, Any]:
    return {name: value for name, value in asdict(question).items() if name not in NOT_NEEDED and (value or name == "risk")}
