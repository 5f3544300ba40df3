"""Whether an overlay file is written as one: the kind, the four verbs, and under them entries and fields of the right shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from macros import wording
from macros.document import Document
from macros.edition.overlay import VERBS
from macros.hints import KINDS_OF_VALUE, slip_with_hyphen
from macros.problems import Problem, did_you_mean, nearest
from macros.schema import Lists, entry_schema, references, schemas
from macros.syntax import without_space

OTHER_WORDS = {"remove": "hide", "delete": "hide", "drop": "hide", "edit": "change", "replace": "change", "update": "change", "modify": "change", "new": "add", "insert": "add", "append": "add", "sort": "order"}
WHAT_VERBS_HOLD = {
    "change": ("ids and their fields", "Write an id and a colon on a line of its own, and below it the fields to change, two spaces further in."),
    "hide": ("a list of ids", "Put the ids in square brackets: [first-month, typical-week]."),
    "add": ("a list of entries", "Begin each entry with a hyphen, a space and its id, such as: - id: {prefix}-first-visit."),
    "order": ("a list of ids", "Put the ids in square brackets, the first first: [first-month, typical-week]."),
}


def check_shape(document: Document, kind: str, schema_folder: Path, lists: Lists, prefix: str) -> Iterator[Problem]:
    """Everything that is wrong with the shape of one overlay file, and every word in it that is not in its closed list.

    lists: the closed lists of the kit together with what the edition adds. prefix: what the edition's own ids begin with.
    """
    whole = schemas(schema_folder)[kind]
    schema = overlay_schema(document.value, kind, whole)
    for error in Draft202012Validator(schema).iter_errors(document.value):
        yield from _explain(document, error, schema, lists.get(kind, {}), prefix)
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
    return {"type": "object", "additionalProperties": False, "properties": properties, "verbs": True}


def _partial(value: Any, entry: dict) -> dict:
    """The schema of an entry of which only some fields are written; its id cannot be one of them."""
    fields = {name: _field(value[name] if isinstance(value, dict) and name in value else None, part, name in entry.get("required", ())) for name, part in entry["properties"].items() if name != "id"}
    return {"type": "object", "additionalProperties": False, "properties": fields}


def _field(value: Any, schema: dict, required: bool) -> dict:
    if value in ("", []) and value is not False and not required:
        return {name: part for name, part in schema.items() if name in ("title", "description")}  # takes the field away
    if isinstance(value, dict) and "properties" in schema.get("items", {}) and "id" in schema["items"]["properties"]:
        return _verbs(value, schema["items"])
    if isinstance(value, dict) and schema.get("type") == "object":
        return _partial(value, {**schema, "properties": schema.get("properties", {})})
    return schema


def _explain(document: Document, error: ValidationError, root: dict, known: Iterable[str], prefix: str) -> Iterator[Problem]:
    path, value, schema = tuple(error.absolute_path), error.instance, error.schema
    if schema.get("verbs") and error.validator == "type" and value == "" and len(path) == 1 and set(VERBS) & set(document.value):
        return  # what it should hold stands beside it, and is told there
    if schema.get("verbs") and error.validator == "type" and isinstance(value, str) and (match := re.match(rf"({'|'.join(VERBS)})\s", value)):
        yield document.problem(path, f'There is no colon after "{match[1]}".', f"Write {match[1]}: on this line.")
    elif schema.get("verbs") and error.validator == "type":
        what, todo = f'"{path[-1]}" holds {KINDS_OF_VALUE.get(type(value), "something else")}, but in an edition it holds change, hide, add or order.', "Write what you want first: change:, hide:, add: or order:, and move the rest two spaces further in."
        yield document.problem(path, what, todo)
    elif schema.get("verbs") and error.validator == "additionalProperties":
        for name in (name for name in value if name not in VERBS):
            if name in known:
                yield document.problem((*path, name), f'"{name}" stands where change, hide, add or order belongs.', "Put change: on a line of its own above it, and move this and what is below it two spaces further in.", key=True)
                continue
            todo = f'Did you mean "{OTHER_WORDS[name.lower()]}"?' if name.lower() in OTHER_WORDS else did_you_mean(name, VERBS, "What belongs here: change, hide, add, order.")
            yield document.problem((*path, name), f'"{name}" is nothing an edition can do.', todo, key=True)
    elif not path and error.validator == "additionalProperties" and (beside := _beside(document, next(iter(schema["properties"])), known)):
        yield beside
    elif schema.get("verb") and error.validator == "type" and (slip := _slip_with_hyphen(path[-1], value)):
        name, what, todo = slip
        yield document.problem((*path, name) if name else path, what, todo, key=bool(name))
    elif schema.get("verb") and error.validator == "type":
        holds, todo = WHAT_VERBS_HOLD[path[-1]]
        yield document.problem(path, f'"{path[-1]}" should hold {holds}, but this is {KINDS_OF_VALUE.get(type(value), "something else")}.', todo.format(prefix=prefix))
    elif error.validator == "type" and path[-2:-1] in (("hide",), ("order",)):
        yield document.problem(path, f'"{path[-2]}" should hold ids and nothing else.', WHAT_VERBS_HOLD[path[-2]][1])
    elif error.validator == "type" and path[-2:-1] == ("change",) and isinstance(value, str) and (word := value.split(" ")[0]) in schema.get("properties", {}):
        yield document.problem(path, f'There is no colon after "{word}".', f"Write {word}: and then the rest of the line.")
    elif error.validator == "type" and path[-2:-1] == ("change",):
        yield document.problem(path, f'"{path[-1]}" should be followed by the fields to change, but this is {KINDS_OF_VALUE.get(type(value), "something else")}.', "Write the name of a field on the next line, two spaces further in, such as text: and the new words.")
    elif error.validator == "additionalProperties" and "id" in value and path[-2:-1] == ("change",):
        yield document.problem((*path, "id"), "An id never changes: saved work hangs on it.", "Remove this line; the id stands above it already.", key=True)
        yield from (problem for problem in wording.explain(document, error, root) if '"id"' not in problem.what)
    elif error.validator == "required" and "add" in path[:-1] and '"id" is missing' in (what := next((problem.what for problem in wording.explain(document, error, root)), "")):
        yield document.problem(path, what, f"Add a line such as id: {prefix}-first-visit.")
    else:
        yield from wording.explain(document, error, root)


def _beside(document: Document, kind: str, known: Iterable[str]) -> Problem | None:
    """What stands at the left edge of the file and belongs under the kind: verbs, or ids without any; told once, at the first of them."""
    value = document.value
    name = next((name for name in value if name in VERBS), "") or next((name for name in value if name in known), "")
    if not name or (kind not in value and nearest(next(iter(value)), [kind])):
        return None
    if name not in VERBS:
        what = f'The lines "{kind}:" and "change:" are missing above "{name}".'
        todo = f"Write {kind}: above it and change: on the next line, two spaces further in. Then move {name} and the lines below four spaces to the right."
    elif kind in value:
        what, todo = f'"{name}" does not stand under "{kind}:".', f"Put two spaces before {name} and the lines below."
    else:
        what, todo = f'The line "{kind}:" is missing above "{name}".', f"Write {kind}: on a line of its own above it, and put two spaces before {name} and the lines below."
    return document.problem((name,), what, todo, key=True)


def _slip_with_hyphen(verb: str, value: Any) -> tuple[str, str, str] | None:
    """A verb that has no list because of a hyphen: at which name below it ("" for its value), what is wrong and what to do."""
    if verb == "add":
        return slip_with_hyphen(value)
    if verb in ("hide", "order") and isinstance(value, str) and re.match(r"-[a-z]", value):
        return "", *without_space(re.split(r"\s", value[1:])[0])
    return None


def check_emptiness(document: Document, kind: str) -> Iterator[Problem]:
    """Verbs, ids and kinds that are written and hold nothing, wherever they stand."""
    yield from _empty(document, (kind,), document.value.get(kind) if isinstance(document.value, dict) else None)


def _empty(document: Document, path: tuple, value: Any) -> Iterator[Problem]:
    if value == {}:
        yield document.problem(path, f'"{path[-1]}" holds nothing.', "Write something under it, or put a # before the line.", key=True)
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _empty(document, (*path, name), part)
