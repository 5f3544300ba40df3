"""What is wrong with the shape of an overlay file, in plain words: verbs, ids and lists that stand where something else belongs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Any

from jsonschema import ValidationError

from macros import wording
from macros.document import Document
from macros.edition.ids import own_id
from macros.edition.overlay import VERBS
from macros.hints import KINDS_OF_VALUE, slip_with_hyphen
from macros.problems import Problem, did_you_mean, nearest
from macros.syntax import without_space

OTHER_WORDS = {"remove": "hide", "delete": "hide", "drop": "hide", "edit": "change", "replace": "change", "update": "change", "modify": "change", "new": "add", "insert": "add", "append": "add", "sort": "order"}
FOR_THE_KIT = ("renamed_from", "covers")  # names that nobody needs to be offered in an edition
WHAT_VERBS_HOLD = {
    "change": ("ids and their fields", "Write an id and a colon on a line of its own, and below it the fields to change, two spaces further in."),
    "hide": ("a list of ids", "Put the ids in square brackets: [{ids}]."),
    "add": ("a list of entries", "Begin each entry with a hyphen, a space and its id, such as: - id: {prefix}-first-visit."),
    "order": ("a list of ids", "Put the ids in square brackets, the first first: [{ids}]."),
}


def holds_entries(schema: dict) -> bool:
    """Whether a schema is that of a list of entries with ids."""
    return "id" in schema.get("items", {}).get("properties", {})


def explain(document: Document, error: ValidationError, root: dict, known: Iterable[str], prefix: str) -> Iterator[Problem]:
    """One error of the schema of an overlay, as none, one or several problems. known: the ids of the kind. prefix: what own ids begin with."""
    path, value, schema = tuple(error.absolute_path), error.instance, error.schema
    if error.validator == "additionalProperties":
        error.schema = schema = {**schema, "properties": {name: part for name, part in schema["properties"].items() if name not in FOR_THE_KIT or name in value}}
    if error.validator == "type" and value == "" and path and document.marks.get(path) in told_with_what_is_beside(document, str(path[0])):
        return
    if schema.get("verbs") and error.validator == "type" and value == "" and len(path) == 1 and set(VERBS) & set(document.value):
        return  # what it should hold stands beside it, and is told there
    if schema.get("verbs") and error.validator == "type" and isinstance(value, str) and (match := re.match(rf"({'|'.join(VERBS)})\s", value)):
        yield document.problem(path, f'There is no colon after "{match[1]}".', f"Write {match[1]}: on this line.")
    elif schema.get("verbs") and error.validator == "type":
        what, todo = f'"{path[-1]}" holds {KINDS_OF_VALUE.get(type(value), "something else")}, but in an edition it holds change, hide, add or order.', "Write what you want first: change:, hide:, add: or order:, and move the rest two spaces further in."
        yield document.problem(path, what, todo)
    elif schema.get("verbs") and error.validator == "additionalProperties":
        yield from _no_verbs(document, path, value, schema["fields"], known)
    elif not path and error.validator == "additionalProperties" and (beside := _beside(document, next(iter(schema["properties"])), known)):
        yield beside
    elif schema.get("verb") and error.validator == "type" and (slip := _slip_with_hyphen(path[-1], value)):
        name, what, todo = slip
        yield document.problem((*path, name) if name else path, what, todo, key=bool(name))
    elif schema.get("verb") and error.validator == "type":
        holds, todo = WHAT_VERBS_HOLD[path[-1]]
        yield document.problem(path, f'"{path[-1]}" should hold {holds}, but this is {KINDS_OF_VALUE.get(type(value), "something else")}.', todo.format(prefix=prefix, ids=_ids(value, path, known)))
    elif error.validator == "type" and path[-2:-1] in (("hide",), ("order",)):
        yield document.problem(path, f'"{path[-2]}" should hold ids and nothing else.', WHAT_VERBS_HOLD[path[-2]][1].format(ids=_ids(value, path[:-1], known)))
    elif path[-2:-1] == ("change",):
        yield from _in_change(document, error, root, known)
    else:
        yield from _in_entry(document, error, root, prefix)


def _in_change(document: Document, error: ValidationError, root: dict, known: Iterable[str]) -> Iterator[Problem]:
    """What is wrong right under an id of change:."""
    path, value, schema = tuple(error.absolute_path), error.instance, error.schema
    if error.validator == "type" and isinstance(value, str) and (word := value.split(" ")[0]) in schema.get("properties", {}):
        yield document.problem(path, f'There is no colon after "{word}".', f"Write {word}: and then the rest of the line.")
    elif error.validator == "type" and len(path) == 3 and path[1] == "change" and path[2] in schema.get("properties", {}) and path[2] not in known:
        return  # a field that does not stand under its id, which is told with the ids
    elif error.validator == "type":
        yield document.problem(path, f'"{path[-1]}" should be followed by the fields to change, but this is {KINDS_OF_VALUE.get(type(value), "something else")}.', "Write the name of a field on the next line, two spaces further in, such as text: and the new words.")
    elif error.validator == "additionalProperties" and "id" in value:
        yield document.problem((*path, "id"), "An id never changes: saved work hangs on it.", "Remove this line; the id stands above it already.", key=True)
        yield from (problem for problem in wording.explain(document, error, root) if '"id"' not in problem.what)
    elif error.validator == "additionalProperties" and (verbs := [name for name in value if name in VERBS]) and (lists := _lists_in(schema)):
        for verb in verbs:
            todo = f"Write {' or '.join(f'{name}:' for name in lists)} on a line of its own above it, and move this and what is below it two spaces further in."
            yield document.problem((*path, verb), f'"{verb}" does not stand under the name of a list.', todo, key=True)
        yield from (problem for problem in wording.explain(document, error, root) if not any(f'"{verb}"' in problem.what for verb in verbs))
    else:
        yield from wording.explain(document, error, root)


def _in_entry(document: Document, error: ValidationError, root: dict, prefix: str) -> Iterator[Problem]:
    """What is wrong with an entry that is added, or further inside one."""
    path, value, schema = tuple(error.absolute_path), error.instance, error.schema
    if error.validator == "not" and "fewest" in schema:
        if path[0] != "vocabulary" or len(value) < schema["fewest"]:  # what a list of the vocabulary takes away is told by whatever needs it
            yield _in_place_of_ours(document, path, value, schema["fewest"])
    elif path[-2:-1] == ("add",) and error.validator in ("required", "additionalProperties") and (inside := _belongs_in(value, schema)):
        if error.validator == "additionalProperties":
            todo = f"To add it to an entry of ours, write change:, the id of ours, {inside}: and add: above it, each on a line of its own and two spaces further in."
            yield document.problem(path, f'"{value.get("id", "This")}" is written like one of the "{inside}" of an entry.', todo)
    elif path[-3:-2] == ("add",) and path[-1] == "id" and error.validator == "pattern":
        yield from (replace(problem, todo=_own_id(value, prefix)) if problem.todo.startswith("Write it") else problem for problem in wording.explain(document, error, root))
    elif error.validator == "required" and "add" in path[:-1] and '"id" is missing' in (what := next((problem.what for problem in wording.explain(document, error, root)), "")):
        yield document.problem(path, what, f"Add a line such as id: {prefix}-first-visit.")
    else:
        yield from wording.explain(document, error, root)


def _no_verbs(document: Document, path: tuple, value: dict, fields: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    """What stands where a verb belongs. Fields right after an id are told with it."""
    names, owner = list(value), ""
    for place, name in enumerate(names):
        if name in VERBS or (owner and name in fields and name not in known):
            continue
        under_change = value.get("change") == "" and name.lower() not in OTHER_WORDS and not nearest(name, VERBS)
        owner = name if name in known or under_change else ""
        below = list(takewhile(lambda other: other in fields and other not in known, names[place + 1 :]))
        if under_change:
            further = f", and four before {' and '.join(below)}." if below else " and the lines below it." if isinstance(value[name], dict) else "."
            what, todo = f'"{name}" belongs to "change".', f"Put two more spaces before {name}{further}"
        elif owner:
            what, todo = f'"{name}" stands where change, hide, add or order belongs.', "Put change: on a line of its own above it, and move this and what is below it two spaces further in."
        else:
            what = f'"{name}" is nothing an edition can do.'
            todo = f'Did you mean "{OTHER_WORDS[name.lower()]}"?' if name.lower() in OTHER_WORDS else did_you_mean(name, VERBS, "What belongs here: change, hide, add, order.")
        yield document.problem((*path, name), what, todo, key=True)


def told_with_what_is_beside(document: Document, kind: str) -> set[tuple[int, int]]:
    """The places of "change" and of ids that have nothing after them because it stands beside them, on their own level: that is told there."""
    overlay = document.value.get(kind) if isinstance(document.value, dict) else None
    change = overlay.get("change") if isinstance(overlay, dict) else None
    path, level = ((kind,), overlay) if change == "" else ((kind, "change"), change)
    found = set()
    for name, follows in zip(level, list(level)[1:]) if isinstance(level, dict) else ():
        value_beside = not isinstance(level[follows], dict) and level[follows] != "" and name not in VERBS
        if level[name] == "" and (value_beside or change == "" and name == "change") and follows not in VERBS:
            found.add(document.marks.get((*path, name), (0, 0)))
    return found


def _ids(value: Any, path: tuple, known: Iterable[str]) -> str:
    """Ids to show in square brackets: those that were written, or some of the kind."""
    words = [word for word in re.split(r"[\s,;]+", value) if re.fullmatch("[a-z0-9-]+", word)] if isinstance(value, str) else []
    return ", ".join(words or (list(known)[:2] if len(path) == 2 else ["first-id", "second-id"]))


def _in_place_of_ours(document: Document, path: tuple, value: list, fewest: int) -> Problem:
    """A list of entries inside an entry, written anew: too short, or else worth a note, since ours goes."""
    todo = "To keep ours, write add: above it, and put two more spaces before each line of the list."
    if len(value) < fewest:
        many = "1 entry" if len(value) == 1 else f"{len(value)} entries"
        return document.problem(path, f'"{path[-1]}" has {many}; the fewest is {fewest}.', todo, key=True)
    return document.problem(path, "This list takes the place of ours.", todo, key=True, level="note")


def _lists_in(entry: dict) -> list[str]:
    return [name for name, part in entry["properties"].items() if holds_entries(part)]


def _belongs_in(value: dict, entry: dict) -> str:
    """The list inside an entry whose entries this fits, when it does not fit as an entry itself; "" when there is none."""
    if value.keys() <= entry["properties"].keys():
        return ""
    return next((name for name in _lists_in(entry) if value.keys() <= entry["properties"][name]["items"]["properties"].keys()), "")


def _own_id(written: str, prefix: str) -> str:
    """What to do about an added id that is not written as one."""
    name = wording.id_like(written).removeprefix(prefix).strip("-")
    return f"Write it as {own_id(prefix, name)}." if name else f"Write a name of letters from a to z after {prefix}-, such as {prefix}-first-visit."


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
