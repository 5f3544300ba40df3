"""What settings of edition.yml ask of the data: words for "talk to a person", and the shorter course of `show: core`."""

from __future__ import annotations

from collections.abc import Iterator

from macros.edition.folder import Edition
from macros.edition.tracked import Origin, Tracked
from macros.lists import entries
from macros.toolkit import Toolkit


def implied_by(edition: Edition, base: Toolkit) -> Iterator[tuple[str, dict, Origin]]:
    """(kind, overlay, where it was asked for) for each setting that changes data."""

    def at(name: str) -> Origin:
        return Origin(edition.id, edition.settings, (name,))

    talk = edition.setting("talk_to_a_person")
    if isinstance(talk, str) and talk:
        yield "labels", {"change": {"talk-text": {"text": talk}}}, at("talk_to_a_person")
    if edition.setting("show") == "core":
        longest, kept = _core(base)
        steps = {str(entry["id"]): [name for name in entry.get("lessons", ()) if name in kept] for _, _, entry in entries(base.documents, "stages")}
        yield "stages", {"change": {name: {"lessons": lessons} for name, lessons in steps.items()}}, at("show")
        yield "paths", {"hide": [longest]}, at("show")


def _core(base: Toolkit) -> tuple[str, set[str]]:
    """The longest path, and the lessons that stay without it: those of the other paths, and those that the self-check leads to."""
    paths = {str(entry["id"]): entry.get("lessons", []) for _, _, entry in entries(base.documents, "paths")}
    longest = max(paths, key=lambda name: len(paths[name]))
    kept = {lesson for name, lessons in paths.items() if name != longest for lesson in lessons}
    return longest, kept | {feedback["lesson"] for _, _, entry in entries(base.documents, "assessment") for feedback in entry.get("feedback", ())}


def lessons_left_out(base: Toolkit, laid: dict[str, list[Tracked]]) -> list[str]:
    """The pages of lessons that the kit lists in a step, and that no step lists any more."""
    if "stages" not in laid:
        return []
    listed = {name for stage in laid["stages"] for name in stage.value.get("lessons", ())}
    before = {name for _, _, entry in entries(base.documents, "stages") for name in entry.get("lessons", ())}
    return [lesson.source for name, lesson in base.lessons.items() if name in before - listed]
