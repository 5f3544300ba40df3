"""Lays editions over the kit, one after another, kind by kind. Only overlays without a fault are laid; the rest is told and left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.edition.folder import Edition, read_edition
from macros.edition.ids import Below, Retired, below, check_ids, ids_typed
from macros.edition.overlay import kind_of, lay
from macros.edition.shape import check_emptiness, check_shape
from macros.edition.tracked import Origin, Tracked
from macros.edition.which import NoEdition, all_ids, called, find, is_id
from macros.lists import entries
from macros.problems import Problem, did_you_mean
from macros.schema import Lists
from macros.toolkit import Toolkit

OF_ITS_OWN = ("name", "tagline", "site_url", "release", "layers")  # what no edition takes from one below it
LOGOS = ("logo", "logo_dark")


@dataclass
class Laid:
    """The kit with editions laid over it.

    entries: every kind that some edition touches. hidden: kind and ids -> where it was hidden. faulty: kinds left as the kit has them.
    touched: kind -> the last edition's place in its overlay.
    """

    entries: dict[str, list[Tracked]] = field(default_factory=dict)
    hidden: dict[tuple[str, ...], Origin] = field(default_factory=dict)
    touched: dict[str, Origin] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def with_layers(edition: Edition, root: Path) -> list[Edition]:
    """The editions to lay, in order: the layers that it and they name, then the edition itself. What is wrong is added to its problems."""
    found: dict[str, Edition] = {}

    def collect(one: Edition, below_it: tuple[str, ...]) -> None:
        for place, name in enumerate(names if isinstance(names := one.setting("layers", []), list) else []):
            path = ("layers", place)
            if name in below_it:
                edition.problems.append(one.settings.problem(path, f'The layer "{name}" would be laid over itself.', "Remove it from one of the two editions."))
            elif isinstance(name, str) and name not in found:
                try:
                    collect(read_edition(find(root, name if is_id(name) else ""), root), (*below_it, name))
                except NoEdition:
                    others = [other for other in all_ids(root) if other != edition.id]
                    todo = did_you_mean(called(root, name) or name, others, "Write the id of a folder of editions/, or remove it.")
                    edition.problems.append(one.settings.problem(path, f'There is no edition "{name}" to lay first.', todo))
        found[one.id] = one

    collect(edition, (edition.id,))
    return list(found.values())


def settings_of(editions: list[Edition]) -> dict[str, Any]:
    """The settings of the last edition; what it does not say, but for its name and the like, is what those below it say. Logos are paths of files."""
    settings: dict[str, Any] = {}
    for edition in editions:
        own = dict(edition.settings.value) if isinstance(edition.settings.value, dict) else {}
        own |= {name: edition.folder / str(own[name]) for name in LOGOS if name in own}
        gone = (*OF_ITS_OWN, *(LOGOS if "logo" in own else ()))
        links = [found for found in (settings.get("links"), own.get("links")) if isinstance(found, dict)]
        settings = {name: value for name, value in settings.items() if name not in gone} | own
        if links:
            settings["links"] = {name: link for found in links for name, link in found.items()}
    return settings


def retired_of(base: Toolkit) -> Retired:
    """What the kit no longer has, by kind and id."""
    return {entry["id"].replace("-", "_"): {item["id"]: item for item in entry["items"]} for _, _, entry in entries(base.documents, "retired")}


def open_lists(base: Toolkit, editions: list[Edition]) -> Lists:
    """The closed lists of the kit, with every id and page that some edition brings, and every id that an older release had."""
    lists = {name: dict(known) for name, known in base.lists.items()}
    for kind, items in retired_of(base).items():
        lists.get(kind, {}).update(dict.fromkeys(items, ""))
    for kind in base.documents:
        lists.get(kind, {}).update((old, "") for _, _, entry in entries(base.documents, kind) for old in entry.get("renamed_from", ()))
    for edition in editions:
        lists["pages"] |= dict.fromkeys([*edition.pages, *(source for source in edition.files)], "")
        lists["lessons"] |= {page.front["id"]: "" for page in edition.pages.values() if isinstance(page.front.get("id"), str)}
        for kind, document in edition.unread.items():
            lists[kind] |= dict.fromkeys(ids_typed(document), "")
        for kind, document in edition.overlays.items():
            overlay = document.value.get(kind) if isinstance(document.value, dict) else None
            lists[kind] |= dict.fromkeys([*_added(overlay), *(ids_typed(document) if kind in edition.faulty else ())], "")
            changes = overlay.get("change") if isinstance(overlay, dict) else None
            for name, fields in changes.items() if kind == "vocabulary" and isinstance(changes, dict) else ():
                if isinstance(fields, dict) and name in lists:
                    lists[name] |= dict.fromkeys(_added(fields.get("items")), "")
    lists["sheets"] |= lists["worksheets"] | lists["checklists"]
    lists["defaults"] |= lists["practices"]
    return lists


def _added(overlay: Any) -> Iterator[str]:
    added = overlay.get("add") if isinstance(overlay, dict) else overlay
    yield from (entry["id"] for entry in (added if isinstance(added, list) else []) if isinstance(entry, dict) and isinstance(entry.get("id"), str))


def lay_all(base: Toolkit, editions: list[Edition], implied: dict[str, list[tuple[str, dict, Origin]]]) -> Laid:
    """Checks and lays every overlay of every edition.

    implied: edition id -> (kind, overlay, origin) of what its settings ask for; these are laid before its files.
    """
    laid, lists, retired = Laid(), open_lists(base, editions), retired_of(base)
    for edition in editions:
        laid.faulty |= edition.unread.keys()
        for kind, overlay, origin in implied.get(edition.id, ()):
            _put(laid, base, kind, overlay, origin)
        for kind, document in sorted(edition.overlays.items()):
            under = below(_entries(laid, base, kind), retired=retired.get(kind, {}), hidden=_hidden(laid, kind), elsewhere=_elsewhere(base, kind))
            read = {(problem.line, problem.column) for problem in edition.problems if problem.file == document.name}
            problems = [problem for problem in _faults(edition, kind, base, lists, under) if (problem.line, problem.column) not in read]
            laid.problems += problems
            if kind in edition.faulty or any(problem.level == "problem" for problem in problems):
                laid.faulty.add(kind)
            else:
                _put(laid, base, kind, document.value[kind], Origin(edition.id, document, (kind,)))
    return laid


def _faults(edition: Edition, kind: str, base: Toolkit, lists: Lists, under: Below) -> Iterator[Problem]:
    document = edition.overlays[kind]
    yield from check_emptiness(document, kind)
    yield from check_shape(document, kind, base.schema_folder, lists, edition.id)
    overlay = document.value.get(kind) if isinstance(document.value, dict) else None
    yield from check_ids(document, (kind,), overlay, under, edition.id)


def _put(laid: Laid, base: Toolkit, kind: str, overlay: dict, origin: Origin) -> None:
    applied = lay(_entries(laid, base, kind), overlay, origin)
    laid.entries[kind], laid.touched[kind] = applied.entries, origin
    laid.hidden |= {(kind, *path): place for path, place in applied.hidden.items()}


def _entries(laid: Laid, base: Toolkit, kind: str) -> list[Tracked]:
    return laid.entries[kind] if kind in laid.entries else kind_of(base.documents.get(kind, []), kind)


def _hidden(laid: Laid, kind: str) -> dict[str, str]:
    return {path[1]: "show: core" if origin.path[:1] == ("show",) else f'the layer "{origin.layer}"' for path, origin in laid.hidden.items() if path[0] == kind and len(path) == 2}


def _elsewhere(base: Toolkit, kind: str) -> dict[str, str]:
    return {name: other for other in base.documents if other not in (kind, "retired") for name in base.lists.get(other, ())}
