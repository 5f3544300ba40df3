"""What to do about a value of the wrong type: the line a person should write instead."""

from __future__ import annotations

import re
from typing import Any

from macros.document import Document
from macros.syntax import LONG_DASHES, NO_SPACE, in_quotes, without_hyphen, without_space

KINDS_OF_VALUE = {str: "text", int: "read as a number", float: "read as a number", bool: "read as true or false", list: "a list", dict: "a group of names and values"}


def found(document: Document, path: tuple, value: Any, wanted: str) -> str:
    """What a value of the wrong type is, for the end of a sentence."""
    if isinstance(value, float) and wanted == "integer":
        return document.written.get(path, str(value))
    if wanted in ("integer", "number") and isinstance(value, str) and path in document.written:
        return "not written as one"
    return KINDS_OF_VALUE.get(type(value), "something else")


def type_hint(document: Document, path: tuple, value: Any, schema: dict) -> str:
    """The next step for a value of the wrong type; empty when there is nothing better than the field's description."""
    wanted, example = schema["type"], (schema.get("examples") or [2])[0]
    if wanted == "string":
        return _text_hint(document, path, value)
    if wanted == "array" and isinstance(value, str):
        if value[:1] in LONG_DASHES:
            return "Begin each line of the list with a hyphen (-) and a space."
        inside = value.strip("[]{}()- ")
        words = inside if "," in inside else ", ".join(re.split(r"[;\s]+", inside))
        return f"Put it in square brackets: [{words}]." if len(words) <= 60 else "Write a list: each entry on a line of its own, after a hyphen and a space."
    if wanted == "array" and isinstance(value, dict):
        return "Begin each entry with a hyphen (-) and a space."
    if wanted == "array":
        return f"Put it in square brackets: [{document.written.get(path, value)}]."
    if wanted == "object" and isinstance(value, str) and (match := NO_SPACE.match(value)):
        return f'Put a space after "{match["name"]}:".'
    if wanted == "object" and not isinstance(value, list):
        return f"Write names and values, each on a line of its own, such as {_first_line(value, schema)}."
    if wanted == "object":
        return "Remove this hyphen or these brackets, and write names and values, each on a line of its own."
    if wanted in ("integer", "number"):
        return _number_hint(document, path, value, wanted, example)
    return f"Write {str(value).lower()} in small letters and without quotes." if str(value).lower() in ("true", "false") else "Write true or false, without quotes."


def _first_line(value: Any, schema: dict) -> str:
    """The first line of a group of names and values: with the id that was written, or an example."""
    parts = schema.get("properties", {})
    name = next(iter([*schema.get("required", ()), *parts]), "id")
    if name == "id" and isinstance(value, str) and re.fullmatch(r"[a-z0-9-]+", value):
        return f"id: {value}"
    return f"{name}: {(parts.get(name, {}).get('examples') or ['first-month'])[0]}"


def is_lone_id(document: Document, path: tuple, value: Any, schema: dict) -> bool:
    """Whether a value is only an id after a hyphen, where names and values belong and id is one of them."""
    if not isinstance(value, str) or "id" not in schema.get("required", ()) or not re.fullmatch(r"[a-z0-9-]+", value):
        return False
    line, column = document.marks.get(path, (0, 1))
    return 0 <= line - document.first_line < len(document.lines) and document.lines[line - document.first_line][: column - 1].strip() == "-"


def slip_with_hyphen(value: Any) -> tuple[str, str, str] | None:
    """The name at which a group stands for a list because of a hyphen, what is wrong and what to do; None when that is not why."""
    if not isinstance(value, dict):
        return None
    for name, part in value.items():
        if re.match(r"-[A-Za-z]", name):
            return name, *without_space(f"{name[1:]}:{f' {part}' if isinstance(part, str) else ''}")
    if isinstance(value.get("id"), str):
        return "id", *without_hyphen(f"id: {value['id']}")
    return None


def _text_hint(document: Document, path: tuple, value: Any) -> str:
    if path in document.written:
        return f'Put it in double quotes: "{document.written[path]}".'
    line, column = document.marks.get(path, (0, 1))
    source = document.lines[line - document.first_line][column - 1 :] if 0 <= line - document.first_line < len(document.lines) else ""
    if source[:1] in ("[", "{"):
        return in_quotes(source)
    if isinstance(value, list):
        return "Remove the hyphen, and write it on the line of its name."
    if path and isinstance(path[-1], int) and ": " in source:
        return in_quotes(source)
    return "If a colon is part of the text, put the whole text in double quotes."


def _number_hint(document: Document, path: tuple, value: Any, wanted: str, example: Any) -> str:
    typed = document.written.get(path)
    if isinstance(value, float) and wanted == "integer":
        return f"Write it without a point, such as {round(value)}."
    if not isinstance(value, str) or not re.fullmatch(r"[-+]?[0-9][0-9., ]*", value.strip()):
        return f"Write it in figures, such as {example}."
    if sum(map(str.isdigit, value)) > 15:
        return f"Write fewer figures: this number has {sum(map(str.isdigit, value))}."
    if typed is None:
        return "Remove the quotation marks."
    if re.fullmatch(r"0[0-9]+", value):
        return f"Write it without zeros in front: {value.lstrip('0') or 0}."
    return f"Write it with a point: {value.replace(',', '.')}." if "," in value and wanted == "number" else f"Write it in figures only, such as {example}."
