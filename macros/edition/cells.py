"""What the cells of one row mean as fields of a question, and what the schema has against them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft202012Validator

from macros import wording
from macros.document import Document
from macros.edition.bank import properties, question_schema
from macros.edition.check import Checked
from macros.edition.tables import Table
from macros.problems import Problem, nearest


@dataclass
class Row:
    """One row. number: from 0. texts and places: what each field holds, and in which column, by name."""

    table: Table
    number: int
    texts: dict[str, str]
    places: dict[str, int]

    def problem(self, name: str, what: str, todo: str) -> Problem:
        """A problem in the cell of one field."""
        return self.table.problem(self.number, self.places.get(name, 0), what, todo)


def values_of(row: Row, checked: Checked, problems: list[Problem]) -> Iterator[tuple[str, Any]]:
    """The fields of a row as data; empty cells have none. What cannot be read goes to `problems`."""
    for name, text in row.texts.items():
        schema = properties(checked)[name]
        if text == "":
            continue
        if schema.get("type") == "array":
            source = schema.get("items", {}).get("x-list", "")
            yield name, [_choice(row, name, part, source, checked, problems) for part in re.split(r"\s*[,;|]\s*", text) if part]
        elif schema.get("type") in ("integer", "number"):
            number = text.replace(",", ".")
            if re.fullmatch(r"\d{1,4}(\.\d{1,4})?", number):
                yield name, int(float(number)) if float(number).is_integer() else float(number)
            else:
                problems.append(row.problem(name, f'"{text[:40]}" is not a number.', f"Write it in figures, such as {(schema.get('examples') or [2])[0]}."))
        elif schema.get("type") == "boolean":
            if text.lower() in ("true", "yes", "y", "x", "1", "false", "no", "n", "0"):
                yield name, text.lower() in ("true", "yes", "y", "x", "1")
            else:
                problems.append(row.problem(name, f'"{text[:40]}" is neither yes nor no.', "Write yes or no."))
        else:
            yield name, _choice(row, name, text, schema.get("x-list", ""), checked, problems, schema.get("enum"))


def _choice(row: Row, name: str, text: str, source: str, checked: Checked, problems: list[Problem], enum: list[str] | None = None) -> str:
    """A word of a closed list, also when its words are written instead of its id; any text where there is no list."""
    known = checked.toolkit.lists.get(source) if source else dict.fromkeys(enum) if enum else None
    if known is None or text in known:
        return text
    by_words = {str(words).lower(): key for key, words in known.items() if words}
    found = by_words.get(text.lower()) or next((key for key in known if key.lower() == text.lower().replace(" ", "-")), "")
    if not found:
        near = nearest(text, known)
        problems.append(row.problem(name, f'"{text[:40]}" is not one of the choices for {name}.', f'Did you mean "{near}"?' if near else f"Choose one of: {', '.join(list(known)[:20])}."))
    return found or text


def faults(row: Row, entry: dict, checked: Checked) -> Iterator[Problem]:
    """What the schema has against a row, at the cell it came from."""
    document = Document(row.table.name, entry)
    for error in Draft202012Validator(question_schema(checked)).iter_errors(entry):
        name = str(error.absolute_path[0]) if error.absolute_path else ""
        for problem in wording.explain(document, error, question_schema(checked)):
            yield row.problem(name, problem.what, problem.todo)
