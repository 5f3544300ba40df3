"""Whether an overlay file is written as one: the kind, the four verbs, and under them entries and fields of the right shape."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from macros import wording
from macros.document import Document
from macros.edition.overlay import is_entries
from macros.edition.slips import explain, holds_entries
from macros.problems import Problem
from macros.schema import Lists, entry_schema, references, schemas


def check_shape(document: Document, kind: str, schema_folder: Path, lists: Lists, prefix: str) -> Iterator[Problem]:
    """Everything that is wrong with the shape of one overlay file, and every word in it that is not in its closed list.

    lists: the closed lists of the kit together with what the edition adds. prefix: what the edition's own ids begin with.
    """
    whole = schemas(schema_folder)[kind]
    schema = overlay_schema(document.value, kind, whole)
    for error in Draft202012Validator(schema).iter_errors(document.value):
        yield from explain(document, error, schema, lists.get(kind, {}), prefix)
    for source, value, path in references(document.value, schema):
        if source in lists and value not in lists[source]:
            yield document.problem(path, *wording.unknown(value, source, lists[source]))


def overlay_schema(value: Any, kind: str, schema: dict) -> dict:
    """The schema for one overlay of a kind. It follows what is written: `change` asks for the fields of just the ids that are named."""
    inside = value.get(kind) if isinstance(value, dict) else None
    return {"type": "object", "required": [kind], "additionalProperties": False, "properties": {kind: _verbs(inside, entry_schema(schema, kind))}}


def _verbs(value: Any, entry: dict) -> dict:
    changed = value.get("change") if isinstance(value, dict) else None
    names = {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string"}, "verb": True}
    properties = {
        "change": {"type": "object", "verb": True, "properties": {name: _partial(fields, entry) for name, fields in changed.items()} if isinstance(changed, dict) else {}},
        "hide": names,
        "add": {"type": "array", "minItems": 1, "items": entry, "verb": True},
        "order": names,
    }
    return {"type": "object", "additionalProperties": False, "properties": properties, "verbs": True, "fields": list(entry["properties"])}


def _partial(value: Any, entry: dict) -> dict:
    """The schema of an entry of which only some fields are written; its id cannot be one of them."""
    fields = {name: _field(value[name] if isinstance(value, dict) and name in value else None, part, name in entry.get("required", ())) for name, part in entry["properties"].items() if name != "id"}
    return {"type": "object", "additionalProperties": False, "properties": fields}


def _field(value: Any, schema: dict, required: bool) -> dict:
    if value in ("", []) and value is not False and not required:
        return {name: part for name, part in schema.items() if name in ("title", "description")}  # takes the field away
    if isinstance(value, dict) and holds_entries(schema):
        return _verbs(value, schema["items"])
    if required and is_entries(value) and holds_entries(schema):
        return {**schema, "minItems": 0, "not": {}, "fewest": schema.get("minItems", 0)}  # told in one: that it is short, and takes the place of ours
    if isinstance(value, dict) and schema.get("type") == "object":
        return _partial(value, {**schema, "properties": schema.get("properties", {})})
    return schema


def check_emptiness(document: Document, kind: str) -> Iterator[Problem]:
    """Verbs, ids and kinds that are written and hold nothing, wherever they stand."""
    yield from _empty(document, (kind,), document.value.get(kind) if isinstance(document.value, dict) else None)


def _empty(document: Document, path: tuple, value: Any) -> Iterator[Problem]:
    if value == {}:
        yield document.problem(path, f'"{path[-1]}" holds nothing.', "Write something under it, or put a # before the line.", key=True)
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _empty(document, (*path, name), part)
