"""Rows of a spreadsheet, from .csv or .xlsx, as texts with their cells; and rows written as either. Knows nothing of questions."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from macros.problems import Problem

LARGEST, LARGEST_INSIDE, MOST_ROWS = 10_000_000, 100_000_000, 5000
FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
SHIELDED = re.compile(r"^'(?=\s*[=+\-@\t\r])")
SEPARATOR = re.compile(r"\"?sep=(?P<mark>[,;\t])\"?\r?\n", re.I)
NO_TABLE = re.compile(r"\s*(%PDF|[<{[])")
LOOKED_AT = 20  # rows in which the names of the columns are looked for


@dataclass
class Table:
    """A sheet as text.

    rows: each is its cells, trimmed; none when the file could not be read. problems: why it could not, or which cells could not.
    name: the file, and its sheet if it has some. title, others: this sheet of a workbook, and those beside it with something in them.
    merged: whether the workbook has merged cells.
    """

    name: str
    rows: list[list[str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    title: str = ""
    others: list[str] = field(default_factory=list)
    merged: bool = False

    def problem(self, row: int, column: int, what: str, todo: str = "", level: str = "problem") -> Problem:
        """A problem in one cell; row and column count from 0."""
        return Problem(self.name, row + 1, column + 1, f"Cell {cell(row, column)}: {what}", todo, level)


def cell(row: int, column: int) -> str:
    """The name of a cell, such as C3; row and column count from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def read_table(path: Path, name: str, names_columns: Callable[[list[str]], bool] = bool) -> Table:
    """Reads .csv (commas, semicolons or tabs; any usual encoding) or .xlsx. What is wrong is in `problems`.

    names_columns: whether a row names the columns. Of a workbook, the first sheet in sight that has one is read.
    """
    if path.is_dir():
        return _none(name, "This is a folder, not a file.", f"Name the sheet in it, such as {name.rstrip('/')}/our-questions.csv.")
    try:
        if path.stat().st_size > LARGEST:
            return _none(name, f"This file is larger than {LARGEST // 1_000_000} MB.", "Save the one sheet with the questions as .csv.")
        raw = path.read_bytes()
    except FileNotFoundError:
        return _none(name, "There is no file with this name.", "Check the name and the folder.")
    except OSError:
        return _none(name, "This computer does not let you open this file.", "Close it in the spreadsheet program, and try again.")
    if raw[:4] == b"\xd0\xcf\x11\xe0":
        return _none(name, "This is an old kind of spreadsheet.", "Save it as .xlsx or .csv.")
    table = _read_xlsx(raw, name, names_columns) if raw[:4] == b"PK\x03\x04" else _read_csv(raw, name, names_columns)
    if not table.problems and not any(any(row) for row in table.rows):
        return _none(table.name, "There is nothing in this sheet.", "Write the names of the columns in the first row, such as text, topic, part.")
    if len(table.rows) > MOST_ROWS:
        return _none(table.name, f"This sheet has more than {MOST_ROWS} rows.", "Split it.")
    return table


def _none(name: str, what: str, todo: str) -> Table:
    return Table(name, problems=[Problem(name, 1, 1, what, todo)])


def _read_csv(raw: bytes, name: str, names_columns: Callable[[list[str]], bool]) -> Table:
    text = raw.decode("utf-16", errors="replace") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else _decoded(raw)
    if "\0" in text or NO_TABLE.match(text):
        return _none(name, "This is neither a .csv nor an .xlsx file.", "Save the sheet as .csv, and try again.")
    said = SEPARATOR.match(text)  # a line for Excel, above the sheet
    marks = said["mark"] if said else sorted(",;\t", key=text.split("\n", 1)[0].count, reverse=True)
    try:
        read = [list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)) for mark in marks]
    except csv.Error:
        return _none(name, "This file cannot be read as a table.", "Save the sheet as .csv once more, and try again.")
    rows = next((rows for rows in read if any(map(names_columns, rows[:LOOKED_AT]))), read[0])
    table = Table(name, [[_tidy(part) for part in row] for row in rows])
    if said:
        table.rows[0] = []
    last = "".join(rows[-1][-1:]) if rows else ""
    if "\n" in last and text.endswith(last[-2:]) and text.count('"') % 2:  # it goes on to the end of the file
        what = f'a double quote is opened here and not closed: "{last.splitlines()[0][:30]}…'
        return Table(name, problems=[table.problem(len(rows) - 1, len(rows[-1]) - 1, what, "Close it. Inside a text, write it twice.")])
    return table


def _tidy(text: str) -> str:
    """The words of a cell, each of its lines trimmed."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in SHIELDED.sub("", text).splitlines())))


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _read_xlsx(raw: bytes, name: str, names_columns: Callable[[list[str]], bool]) -> Table:
    from openpyxl import load_workbook  # slow to import, and needed for nothing else

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_INSIDE:
                return _none(name, "This workbook is too large to be opened safely.", "Save the one sheet with the questions as .csv.")
            merged = any(b"<mergeCell " in packed.read(part) for part in packed.namelist() if part.startswith("xl/worksheets/"))
        sheets = load_workbook(io.BytesIO(raw), read_only=True, data_only=False).worksheets
        read = [_read_sheet(sheet, name) for sheet in sheets if sheet.sheet_state == "visible"]
    except Exception:  # openpyxl raises whatever a broken file makes it trip over
        return _none(name, "This workbook cannot be opened.", "Save it again as .xlsx, or as .csv.")
    full = [table for table in read if any(map(any, table.rows))] or read or [Table(name)]
    table = next((table for table in full if any(map(names_columns, table.rows[:LOOKED_AT]))), full[0])
    table.others, table.merged = [other.title for other in full if other is not table], merged
    return table


def _read_sheet(sheet: Any, name: str) -> Table:
    table = Table(f"{name}:{sheet.title}", title=sheet.title)
    for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1)):
        table.rows.append([_text(table, number, place, one) for place, one in enumerate(row)])
    return table


def _text(table: Table, row: int, column: int, one: Any) -> str:
    value = one.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime, date, time)):
        table.problems.append(table.problem(row, column, "this is a date.", "Make the cell plain text, and type it again."))
    if one.data_type == "f":
        table.problems.append(table.problem(row, column, "this is a formula.", "Copy the column and paste it back as values only."))
    return _tidy(str(value))


def safe(text: str) -> str:
    """A text that no spreadsheet program takes for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def as_csv(rows: Iterable[list[str]]) -> bytes:
    """Rows as .csv that spreadsheet programs open with the right letters."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([[safe(part) for part in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Iterable[list[str]], title: str) -> bytes:
    """Rows as .xlsx, every cell plain text."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append([safe(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", part)) for part in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
