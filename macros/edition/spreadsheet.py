"""The commands import and export: questions from a spreadsheet into an edition, and its bank as a spreadsheet."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.edition import tables
from macros.edition.bank import rows_of
from macros.edition.check import check_edition
from macros.edition.headers import names_columns
from macros.edition.importing import import_rows
from macros.edition.merging import put_questions, together
from macros.edition.telling import faulty
from macros.edition.trial import refused
from macros.edition.which import EXAMPLES, ONE, NoEdition, all_ids, meant


def import_questions(root: Path, given: argparse.Namespace) -> int:
    """Takes the questions of a sheet into an edition, or says by cell what is wrong with it and takes none."""
    if words := _without_id(root, given):
        raise NoEdition(words)
    checked = check_edition(root, meant(root, given.id))
    if code := faulty(checked):
        return code
    found = import_rows(tables.read_table(Path(given.file), given.file, lambda row: names_columns(row, checked)), checked)
    if found.rows and not found.faulty:
        found.problems = list(refused(root, checked, found, together(checked, found.overlay, given.merge))) or found.problems
    for problem in sorted(found.problems):
        print(problem.as_text())
    if found.faulty:
        print(f"{sum(problem.level == 'problem' for problem in found.problems)} to mend in the sheet. Nothing was written.", file=sys.stderr)
        return 1
    written, kept = put_questions(checked, found.overlay, given.merge) if found.rows else ("", "")
    for name, number in (("new", len(found.add)), ("changed", len(found.change)), ("the same as before", found.same)):
        print(f"{number} {name}")
    if kept:
        print(f"The old file, with the lines that begin with #, is kept beside the new one as {kept}.")
    print(f"Written to {written}. Read it over, then: python3 run.py edition check {checked.edition.id}" if written else "Nothing to write.")
    return 0


def export_questions(root: Path, given: argparse.Namespace) -> int:
    """Writes the bank of an edition as a sheet with the headers that import reads."""
    if words := _without_id(root, given):
        raise NoEdition(words)
    path = Path(given.file)
    if given.file != "-" and path.suffix.lower() not in (".csv", ".xlsx"):
        print(f"{given.file}: The name should end in .csv or .xlsx.", file=sys.stderr)
        return 2
    if given.file != "-" and path.exists():
        print(f"{given.file} is there already. Nothing was written. Choose another name, or delete it first.", file=sys.stderr)
        return 1
    checked = check_edition(root, meant(root, given.id))
    if code := faulty(checked):
        return code
    rows = list(rows_of(checked))
    if given.file == "-":
        sys.stdout.buffer.write(tables.as_csv(rows))
        return 0
    try:
        with path.open("xb") as file:
            file.write(tables.as_csv(rows) if path.suffix.lower() == ".csv" else tables.as_xlsx(rows, "questions"))
    except OSError as error:
        print(f"{given.file}: The file cannot be written: {error.strerror}.", file=sys.stderr)
        return 1
    print(f"{given.file}: {len(rows) - 1} questions.")
    return 0


def _without_id(root: Path, given: argparse.Namespace) -> str:
    """What to say when a sheet is named and its edition is not, or the other way round."""
    ids = [name for name in all_ids(root) if name not in EXAMPLES] or ["northfield"]
    if given.id.lower().endswith((".csv", ".xlsx")):
        return f"Write the edition first: {ONE} {given.command} {ids[0]} {_in_quotes(given.id)}"
    return "" if given.file else f"Name the sheet too: {ONE} {given.command} {given.id} our-questions.csv"


def _in_quotes(text: str) -> str:
    return f'"{text}"' if " " in text else text
