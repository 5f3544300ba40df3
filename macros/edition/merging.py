"""Puts imported questions into an edition's data/questions.yml, and never over something that is there without being asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from macros.edition.bank import KIND, file_of
from macros.edition.check import Checked
from macros.edition.overlay import VERBS
from macros.edition.writing import yaml_of


class Refused(Exception):
    """Something is there already; the words say what to do."""


def together(checked: Checked, overlay: dict[str, Any], merge: bool) -> str:
    """The text of the file of an edition's questions, with an overlay put to what it holds.

    Raises Refused when the edition has questions and `merge` is not asked for.
    """
    there = checked.edition.overlays.get(KIND)
    if there and not merge:
        raise Refused(f"{file_of(checked)} holds questions already. Nothing was written.\n    Add --merge to put both together. Lines that begin with # are not taken over; the old file, with them, is kept beside it.")
    return yaml_of({KIND: merged(there.value[KIND] if there else {}, overlay[KIND])})


def put_questions(checked: Checked, overlay: dict[str, Any], merge: bool) -> tuple[str, str]:
    """Writes an overlay of questions. Returns the path of the file, and the name under which the one before it is kept, "" when there was none.

    Raises Refused as `together` does.
    """
    path = checked.edition.folder / "data" / f"{KIND}.yml"
    text = together(checked, overlay, merge)
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = _put_by(path) if path.is_file() else ""
    path.write_text(text, encoding="utf-8", newline="\n")
    return file_of(checked), kept


def _put_by(path: Path) -> str:
    """Renames a file and returns its new name, which is not one of a file put by before: only the first may hold somebody's remarks."""
    names = (path.with_name(f"{path.name}{number}~") for number in ("", *range(2, 10_000)))
    kept = next(name for name in names if not name.exists())
    path.rename(kept)
    return kept.name


def merged(there: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Two overlays as one: of two changes of a field, the second one counts; entries and ids of the second stand after the first.

    What the second changes of an entry that the first adds goes straight into that entry.
    """
    found: dict[str, Any] = {}
    added = {entry["id"] for entry in there.get("add", [])}
    fresh = more.get("change", {})
    for verb in VERBS:
        if verb == "change":
            changes = {**there.get(verb, {})}
            for name, fields in fresh.items():
                if name not in added:
                    changes[name] = {**changes.get(name, {}), **fields}
            value: Any = changes
        elif verb == "add":
            old = [{**entry, **fresh.get(entry["id"], {})} for entry in there.get(verb, [])]
            value = [*old, *(entry for entry in more.get(verb, []) if entry not in old)]
        else:
            value = [*there.get(verb, []), *(part for part in more.get(verb, []) if part not in there.get(verb, []))]
        if value:
            found[verb] = value
    return found
