"""Rows of a spreadsheet to an overlay of questions, with ids of the edition's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from macros.edition.bank import KIND, columns_of, properties
from macros.edition.cells import Row, faults, values_of
from macros.edition.check import Checked
from macros.edition.ids import own_id
from macros.edition.tables import Table
from macros.problems import Problem, did_you_mean

WHEN_EMPTY: dict[str, Any] = {"goals": ["explore"], "audiences": ["any"], "depth": 1, "risk": 0, "minutes": 2, "probes": ["say-more"]}
OTHER_NAMES = {"question": "text", "words": "text", "part of the talk": "part", "goal": "goals", "audience": "audiences", "people": "audiences", "probe": "probes", "follow-ups": "probes", "follow-up questions": "probes", "time": "minutes", "reason": "why", "theme": "topic"}


@dataclass
class Imported:
    """What rows of a sheet became. add: new entries. change: id -> fields of entries that are there. same: how many rows said nothing new."""

    add: list[dict] = field(default_factory=list)
    change: dict[str, dict] = field(default_factory=dict)
    same: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def overlay(self) -> dict[str, dict]:
        """As an edition writes it."""
        return {KIND: {verb: value for verb, value in (("change", self.change), ("add", self.add)) if value}}


def import_rows(table: Table, checked: Checked) -> Imported:
    """Rows to an overlay. Rows with the id of a question that is there become changes of it, all others new questions."""
    found = Imported(problems=list(table.problems))
    if found.problems:
        return found
    head = next(number for number, row in enumerate(table.rows) if any(row))
    columns = dict(_columns(table, head, checked, found.problems))
    if not found.problems:
        missing = [name for name in ("text", "topic", "part") if name not in columns.values()]
        if missing:
            found.problems.append(table.problem(head, 0, f"there is no column for {' and '.join(missing)}.", "Name the columns in the first row: text, topic and part at least."))
    bank, empty = _bank(checked), set()
    for number, row in enumerate(table.rows[head + 1 :], head + 1):
        if any(row) and not found.problems[:20]:
            _take(Row(table, number, {name: row[place] if place < len(row) else "" for place, name in columns.items()}, {name: place for place, name in columns.items()}), checked, bank, empty, found)
    if found.add:
        found.problems += _usual(table, head, [name for name in WHEN_EMPTY if name in empty], set(columns.values()))
    return found


def _usual(table: Table, head: int, empty: list[str], columns: set[str]) -> Iterator[Problem]:
    """Notes of what was written where the sheet says nothing."""
    if missing := [name for name in empty if name not in columns]:
        yield Problem(table.name, head + 1, 1, f"The column{'s' if missing[1:] else ''} for {_and(missing)} {'are' if missing[1:] else 'is'} missing, so the usual values were written.", "Look them over.", "note")
    if blank := [name for name in empty if name in columns]:
        yield Problem(table.name, head + 1, 1, f"Some cells for {_and(blank)} are empty, so the usual values were written.", "Look them over.", "note")


def _and(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


@dataclass
class _Bank:
    """The questions that are there. own: ids of those that this very edition adds. texts: folded text -> id. taken: ids that no new question may have. rows: id or folded text -> the row of the sheet that is about it."""

    there: dict[str, dict]
    own: set[str]
    texts: dict[str, str]
    taken: set[str]
    rows: dict[str, int] = field(default_factory=dict)


def _bank(checked: Checked) -> _Bank:
    there = {entry["id"]: entry for document in checked.toolkit.documents[KIND] for entry in document.value[KIND]}
    own = {entry.value["id"] for entry in checked.laid.entries.get(KIND, ()) if entry.origin.layer == checked.edition.id}
    return _Bank(there, own, {_folded(entry["text"]): name for name, entry in there.items()}, set(there))


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).casefold()


def _columns(table: Table, head: int, checked: Checked, problems: list[Problem]) -> Iterable[tuple[int, str]]:
    names = columns_of(checked)
    titles = {str(part.get("title", "")).lower(): name for name, part in properties(checked).items() if name in names}
    seen: set[str] = set()
    for place, header in enumerate(table.rows[head]):
        low = header.lower().replace(" ", "_") if header.lower().replace(" ", "_") in names else header.lower()
        name = low if low in names else titles.get(low) or OTHER_NAMES.get(low, "")
        if header and not name:
            problems.append(table.problem(head, place, f'there is no field "{header[:40]}".', did_you_mean(header, names, f"The columns are: {', '.join(names)}.")))
        elif name in seen:
            problems.append(table.problem(head, place, f'the column "{name}" is there twice.', "Remove one of the two."))
        elif name:
            seen.add(name)
            yield place, name


def _take(row: Row, checked: Checked, bank: _Bank, empty: set[str], found: Imported) -> None:
    before = len(found.problems)
    values = dict(values_of(row, checked, found.problems))
    name = values.pop("id", "")
    if name not in bank.there and (known := bank.texts.get(_folded(values.get("text", "")))):
        name = known  # a sheet that is taken a second time, or a question typed from the site
        values.pop("text")
    about = name if name in bank.there else _folded(values.get("text", ""))
    if about and (first := bank.rows.setdefault(about, row.number)) != row.number:
        found.problems.append(row.problem("text", f"this question stands in row {first + 1} already.", "Take one of the two rows out."))
        return
    if name in bank.there:
        _compare(row, name, values, checked, bank, found, faulty=len(found.problems) > before)
        return
    values = {"id": _new_id(name, values.get("text", ""), checked.edition.id, bank.taken), **values}
    empty |= {key for key in WHEN_EMPTY if key not in values}
    values = {**values, **{key: value for key, value in WHEN_EMPTY.items() if key not in values}}
    if len(found.problems) == before:
        found.problems += faults(row, values, checked)
    bank.taken.add(values["id"])
    found.add.append({key: values[key] for key in properties(checked) if key in values})


def _compare(row: Row, name: str, values: dict[str, Any], checked: Checked, bank: _Bank, found: Imported, faulty: bool) -> None:
    """A row about a question that is there: the fields that differ become a change of it."""
    changed = {key: value for key, value in values.items() if value != bank.there[name].get(key)}
    if name in bank.own and "text" in changed:
        found.problems.append(row.problem("id", f'"{name}" is already a question of this edition, with other words.', "Change it in the edition's own file, or give this row another id."))
    elif changed and not faulty:
        found.problems += faults(row, {**bank.there[name], **changed}, checked)
        found.change[name] = changed
    else:
        found.same += 1


def _new_id(name: str, text: str, prefix: str, taken: set[str]) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", (name or " ".join(text.split()[:6])).lower().replace("'", "").replace("’", "")).strip("-") or "question"
    first = slug if slug.startswith(f"{prefix}-") else own_id(prefix, slug)
    number, found = 2, first
    while found in taken:
        found, number = f"{first[:56]}-{number}", number + 1
    return found
