"""The question bank as rows of a spreadsheet, headers first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.edition.check import Checked
from macros.schema import entry_schema, schemas

KIND = "questions"
LEFT_OUT = ("renamed_from", "covers", "evidence")  # for people who keep the kit, not for a sheet


def file_of(checked: Checked) -> str:
    """The file of an edition's questions, as a person would write it."""
    return f"{checked.edition.name}/data/{KIND}.yml"


def columns_of(checked: Checked) -> list[str]:
    """The headers, in order: the fields of a question."""
    return [name for name in properties(checked) if name not in LEFT_OUT]


def rows_of(checked: Checked) -> Iterator[list[str]]:
    """The merged bank as rows of text, headers first."""
    columns = columns_of(checked)
    yield columns
    for document in checked.toolkit.documents[KIND]:
        for entry in document.value[KIND]:
            yield [_shown(entry.get(name, "")) for name in columns]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def properties(checked: Checked) -> dict[str, dict]:
    """The schema of each field of a question, by name."""
    return question_schema(checked)["properties"]


def question_schema(checked: Checked) -> dict:
    """The schema of one question."""
    return entry_schema(schemas(checked.base.schema_folder)[KIND], KIND)
