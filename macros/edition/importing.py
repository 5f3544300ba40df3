"""Rows of a spreadsheet to an overlay of questions, with ids of the edition's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from macros.edition.bank import KIND, file_of, properties, question_schema
from macros.edition.cells import Row, faults, values_of
from macros.edition.check import Checked
from macros.edition.headers import columns, unnamed
from macros.edition.known import Bank, about, bank_of, new_id
from macros.edition.tables import Table
from macros.edition.words import folded
from macros.problems import Problem, counted

WHEN_EMPTY: dict[str, Any] = {"goals": ["explore"], "audiences": ["any"], "depth": 1, "risk": 0, "minutes": 2, "probes": ["say-more"]}


@dataclass
class Imported:
    """What rows of a sheet became.

    add: new entries. change: id -> fields of entries that are there. same: how many rows said nothing new. rows: id -> the row it came from.
    usual: fields of new entries that got their usual value. blank: cells of known questions that are empty, though the question has something there.
    """

    add: list[dict] = field(default_factory=list)
    change: dict[str, dict] = field(default_factory=dict)
    same: int = 0
    problems: list[Problem] = field(default_factory=list)
    rows: dict[str, Row] = field(default_factory=dict)
    usual: set[str] = field(default_factory=set)
    blank: list[tuple[Row, str, str]] = field(default_factory=list)

    @property
    def faulty(self) -> bool:
        """Whether there is something to mend, so that nothing may be written."""
        return any(problem.level == "problem" for problem in self.problems)

    @property
    def overlay(self) -> dict[str, dict]:
        """As an edition writes it."""
        return {KIND: {verb: value for verb, value in (("change", self.change), ("add", self.add)) if value}}


def import_rows(table: Table, checked: Checked) -> Imported:
    """Rows to an overlay. Rows about a question that is there become changes of it, all others new questions."""
    if not table.rows:
        return Imported(problems=list(table.problems))
    found = Imported()
    head, names = columns(table, checked, found.problems)
    if found.faulty:
        return found
    unread = {(problem.line - 1, problem.column - 1): problem for problem in table.problems}
    found.problems += [problem for (number, place), problem in unread.items() if number > head and place in names]
    bank = bank_of(checked)
    for number, cells in enumerate(table.rows[head + 1 :], head + 1):
        if any(cells):
            texts = {name: cells[place] if place < len(cells) else "" for place, name in names.items()}
            row = Row(table, number, texts, {name: place for place, name in names.items()}, {name for place, name in names.items() if (number, place) in unread})
            _take(row, checked, bank, found)
    found.problems += unnamed(table, head, names)
    if not found.faulty:
        found.problems += _notes(table, head, set(names.values()), checked, bank, found)
    return found


def _take(row: Row, checked: Checked, bank: Bank, found: Imported) -> None:
    values = dict(values_of(row, checked, found.problems))
    typed, before = values.pop("id", ""), len(found.problems)
    name, by_id = about(row, typed, values.get("text", ""), bank, checked, found.problems)
    if len(found.problems) > before:
        return
    key = name or folded(values.get("text", ""))
    first, its_id = bank.rows.setdefault(key, (row.number, by_id)) if key else (row.number, by_id)
    if first != row.number and by_id and its_id:
        found.problems.append(row.problem("id", f'the id "{name}" stands in row {first + 1} already.', "Empty this cell if the row is a new question, or take one of the two rows out."))
    elif first != row.number:
        found.problems.append(row.problem("text", f"this question stands in row {first + 1} already.", "Take one of the two rows out."))
    elif by_id:
        found.blank += [(row, name, empty) for empty, text in row.texts.items() if not text and empty in bank.there[name]]
        _compare(row, name, values, checked, bank, found)
    elif name:  # a sheet that is taken a second time, or a question typed from the site
        _compare(row, name, {key: value for key, value in values.items() if key != "text"}, checked, bank, found)
    else:
        _add(row, {"id": new_id(typed, values.get("text", ""), checked.edition.id, bank.taken), **values}, checked, bank, found)


def _add(row: Row, values: dict[str, Any], checked: Checked, bank: Bank, found: Imported) -> None:
    """A row about a question that is not there: a new one, with the usual values where it says nothing."""
    usual = {key: value for key, value in WHEN_EMPTY.items() if key not in values}
    whole = {**values, **usual}
    found.usual |= usual.keys()
    found.problems += faults(row, whole, checked)
    found.add.append({key: whole[key] for key in properties(checked) if key in whole})
    found.rows[whole["id"]] = row
    bank.taken.add(whole["id"])


def _compare(row: Row, name: str, values: dict[str, Any], checked: Checked, bank: Bank, found: Imported) -> None:
    """A row about a question that is there: the fields that differ become a change of it."""
    changed = {key: value for key, value in values.items() if value != bank.there[name].get(key)}
    other = bank.texts.get(folded(changed.get("text", "")), name)
    if other != name:
        found.problems.append(row.problem("text", f'these words belong to "{other}", and this row is about "{name}".', "Sort whole rows, not the ids alone; or write other words."))
    elif name in bank.own and "text" in changed:
        found.problems.append(row.problem("id", f'"{name}" is already a question of this edition, with other words.', "Change it in the edition's own file, or give this row another id."))
    elif changed:
        found.problems += faults(row, {**bank.there[name], **changed}, checked)
        found.change[name], found.rows[name] = changed, row
    else:
        found.same += 1


def _notes(table: Table, head: int, names: set[str], checked: Checked, bank: Bank, found: Imported) -> Iterator[Problem]:
    """What a sheet did not say or cannot say, once nothing is left to mend in it."""

    def note(what: str, todo: str) -> Problem:
        return Problem(table.name, head + 1, 1, what, todo, "note")

    usual = [name for name in WHEN_EMPTY if name in found.usual]
    if missing := [name for name in usual if name not in names]:
        yield note(f"The column{'s' if missing[1:] else ''} for {_and(missing)} {'are' if missing[1:] else 'is'} missing, so the usual values were written.", "Look them over.")
    if blank := [name for name in usual if name in names]:
        yield note(f"Some cells for {_and(blank)} are empty, so the usual values were written.", "Look them over.")
    if found.blank:
        row, name, empty = found.blank[0]
        more = f" The same goes for {counted(len(found.blank) - 1, 'other empty cell')}." if found.blank[1:] else ""
        away = f"take the line {empty}: out of it" if name in bank.own else f'write {empty}: "" for it under change:'
        todo = "Write in the cell what it should be." if empty in question_schema(checked)["required"] else f"To take something away, {away} in {file_of(checked)}."
        yield row.problem(empty, f'an empty cell changes nothing: "{name}" keeps its {empty}.{more}', todo, "note")
    left = len(bank.there.keys() - bank.rows.keys())
    if left and any(by_id and name not in bank.own for name, (_, by_id) in bank.rows.items()):
        yield note(f"{counted(left, 'question')} of the bank {'is' if left == 1 else 'are'} not in this sheet; {'it stays' if left == 1 else 'they stay'}.", f"To hide some, write their ids under hide: in {file_of(checked)}.")
    if table.others:
        yield note(f"The sheet {table.title} was read, and not {_and(table.others)}.", "To take another sheet, move it to the front.")


def _and(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
