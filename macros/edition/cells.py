"""What the cells of one row mean as fields of a question, and what the schema has against them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from jsonschema import Draft202012Validator

from macros import wording
from macros.document import Document
from macros.edition.bank import properties, question_schema
from macros.edition.check import Checked
from macros.edition.tables import Table
from macros.problems import Problem, listing, nearest


@dataclass
class Row:
    """One row. number: from 0. texts and places: what each field holds, and in which column, by name. told: fields with a problem."""

    table: Table
    number: int
    texts: dict[str, str]
    places: dict[str, int]
    told: set[str] = field(default_factory=set)

    def problem(self, name: str, what: str, todo: str, level: str = "problem") -> Problem:
        """A problem in the cell of one field."""
        self.told.add(name)
        return self.table.problem(self.number, self.places.get(name, 0), what, todo, level)


def values_of(row: Row, checked: Checked, problems: list[Problem]) -> Iterator[tuple[str, Any]]:
    """The fields of a row as data; empty cells have none. What cannot be read goes to `problems`."""
    for name, lines in row.texts.items():
        schema, text = properties(checked)[name], " ".join(lines.split())
        if text == "" or name in row.told:
            continue
        if schema.get("type") == "array":
            source = schema.get("items", {}).get("x-list", "")
            if parts := [part for part in re.split(r"\s*[,;|/\n]\s*", lines) if part]:
                yield name, [_choice(row, name, part, source, checked, problems) for part in parts]
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
    """What the schema has against a row, at the cell it came from; nothing more of a cell that was told."""
    document, schema, told = Document(row.table.name, entry), question_schema(checked), set(row.told)
    for name in schema["required"]:
        if name not in entry and name not in told:
            yield row.problem(name, f"{name} is empty{'; the words of a merged cell count for its first row only' if row.table.merged else ''}.", _what_to_write(name, checked))
    for error in Draft202012Validator(schema).iter_errors(entry):
        name = str(error.absolute_path[0]) if error.absolute_path else ""
        if name and name not in told:
            for problem in wording.explain(document, error, schema):
                yield row.problem(name, problem.what, problem.todo)


def _what_to_write(name: str, checked: Checked) -> str:
    schema = properties(checked)[name]
    known = checked.toolkit.lists.get(schema.get("x-list", ""))
    return f"Write one of: {listing(known, 20)}." if known else f"Write the {schema['title'].lower()} in this cell."
