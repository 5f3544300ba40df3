"""The ids an overlay names: those that are not there, that moved, that are gone, and what cannot be done twice to one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from macros.document import Document
from macros.edition.overlay import is_entries
from macros.edition.tracked import Tracked
from macros.edition.words import check_words
from macros.problems import Problem, did_you_mean, listing
from macros.wording import NAMES_OF_LISTS, in_curly_quotes

GIVES_ID = re.compile(r"""\s*(?:-\s*)?id\s*:?\s*["'“]?(?P<id>[A-Za-z0-9_-]+)["'”]?\s*$""")
WORDS = ("title", "text", "short", "name")
Retired = dict[str, dict[str, dict]]  # kind -> id -> its entry in data/retired.yml


@dataclass(frozen=True)
class Below:
    """What an overlay is laid over, as far as ids go.

    entries: id -> the entry. renamed: old id -> new id. retired: id -> {text, instead}. hidden: id -> the layer that hid it.
    elsewhere: id -> the other kind it belongs to.
    """

    entries: dict[str, dict]
    renamed: dict[str, str] = field(default_factory=dict)
    retired: dict[str, dict] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)
    elsewhere: dict[str, str] = field(default_factory=dict)


def below(entries: list[Tracked] | list[dict], **more: Any) -> Below:
    """What ids there are among entries."""
    values = {value["id"]: value for value in (entry.value if isinstance(entry, Tracked) else entry for entry in entries)}
    return Below(values, {old: name for name, value in values.items() for old in value.get("renamed_from", ())}, **more)


def check_ids(document: Document, path: tuple, overlay: Any, under: Below, prefix: str) -> Iterator[Problem]:
    """Every problem and note about ids in the overlay at `path` of a document, and in those inside its entries.

    prefix: what the ids of added entries begin with. Shape is checked elsewhere; what has the wrong shape is passed over.
    """
    if not isinstance(overlay, dict):
        return
    change = overlay["change"] if isinstance(overlay.get("change"), dict) else {}
    hide, order = (_names(overlay.get(verb)) for verb in ("hide", "order"))
    added = {entry["id"]: place for place, entry in _entries(overlay.get("add"))}
    out_of_line = dict(_out_of_line(change, under.entries)) if len(path) == 1 else {}
    for owner, names in out_of_line.items():
        yield document.problem((*path, "change", names[0]), f'"{names[0]}" belongs to "{owner}".', f"Put two more spaces before {' and '.join(names)}.", key=True)
    for name in change.keys() - {name for names in out_of_line.values() for name in names}:
        yield from _known(document, (*path, "change", name), name, "change", under, added)
    for place, name in hide.values():
        at = (*path, "hide", place)
        yield from _known(document, at, name, "hide", under, added)
        if name in change:
            line = document.problem((*path, "change", name), "", key=True).line
            yield document.problem(at, f'"{name}" is hidden here and changed on line {line}.', "Keep one of the two.")
    yield from _added(document, (*path, "add"), overlay.get("add"), under, prefix)
    if len(path) == 1:
        yield from check_words(document, path[0], overlay.get("add"), change, {name: entry for name, entry in under.entries.items() if name not in hide})
    for place, name in order.values():
        at = (*path, "order", place)
        if name in hide:
            yield document.problem(at, f'"{name}" is hidden, so it has no place in the order.', "Remove it from one of the two lists.")
        elif name not in added:
            yield from _known(document, at, name, "order", under, added)
    for name, fields in change.items():
        entry = under.entries.get(under.renamed.get(name, name))
        for inner, value in fields.items() if entry and isinstance(fields, dict) else ():
            if isinstance(value, dict) and is_entries(entry.get(inner)):
                at = (*path, "change", name, inner)
                yield from check_ids(document, at, value, below(entry[inner]), prefix)
                if not value.get("add") and {part["id"] for part in entry[inner]} <= _names(value.get("hide")).keys():
                    whole = f', or hide "{name}" itself' if path[0] != "vocabulary" else ""
                    yield document.problem((*at, "hide"), f'All of "{inner}" would be hidden.', f"Take some out of hide:{whole}.", key=True)


def _out_of_line(change: dict, known: dict[str, dict]) -> Iterator[tuple[str, list[str]]]:
    """Each id that is followed by fields on its own level, which are meant for it, with their names."""
    fields, owner, names = {field for entry in known.values() for field in entry}, "", []
    for name in [*change, ""]:
        if owner and name in fields and name not in known:
            names.append(name)
            continue
        if names:
            yield owner, names
        owner, names = name, []


def _names(value: Any) -> dict[str, tuple[int, str]]:
    return {name: (place, name) for place, name in reversed(list(enumerate(value))) if isinstance(name, str)} if isinstance(value, list) else {}


def _entries(value: Any) -> list[tuple[int, dict]]:
    return [(place, entry) for place, entry in enumerate(value) if isinstance(entry, dict) and isinstance(entry.get("id"), str)] if isinstance(value, list) else []


def _known(document: Document, at: tuple, name: str, verb: str, under: Below, added: dict[str, int]) -> Iterator[Problem]:
    """What is to be said of an id that should be there: nothing when it is."""
    if name in under.entries:
        return
    if new := under.renamed.get(name):
        yield document.problem(at, f'"{name}" is now called "{new}".', f"Nothing is lost: this goes to {new}. Write the new id when you next open the file.", key=True, level="note")
    elif gone := under.retired.get(name):
        instead = f"Use {gone['instead']} instead, or remove this." if gone.get("instead") else "Remove this, or add your own entry in its place."
        yield document.problem(at, f'"{name}" is no longer part of the kit: {gone["text"]}', instead, key=True, level="note")
    elif layer := under.hidden.get(name):
        yield document.problem(at, f'"{name}" is already hidden by {layer}, so this changes nothing.', "Remove it here.", key=True, level="note")
    elif name in added:
        todo = "Put the right words straight into it." if verb == "change" else "Remove it from one of the two."
        yield document.problem(at, f'"{name}" is your own entry, added in this file.', todo, key=True)
    elif len(several := [part for part in re.split(r"[\s,;]+", name) if part]) > 1 and all(part in under.entries for part in several):
        yield document.problem(at, f"Here {len(several)} ids are read as one.", _one_by_one(document, at, verb), key=True)
    elif kind := under.elsewhere.get(name):
        yield document.problem(at, f'Nothing here has the id "{name}"; it is one of the {NAMES_OF_LISTS.get(kind, kind)}.', f"Write it in the file {kind}.yml of this folder.", key=True)
    elif meant := _id_of_words(name, under.entries):
        yield document.problem(at, "These are the words, not the id.", f"Its id is {meant}.", key=True)
    elif straight := in_curly_quotes(name, {"enum": under.entries}):
        yield document.problem(at, "The quotation marks here are curly.", f"Write straight ones, such as {straight}.", key=True)
    elif field := next((field for field in dict.fromkeys(field for entry in under.entries.values() for field in entry) if any(entry.get(field) == name for entry in under.entries.values())), ""):
        meant = [other for other, entry in under.entries.items() if entry.get(field) == name]
        yield document.problem(at, f'"{name}" is not an id here: it stands behind "{field}:".', f"Write the ids of those you mean: {listing(meant, 6)}.", key=True)
    elif name not in ids_typed(document):
        yield document.problem(at, f'Nothing has the id "{name[:60]}".', did_you_mean(name, under.entries, _some(under.entries)), key=True)


def _one_by_one(document: Document, at: tuple, verb: str) -> str:
    """What to do about several ids that are written as one, with the whole list as it should be."""
    if verb == "change":
        return "Write each id on a line of its own, with its own fields below it."
    names = document.value
    for step in at[:-1]:
        names = names[step]
    mended = f"{verb}: [{', '.join(part for name in names for part in re.split(r'[ ,;]+', str(name)) if part)}]"
    return f"Put a comma between them, and no quotation marks: {mended}" if len(mended) <= 200 else "Put a comma between them, and no quotation marks."


def _id_of_words(words: str, known: dict[str, dict]) -> str:
    """The id of the entry whose title or text this is; "" when it is none's."""
    plain = _plain(words)
    return next((name for name, entry in known.items() if plain not in ("", _plain(name)) and any(plain == _plain(entry.get(field)) for field in WORDS)), "")


def _plain(words: Any) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", str(words or "-").lower()).split())


def ids_typed(document: Document) -> set[str]:
    """Every id that some line of the file gives to an entry, even to one that cannot be read."""
    return {match["id"] for line in document.lines if (match := GIVES_ID.match(line))}


def _some(known: dict[str, dict]) -> str:
    return f"The ids are: {listing(known)}." if len(known) <= 12 else f"Look it up on the page Find an id, under For staff; there are {len(known)}, such as {listing(list(known)[:3])}."


def _added(document: Document, path: tuple, added: Any, under: Below, prefix: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for place, entry in _entries(added):
        name, at = entry["id"], (*path, place, "id")
        if name in first:
            line = document.problem((*path, first[name], "id"), "").line
            yield document.problem(at, f'The id "{name}" is used twice; the first is on line {line}.', "Give one of them another id.")
        elif name in under.hidden:
            yield document.problem(at, f'"{name}" is hidden by {under.hidden[name]}, and cannot be brought back from here.', f"Take it out of hide: there, or give yours an id of its own, such as {own_id(prefix, name)}.")
        elif name in under.entries:
            yield document.problem(at, f'There is already an entry with the id "{name}".', f"To reword it, write it under change:. A new entry needs an id of its own, such as {own_id(prefix, name)}.")
        elif name in under.renamed or name in under.retired:
            yield document.problem(at, f'The id "{name}" belonged to an entry of an older release, and an id is never used again.', f"Write it as {own_id(prefix, name)}.")
        elif re.fullmatch(r"[a-z0-9-]+", name) and not name.startswith(f"{prefix}-"):
            yield document.problem(at, f'"{name}" does not begin with {prefix}-.', f"Write it as {own_id(prefix, name)}. Then no later release of the kit can bring an entry of the same id.")
        first.setdefault(name, place)


def own_id(prefix: str, name: str) -> str:
    """An id of an edition's own: its prefix, a hyphen and the name, at most 60 characters."""
    return f"{prefix}-{name}"[:60].rstrip("-")
