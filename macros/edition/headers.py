"""Which row of a sheet names its columns, and which field of a question each column is."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from macros.edition.bank import columns_of, properties
from macros.edition.check import Checked
from macros.edition.tables import LOOKED_AT, Table
from macros.problems import Problem

NEEDED = ("text", "topic", "part")
OTHER_NAMES = {"question": "text", "questions": "text", "words": "text", "part of the talk": "part", "goal": "goals", "audience": "audiences", "people": "audiences", "probe": "probes", "follow-ups": "probes", "follow-up questions": "probes", "time": "minutes", "reason": "why", "theme": "topic"}


def names_columns(row: Iterable[str], checked: Checked) -> bool:
    """Whether a row looks like the one that names the columns."""
    fields = _fields(checked)
    return len({fields.get(_plain(header)) for header in row} & set(NEEDED)) > 1


def _fields(checked: Checked) -> dict[str, str]:
    """Every word for a field -> the field."""
    names = columns_of(checked)
    titles = {_plain(properties(checked)[name].get("title", "")): name for name in names}
    return OTHER_NAMES | titles | {_plain(name): name for name in names}


def _plain(header: str) -> str:
    return " ".join(header.lower().replace("_", " ").split())


def _near(header: str, fields: dict[str, str]) -> str:
    """The field whose name a header misses by a letter or two; "" when there is none."""
    return next((fields[name] for name in difflib.get_close_matches(_plain(header), fields, n=1, cutoff=0.75)), "")


def columns(table: Table, checked: Checked, problems: list[Problem]) -> tuple[int, dict[int, str]]:
    """The row that names the columns, and the field of each column by its place. Problems and notes go to `problems`."""
    first = next(number for number, row in enumerate(table.rows) if any(row))
    head = next((number for number, row in enumerate(table.rows[:LOOKED_AT]) if names_columns(row, checked)), first)
    row, found, fields = table.rows[head], {}, _fields(checked)
    like_names = sum(bool(_near(header, fields)) for header in row)
    if not names_columns(row, checked) and (any("?" in header for header in row) or like_names * 2 < sum(map(bool, row))):
        problems.append(table.problem(head, 0, "the first row does not name the columns.", "Write the names of the columns in a row above the questions: text, topic and part at least."))
        return head, found
    if head > first:
        problems.append(Problem(table.name, head + 1, 1, f"Row {head + 1} names the columns, so what stands above it was left out.", "You need do nothing.", "note"))
    for place, header in enumerate(row):
        name = fields.get(_plain(header), "")
        if name in found.values():
            problems.append(table.problem(head, place, f'the column "{name}" is there twice.', "Remove one of the two."))
        elif name:
            found[place] = name
        elif header:
            near = _near(header, fields)
            problems.append(table.problem(head, place, f'there is no field "{header[:40]}".', f'Did you mean "{near}"?' if near else f"Remove this column, or name it after a field: {', '.join(columns_of(checked))}."))
    missing = [name for name in NEEDED if name not in found.values()]
    if missing and not any(problem.level == "problem" for problem in problems):
        problems.append(table.problem(head, 0, f"there is no column for {' and '.join(missing)}.", "Name the columns in the first row: text, topic and part at least."))
    return head, found


def unnamed(table: Table, head: int, found: dict[int, str]) -> Iterator[Problem]:
    """A note for each column without a name that holds something, at the first cell that does."""
    told = set(found)
    for number, row in enumerate(table.rows[head + 1 :], head + 1):
        for place, text in enumerate(row):
            if text and place not in told:
                told.add(place)
                yield table.problem(number, place, "this column has no name, so what it holds was left out.", f"Name it in row {head + 1}, or empty it.", "note")
