"""What the kit had when an edition changed it, kept in was.json, so that a later release can be told apart. Written by build and update."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from macros.edition.folder import Edition
from macros.edition.overlay import written_as
from macros.edition.settings import release_of
from macros.lists import entries
from macros.problems import Problem
from macros.toolkit import Toolkit

FILE = "was.json"
RELEASE = re.compile(r"\d{1,9}\.\d{1,9}\.\d{1,9}")
WRITTEN = re.compile(r"\"[0-9.]+\"|'[0-9.]+'|[0-9.]+")
LISTED = ("questions", "messages", "worksheets", "checklists", "situations", "paths")  # kinds of which new entries are told
LOOK = "Keep yours or take the new words over. Then write down that you looked: python3 run.py edition update {name}"
Changed = tuple[str, str, str, str, Any, tuple]


def read_was(edition: Edition) -> dict[str, Any]:
    """What was.json says: {"release", "entries": {kind: {id: {field: {"hash", "words"}}}}, "pages": {source: hash}, "ids": {kind: [id]}}; empty parts for what it does not say."""
    found, _ = _read(edition)
    ids = found.get("ids")
    return {
        "release": found.get("release", ""),
        "entries": {kind: {name: _groups(fields) for name, fields in _groups(changed).items()} for kind, changed in _groups(found.get("entries")).items()},
        "pages": found["pages"] if isinstance(found.get("pages"), dict) else {},
        "ids": {kind: [name for name in names if isinstance(name, str)] for kind, names in ids.items() if isinstance(names, list)} if isinstance(ids, dict) else {},
    }


def _groups(value: Any) -> dict[str, dict]:
    return {name: part for name, part in value.items() if isinstance(part, dict)} if isinstance(value, dict) else {}


def _read(edition: Edition) -> tuple[dict, Problem | None]:
    """The whole of was.json, and why there is nothing of it although it is there."""
    path, name = edition.folder / FILE, f"{edition.name}/{FILE}"
    if not path.exists():
        return {}, None
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
        json.dumps(found, ensure_ascii=False).encode()  # half a sign, written as \ud83d, can be read but not written again
        if isinstance(found, dict) and RELEASE.fullmatch(str(found.get("release"))):
            return found, None
    except OSError:
        return {}, Problem(name, 1, 1, "This is a folder, or a file that this computer does not let you open.", "Move it away. The next build writes a new one.")
    except (ValueError, RecursionError):
        pass
    return {}, Problem(name, 1, 1, "This file cannot be read, so what changed under your words cannot be told.", f"Put a whole copy in its place. Otherwise the next build or update begins it anew, and keeps this one as {FILE}~.", "note")


def hash_of(value: Any) -> str:
    """A short fingerprint of a value of the kit."""
    return sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def _overridden(edition: Edition, base: Toolkit) -> Iterator[Changed]:
    """(kind, id now, id as written, field, what the kit has there, path in the overlay) for each field of the kit that an edition changes."""
    for kind, document in edition.overlays.items():
        overlay = document.value.get(kind) if isinstance(document.value, dict) else None
        changes = overlay.get("change") if isinstance(overlay, dict) else None
        for _, _, entry in entries(base.documents, kind) if isinstance(changes, dict) else ():
            name = written_as(entry, changes)
            for field in changes[name] if name and isinstance(changes[name], dict) else ():
                yield kind, entry["id"], name, field, entry.get(field), (kind, "change", name, field)


def _hash_of_page(base: Toolkit, source: str) -> str:
    return sha256((base.root / "content" / source).read_bytes()).hexdigest()[:16]


def check_drift(edition: Edition, base: Toolkit) -> Iterator[Problem]:
    """A note for everything that the kit changed under the edition since it was written down."""
    was, (_, damage) = read_was(edition), _read(edition)
    if damage:
        yield damage
    if _is_newer(was["release"], release := release_of(base.root)) and not _is_newer(edition.setting("release"), release):
        yield Problem(f"{edition.name}/{FILE}", 1, 1, f"This file was written by a newer kit ({was['release']}); the kit here is {release}.", "Take that kit. To stay with this one, delete this file.")
    for kind, now, written, field, value, path in _overridden(edition, base):
        known = was["entries"].get(kind, {})
        noted = known.get(now, known.get(written, {})).get(field)
        if noted and noted.get("hash") != hash_of(value):
            what = f'The kit changed "{field}" of "{now}" since you wrote yours: {shown(noted.get("words"))} is now {shown(value)}.'
            yield edition.overlays[kind].problem(path, what, LOOK.format(name=edition.id), key=True, level="note")
    for source, hashed in was["pages"].items():
        if source in edition.pages and source not in base.pages:
            yield Problem(edition.pages[source].name, 1, 1, "The kit no longer has this page, so yours stands on its own.", "See that something links to it.", "note")
        elif source in edition.pages and hashed != _hash_of_page(base, source):
            yield Problem(edition.pages[source].name, 1, 1, "The kit changed its own page since you replaced it.", f"See content/{source} of the kit. {LOOK.format(name=edition.id)}", "note")


def _is_newer(one: Any, other: str) -> bool:
    """Whether one release comes after another; not when it is none."""
    return bool(RELEASE.fullmatch(str(one))) and [*map(int, one.split("."))] > [*map(int, other.split("."))]


def untold(edition: Edition, base: Toolkit) -> str:
    """What to say when nobody wrote down what an edition was laid over, so that silence is not taken for good news; "" when there is nothing to say."""
    if (edition.folder / FILE).exists() or not (edition.pages.keys() & base.pages.keys() or any(_overridden(edition, base))):
        return ""
    return f"There is no {FILE} in {edition.name}, so what changed under your words cannot be told. If your old folder has one, copy it here."


def shown(value: Any, most: int = 90) -> str:
    """A value on one line, cut short."""
    if value is None:
        return "nothing"
    text = value if isinstance(value, str) else ", ".join(str(part.get("id", part)) if isinstance(part, dict) else str(part) for part in value) if isinstance(value, list) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split())
    return f'"{text if len(text) <= most else text[: most - 1] + "…"}"'


def remember(edition: Edition, base: Toolkit, afresh: bool = False) -> bool:
    """Writes down what the kit has under the edition. Returns whether the file changed. One that cannot be read is kept beside it.

    afresh: also what was written down before, and the release; otherwise only what is new, so that no change goes untold.
    """
    was = read_was(edition)
    noted: dict[str, Any] = {"release": release_of(base.root) if afresh or not was["release"] else was["release"], "entries": {}, "pages": {}, "ids": {}}
    for kind, now, written, field, value, _ in _overridden(edition, base):
        known = was["entries"].get(kind, {})
        before = known.get(now, known.get(written, {})).get(field)
        noted["entries"].setdefault(kind, {}).setdefault(now, {})[field] = {"hash": hash_of(value), "words": value} if afresh or not before else before
    for source in sorted(edition.pages.keys() & (base.pages.keys() | was["pages"].keys())):
        if source in base.pages:
            noted["pages"][source] = _hash_of_page(base, source) if afresh else was["pages"].get(source, _hash_of_page(base, source))
    noted["ids"] = _ids(base) if afresh or not was["ids"] else was["ids"]
    text = json.dumps(noted, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    path = edition.folder / FILE
    if path.is_file() and path.read_text(encoding="utf-8", errors="replace") == text:
        return False
    if _read(edition)[1]:
        path.replace(path.with_name(f"{FILE}~"))
    path.write_text(text, encoding="utf-8", newline="\n")
    return True


def _ids(base: Toolkit) -> dict[str, list[str]]:
    return {kind: sorted(str(entry["id"]) for _, _, entry in entries(base.documents, kind)) for kind in LISTED}


def news(edition: Edition, base: Toolkit) -> Iterator[tuple[str, list[str], list[str]]]:
    """(kind, new ids, ids that are gone) for each kind whose entries are not those that were written down; a renamed entry is neither."""
    was = read_was(edition)["ids"]
    for kind, now in _ids(base).items():
        before = set(was.get(kind, ()))
        renamed = {old: entry["id"] for _, _, entry in entries(base.documents, kind) for old in entry.get("renamed_from", ())}
        new = [name for name in now if name not in before and name not in {renamed.get(old) for old in before}]
        gone = sorted(before - set(now) - set(renamed))
        if before and (new or gone):
            yield kind, new, gone


def set_release(edition: Edition, release: str) -> bool:
    """Writes the release where edition.yml says it; everything else in the file stays as it is. Returns whether it stands there now."""
    path, (number, column) = edition.folder / "edition.yml", edition.settings.marks[("release",)]
    raw = path.read_bytes()
    lines = raw.decode("utf-8-sig").split("\n")
    line = lines[number - 1]
    value = WRITTEN.match(line, column - 1)
    if not value:
        return False
    lines[number - 1] = f'{line[: value.start()]}"{release}"{line[value.end() :]}'
    path.write_bytes(codecs.BOM_UTF8 * raw.startswith(codecs.BOM_UTF8) + "\n".join(lines).encode("utf-8"))
    return True
