"""Which place of an edition a problem belongs to, when it was found in the kit's own files or follows from another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from macros.edition.tracked import Origin
from macros.lists import entries
from macros.problems import Problem
from macros.toolkit import Toolkit

if TYPE_CHECKING:
    from macros.edition.check import Checked


def place_of(problem: Problem) -> tuple[str, int, int]:
    """File, line and column of a problem."""
    return problem.file, problem.line, problem.column


def once(told: list[Problem], more: Iterable[Problem]) -> list[Problem]:
    """Both together. What more there is at the place of a problem that was told only follows from it, and notes on its line can wait."""
    places = {place_of(problem) for problem in told if problem.level == "problem"}
    lines = {place[:2] for place in places}
    return [*told, *(problem for problem in more if place_of(problem) not in places and (problem.level == "problem" or place_of(problem)[:2] not in lines))]


def theirs(checked: Checked, told: list[Problem]) -> Iterator[Problem]:
    """What the pipeline has against the kit with the edition: in the edition's files as it stands, in the kit's at what the edition did."""
    names = tuple(f"{edition.name}/" for edition in checked.editions)
    any_told = any(problem.level == "problem" for problem in told)
    faulty = {place_of(problem) for problem in told if problem.level == "problem"}
    files = {problem.file for problem in told if problem.level == "problem" and "/data/" in problem.file}
    hidden = [path[-1] for path, origin in checked.laid.hidden.items() if place_of(origin.problem("")) in faulty]
    for problem in [*checked.toolkit.problems, *checked.toolkit.notes]:
        if problem.file in files or any(f'"{name}"' in problem.what or f"[{name}]" in problem.what for name in hidden):
            continue  # it only follows from hiding what must stay
        if problem.file.startswith(names):
            yield replace(problem, todo=problem.todo.replace("in data/", f"in {checked.edition.name}/data/"))
        elif (problem.level == "problem" or problem.what.startswith("The figure")) and not any_told:
            yield blamed(checked, problem)


def blamed(checked: Checked, problem: Problem) -> Problem:
    """A problem in the kit's own files, told at what the edition did to cause it, as well as can be known."""
    laid = checked.laid
    hidden = {path: origin for path, origin in laid.hidden.items() if f'"{path[-1]}"' in problem.what or f"[{path[-1]}]" in problem.what or (problem.what.startswith("The figure") and path[0] == "evidence")}
    if hidden:
        return next(iter(hidden.values())).problem(f"Hiding this leaves {problem.file}:{problem.line} without something it needs. {problem.what}", problem.todo)
    kind, name = _entry_at(checked.base, problem)
    for edition in reversed(checked.editions):
        overlay = edition.overlays.get(kind)
        if overlay and name in (overlay.value.get(kind) or {}).get("change", {}):
            return overlay.problem((kind, "change", name), f'With your changes "{name}" does not hold together any more: {problem.what}', problem.todo, key=True)
    origin = laid.touched.get(kind) or next(iter(laid.touched.values()), None) or Origin(checked.edition.id, checked.edition.settings, ())
    return origin.problem(f"With this edition {problem.file}:{problem.line} does not hold together any more. {problem.what}", problem.todo)


def _entry_at(base: Toolkit, problem: Problem) -> tuple[str, str]:
    """The kind and the id of the entry of the kit in which a problem stands; "" when it stands in none."""
    for kind, documents in base.documents.items():
        for document in documents:
            if document.name == problem.file:
                above = [entry["id"] for _, index, entry in entries({kind: [document]}, kind) if document.marks[(kind, index)][0] <= problem.line]
                return kind, str(above[-1]) if above else ""
    return "", ""
