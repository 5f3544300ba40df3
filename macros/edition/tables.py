"""Rows of a spreadsheet, from .csv or .xlsx, as texts with their cells; and rows written as either. Knows nothing of questions."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from macros.problems import Problem

LARGEST, LARGEST_INSIDE, MOST_ROWS = 10_000_000, 100_000_000, 5000
FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
SHIELDED = re.compile(r"^'(?=\s*[=+\-@\t\r])")


@dataclass
class Table:
    """A sheet as text. rows: the first is the headers; each row is its cells, trimmed. name: the file, and its sheet if it has some."""

    name: str
    rows: list[list[str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

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


def read_table(path: Path, name: str) -> Table:
    """Reads .csv (commas, semicolons or tabs; any usual encoding) or .xlsx (its first sheet). What is wrong is in `problems`."""
    try:
        if path.stat().st_size > LARGEST:
            return Table(name, problems=[Problem(name, 1, 1, f"This file is larger than {LARGEST // 1_000_000} MB.", "Save the one sheet with the questions as .csv.")])
        raw = path.read_bytes()
    except FileNotFoundError:
        return Table(name, problems=[Problem(name, 1, 1, "There is no file with this name.", "Check the name and the folder.")])
    except OSError:
        return Table(name, problems=[Problem(name, 1, 1, "This computer does not let you open this file.", "Close it in the spreadsheet program, and try again.")])
    if raw[:4] == b"PK\x03\x04":
        table = _read_xlsx(raw, name)
    elif raw[:4] == b"\xd0\xcf\x11\xe0":
        table = Table(name, problems=[Problem(name, 1, 1, "This is an old kind of spreadsheet.", "Save it as .xlsx or .csv.")])
    else:
        table = _read_csv(raw, name)
    if not table.problems and not any(any(row) for row in table.rows):
        table.problems.append(Problem(table.name, 1, 1, "There is nothing in this sheet.", "Write the names of the columns in the first row, such as text, topic, part."))
    if len(table.rows) > MOST_ROWS:
        table.problems.append(table.problem(MOST_ROWS, 0, f"This sheet has more than {MOST_ROWS} rows.", "Split it."))
    return table


def _read_csv(raw: bytes, name: str) -> Table:
    text = raw.decode("utf-16", errors="replace") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else _decoded(raw)
    if "\0" in text:
        return Table(name, problems=[Problem(name, 1, 1, "This is neither a .csv nor an .xlsx file.", "Save the sheet as .csv, and try again.")])
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    try:
        rows = [[" ".join(SHIELDED.sub("", part).split()) for part in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)]
    except csv.Error:
        return Table(name, problems=[Problem(name, 1, 1, "This file cannot be read as a table.", "Save the sheet as .csv once more, and try again.")])
    return Table(name, rows)


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _read_xlsx(raw: bytes, name: str) -> Table:
    from openpyxl import load_workbook  # slow to import, and needed for nothing else

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_INSIDE:
                return Table(name, problems=[Problem(name, 1, 1, "This workbook is too large to be opened safely.", "Save the one sheet with the questions as .csv.")])
        sheet = load_workbook(io.BytesIO(raw), read_only=True, data_only=False).worksheets[0]
        table = Table(f"{name}:{sheet.title}")
        for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1)):
            table.rows.append([_text(table, number, place, one) for place, one in enumerate(row)])
    except Exception:  # openpyxl raises whatever a broken file makes it trip over
        return Table(name, problems=[Problem(name, 1, 1, "This workbook cannot be opened.", "Save it again as .xlsx, or as .csv.")])
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
    return " ".join(SHIELDED.sub("", str(value)).split())


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
