"""JSON Schema: reads the schemas, checks one document against one of them, and finds what it refers to."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from macros import wording
from macros.document import Document, Path_
from macros.problems import Problem

Lists = dict[str, dict[str, str]]


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


def faults_in_schemas(folder: Path, needed: Iterable[str], name: str) -> list[Problem]:
    """What keeps the schemas of `folder`, which problems call `name`, from being used: a missing file, or broken JSON."""
    found = []
    for path in sorted({folder / f"{kind}.json" for kind in (*needed, "common", "lesson", "page")} | set(folder.glob("*.json"))):
        try:
            json.loads(path.read_text(encoding="utf-8"))
        except json.JSONDecodeError as error:
            found.append(Problem(f"{name}/{path.name}", error.lineno, error.colno, "This file cannot be understood from here on.", "Undo the last change to it."))
        except (OSError, UnicodeDecodeError):
            found.append(Problem(f"{name}/{path.name}", 1, 1, "This file is missing or cannot be read.", "Put it back; it says what each field means."))
    return found


def kinds(folder: Path) -> dict[str, dict]:
    """The schemas of data kinds: those whose one property is a list named like the schema."""
    return {name: schema for name, schema in schemas(folder).items() if list(schema.get("properties", {})) == [name]}


def entry_schema(schema: dict, kind: str) -> dict:
    """The schema of one entry of a kind."""
    return schema["properties"][kind]["items"]


@functools.cache
def _validator(folder: Path, name: str) -> Draft202012Validator:
    return Draft202012Validator(schemas(folder)[name])


def check_document(document: Document, folder: Path, name: str, lists: Lists) -> Iterator[Problem]:
    """Everything the schema called `name`, or one of the closed lists it names, has against a document.

    A list that is not among `lists` is not known well enough to check against.
    """
    schema = schemas(folder)[name]
    if document.sound_for != (folder, name):  # a document is checked again with each edition laid over its neighbours
        errors = list(_validator(folder, name).iter_errors(document.value))
        document.sound_for = None if errors else (folder, name)
        for error in errors:
            yield from wording.explain(document, error, schema)
    for source, value, path in references(document.value, schema):
        if source in lists and value not in lists[source]:
            yield document.problem(path, *wording.unknown(value, source, lists[source]))


def references(value: object, schema: dict, path: Path_ = ()) -> Iterator[tuple[str, str, Path_]]:
    """Every (list, id, path) that a value takes from a closed list."""
    if isinstance(value, str):
        if "x-list" in schema:
            yield schema["x-list"], value, path
    elif isinstance(value, dict):
        properties = schema.get("properties", {})
        for name, part in value.items():
            if name in properties:
                yield from references(part, properties[name], (*path, name))
    elif isinstance(value, list) and "items" in schema:
        for index, part in enumerate(value):
            yield from references(part, schema["items"], (*path, index))


def prose(value: object, schema: dict, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Every (path, text) of a value that somebody wrote in their own words: not an id, nor one of a few given words."""
    if isinstance(value, str):
        if not schema.keys() & {"x-list", "enum"} and path[-1:] != ("id",):
            yield path, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from prose(part, schema.get("properties", {}).get(name, {}), (*path, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from prose(part, schema.get("items", {}), (*path, index))
