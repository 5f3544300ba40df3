"""Puts imported questions into an edition's data/questions.yml, and never over something that is there without being asked."""

from __future__ import annotations

from typing import Any

from macros.edition.bank import KIND
from macros.edition.check import Checked
from macros.edition.overlay import VERBS
from macros.edition.writing import yaml_of


class Refused(Exception):
    """Something is there already; the words say what to do."""


def put_questions(checked: Checked, overlay: dict[str, Any], merge: bool) -> str:
    """Writes an overlay of questions and returns the path of the file. Raises Refused when the edition has one and `merge` is not asked for."""
    path = checked.edition.folder / "data" / f"{KIND}.yml"
    name = f"{checked.edition.name}/data/{KIND}.yml"
    there = checked.edition.overlays.get(KIND)
    if there and not merge:
        raise Refused(f"{name} holds questions already. Nothing was written.\n    Add --merge to put both together: remarks in the file are lost, and the old file is kept as {KIND}.yml~.")
    value = merged(there.value[KIND] if there else {}, overlay[KIND])
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file():
        path.replace(path.with_name(f"{KIND}.yml~"))
    path.write_text(yaml_of({KIND: value}), encoding="utf-8", newline="\n")
    return name


def merged(there: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Two overlays as one: of two changes of a field, the second one counts; entries and ids of the second stand after the first."""
    found: dict[str, Any] = {}
    for verb in VERBS:
        if verb == "change":
            changes = {**there.get(verb, {})}
            for name, fields in more.get(verb, {}).items():
                changes[name] = {**changes.get(name, {}), **fields}
            value: Any = changes
        else:
            value = [*there.get(verb, []), *(part for part in more.get(verb, []) if part not in there.get(verb, []))]
        if value:
            found[verb] = value
    return found
