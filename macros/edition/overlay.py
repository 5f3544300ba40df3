"""The overlay itself: what change, hide, add and order make of a list of entries. Pure; takes only overlays that were checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from macros.document import Document
from macros.edition.tracked import Origin, Tracked, group, row

VERBS = ("change", "hide", "add", "order")


@dataclass
class Applied:
    """What laying one overlay over a kind gave: its entries, and where each hidden id was hidden.

    hidden: the ids from the entry down, such as ("first-month",), or ("day-before", "items", "shoes") -> where it was hidden.
    """

    entries: list[Tracked]
    hidden: dict[tuple[str, ...], Origin] = field(default_factory=dict)


def kind_of(documents: list[Document], kind: str) -> list[Tracked]:
    """The entries of a kind of the kit itself, in the order of its files."""
    return [Tracked(entry, Origin("", document, (kind, index))) for document in documents for index, entry in enumerate(document.value[kind])]


def lay(entries: list[Tracked], overlay: Any, origin: Origin, above: tuple[str, ...] = ()) -> Applied:
    """Lays an overlay over entries, always in the order change, hide, add, order.

    overlay: {"change": {id: fields}, "hide": [ids], "add": [entries], "order": [ids]}, each of which may be left out.
    origin: where the overlay was written. above: the ids that lead to these entries, when they stand inside an entry.
    What names an id that is not there changes nothing. An empty overlay changes nothing.
    """
    applied = Applied(list(entries))
    for verb in VERBS:
        if verb in overlay:
            _APPLY[verb](applied, overlay[verb], origin.inside(verb), above)
    return applied


def written_as(entry: dict, names: Any) -> str:
    """The name by which an overlay means this entry: its id, or one it had in an older release; "" when it is not meant."""
    return next((name for name in (entry["id"], *entry.get("renamed_from", ())) if name in names), "")


def _change(applied: Applied, changes: dict[str, dict], origin: Origin, above: tuple[str, ...]) -> None:
    for place, entry in enumerate(applied.entries):
        if name := written_as(entry.value, changes):
            applied.entries[place] = _changed(entry, changes[name], origin.inside(name), applied, (*above, entry.value["id"]))


def _changed(whole: Tracked, changes: dict[str, Any], origin: Origin, applied: Applied, above: tuple[str, ...]) -> Tracked:
    """A group with some of its fields changed: a group of fields inside it is changed field by field, an empty text or list takes the field away."""
    parts = dict(whole.items())
    for name, value in changes.items():
        at = origin.inside(name)
        if value in ("", []) and not isinstance(value, bool):
            parts.pop(name, None)
        elif isinstance(value, dict) and name in parts and is_entries(parts[name].value):
            inner = lay([part for _, part in parts[name].items()], value, at, (*above, name))
            applied.hidden |= inner.hidden
            parts[name] = row(inner.entries, at)
        elif isinstance(value, dict) and name in parts and isinstance(parts[name].value, dict):
            parts[name] = _changed(parts[name], value, at, applied, (*above, name))
        else:
            parts[name] = Tracked(value, at)
    return group(parts, whole.origin)


def is_entries(value: Any) -> bool:
    """Whether a value is a list of entries with ids, which the four verbs can work on."""
    return isinstance(value, list) and bool(value) and all(isinstance(part, dict) and isinstance(part.get("id"), str) for part in value)


def _hide(applied: Applied, names: list[str], origin: Origin, above: tuple[str, ...]) -> None:
    kept = []
    for entry in applied.entries:
        if name := written_as(entry.value, names):
            applied.hidden[(*above, entry.value["id"])] = origin.inside(names.index(name))
        else:
            kept.append(entry)
    applied.entries = kept


def _add(applied: Applied, added: list[dict], origin: Origin, _above: tuple[str, ...]) -> None:
    known = {entry.value["id"] for entry in applied.entries}
    applied.entries += [Tracked(entry, origin.inside(place)) for place, entry in enumerate(added) if entry["id"] not in known]


def _order(applied: Applied, names: list[str], _origin: Origin, _above: tuple[str, ...]) -> None:
    place = {name: number for number, name in enumerate(names)}
    applied.entries.sort(key=lambda entry: place.get(written_as(entry.value, place), len(place)))


_APPLY = {"change": _change, "hide": _hide, "add": _add, "order": _order}


def provenance(entry: Tracked, order: list[str]) -> dict[str, str]:
    """Which layer wrote what: {"*": layer} for an entry that a layer added, field -> the last layer that changed it; {} when all is the kit's.

    order: the layers, the first laid first.
    """
    found = {"*": entry.origin.layer} if entry.origin.layer else {}
    for name, part in entry.items():
        if layers := layers_of(part) - {"", entry.origin.layer}:
            found[str(name)] = max(layers, key=order.index)
    return found


def layers_of(tracked: Tracked) -> set[str]:
    """Every layer that wrote some part of a value."""
    found = {tracked.origin.layer}
    for part in tracked.parts.values():
        found |= layers_of(part)
    return found
