"""JSON Schema to plain words. Reads the schemas, checks one document, and says what is wrong in a sentence."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from macros.load import Document
from macros.problems import Problem, did_you_mean, listing

Lists = dict[str, dict[str, str]]
TYPES = {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false", "array": "a list", "object": "a group of names and values"}
KINDS_OF_VALUE = {str: "text", int: "a number", float: "a number", bool: "true or false", list: "a list", dict: "a group of names and values"}


@functools.cache
def schemas(folder: Path) -> dict[str, dict]:
    """Every schema of a folder by name, with shared parts put in place of their references.

    References into lists.json are dropped: the lists themselves are checked through `x-list`.
    """
    raw = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}

    def inline(node: Any) -> Any:
        if isinstance(node, list):
            return [inline(part) for part in node]
        if not isinstance(node, dict):
            return node
        rest = {name: inline(part) for name, part in node.items() if name != "$ref"}
        target = node.get("$ref", "")
        if not target or target.startswith("lists.json"):
            return rest
        file, _, name = target.partition(".json#/$defs/")
        return {**inline(raw[file]["$defs"][name]), **rest}

    return {name: inline(schema) for name, schema in raw.items() if name not in ("common", "lists")}


def kinds(folder: Path) -> dict[str, dict]:
    """The schemas of data kinds: those whose one property is a list named like the schema."""
    return {name: schema for name, schema in schemas(folder).items() if list(schema.get("properties", {})) == [name]}


def entry_schema(schema: dict, kind: str) -> dict:
    """The schema of one entry of a kind."""
    return schema["properties"][kind]["items"]


def check_document(document: Document, schema: dict, lists: Lists) -> Iterator[Problem]:
    """Everything the schema, or one of the closed lists it names, has against a document."""
    for error in _validator(schema, lists).iter_errors(document.value):
        yield from _explain(document, error, lists)


def _validator(schema: dict, lists: Lists) -> Draft202012Validator:
    def from_list(_validator, name, value, _schema):
        known = lists.get(name)
        if isinstance(value, str) and known is not None and value not in known:
            yield ValidationError(f'There is no "{value}" among the {name.replace("_", " ")}.')

    class_ = extend(Draft202012Validator, {"x-list": from_list})
    return class_(schema)


def _explain(document: Document, error: ValidationError, lists: Lists) -> Iterator[Problem]:
    path, value, schema = tuple(error.absolute_path), error.instance, error.schema
    name = next((f'"{part}"' for part in reversed(path) if isinstance(part, str)), "This file")
    hint = schema.get("description", "")
    limit = error.validator_value

    def at(what: str, todo: str = hint, **kw) -> Problem:
        return document.problem(path, what, todo, **kw)

    match error.validator:
        case "additionalProperties":
            known = schema.get("properties", {})
            for extra in (key for key in value if key not in known):
                todo = did_you_mean(extra, known, f"What belongs here: {listing(known, 20)}.")
                yield document.problem((*path, extra), f'The name "{extra}" does not belong here.', todo, key=True)
        case "required":
            for missing in (key for key in limit if key not in value and f"'{key}'" in error.message):
                meaning = schema.get("properties", {}).get(missing, {}).get("description", "")
                yield at(f'"{missing}" is missing{_of(value)}.', f"Add it: {meaning}" if meaning else "Add it.")
        case "type":
            found = KINDS_OF_VALUE.get(type(value), "something else")
            yield at(f"{_subject(path, name)} should be {TYPES.get(limit, limit)}, but this is {found}.", _type_hint(document, path, value, limit) or hint)
        case "x-list":
            yield at(error.message, did_you_mean(value, lists[limit], f"Choose one of: {listing(lists[limit])}."))
        case "enum":
            yield at(f'"{value}" is not one of the choices for {name}.', did_you_mean(str(value), map(str, limit), f"Choose one of: {listing(map(str, limit))}."))
        case "pattern":
            yield at(f'{name} does not have the right form: "{_short(value)}".')
        case "minLength":
            yield at(f"{name} is empty.")
        case "maxLength":
            yield at(f"{name} has {len(value)} characters; at most {limit} fit.", "Make it shorter.")
        case "minimum":
            yield at(f"{name} is {value}; the smallest allowed is {limit}.")
        case "maximum":
            yield at(f"{name} is {value}; the largest allowed is {limit}.")
        case "minItems":
            yield at(f"{name} has {len(value)} entries; it needs at least {limit}.")
        case "maxItems":
            yield at(f"{name} has {len(value)} entries; at most {limit} fit.", "Remove some.")
        case "uniqueItems":
            for index, item in enumerate(value):
                if item in value[:index]:
                    yield document.problem((*path, index), f'"{item}" is in this list twice.', "Keep one of the two.")
        case _:
            yield at(f"{name}: {error.message}")


def _subject(path: tuple, name: str) -> str:
    return f"Entry {path[-1] + 1} of {name}" if path and isinstance(path[-1], int) else name


def _of(value: dict) -> str:
    return f' from "{value["id"]}"' if isinstance(value.get("id"), str) else ""


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _type_hint(document: Document, path: tuple, value: Any, wanted: str) -> str:
    if wanted == "string" and path in document.written:
        return f'Put it in double quotes: "{document.written[path]}".'
    if wanted == "array" and isinstance(value, str):
        dash = value[:1] in "–—−•*"
        return "Begin each line of the list with a hyphen (-) and a space." if dash else f"Put it in square brackets: [{_short(value)}]."
    if wanted == "array" and isinstance(value, dict):
        return "Begin each entry with a hyphen (-) and a space."
    if wanted == "object" and isinstance(value, str):
        return "Write names and values, each on a line of its own, such as id: first-month."
    if wanted in ("integer", "number") and isinstance(value, str):
        return "Write a number in figures, without quotes."
    if wanted == "boolean":
        return "Write true or false, without quotes."
    return ""
