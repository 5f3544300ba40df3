"""What is wrong with a value, in words for somebody who has never programmed. Reads no file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from jsonschema import ValidationError

from macros.characters import hidden_character
from macros.document import Document
from macros.hints import KINDS_OF_VALUE, found, is_lone_id, slip_with_hyphen, type_hint
from macros.problems import Problem, counted, did_you_mean, listing, nearest
from macros.shapes import fold
from macros.syntax import CURLY_QUOTES

TYPES = {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false", "array": "a list", "object": "a group of names and values"}
NAMES_OF_LISTS = {"defaults": "practices with words to draw", "five_ps": "five Ps", "never_ask": "questions never to ask", "evidence": "entries of evidence", "glossary": "words of the glossary"}
QUESTION = "[?;\u037e؟？⸮]$"  # a Greek question ends in what looks like a semicolon, and is mostly typed as one
FORMS = {
    QUESTION: ("does not end with a question mark", "Put a question mark at the end, with nothing after it."),
    r"""^https://[^\s"'<>]+$""": ("is not an address that begins with https://", "Copy the whole address from the browser."),
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": ("is not a date in figures", 'Write year, month and day in double quotes, such as "2026-11-22".'),
    r"^[a-z0-9]+(-[a-z0-9]+)*$": ("may hold only small letters, digits and single hyphens", ""),
}
ONE_OF = re.compile(r"\^\((?P<words>[\w|]+)\)\\b")


def explain(document: Document, error: ValidationError, root: dict) -> Iterator[Problem]:
    """One error of JSON Schema, as none, one or several problems."""
    path, value, schema, limit = tuple(error.absolute_path), error.instance, error.schema, error.validator_value
    name = next((f'"{part}"' for part in reversed(path) if isinstance(part, str)), "This file")
    subject = f"Entry {path[-1] + 1} of {name}" if path and isinstance(path[-1], int) else name
    hint = schema.get("description", "")

    def at(what: str, todo: str = hint) -> Problem:
        return document.problem(path, what, todo)

    match error.validator:
        case "minLength" | "maxLength" | "pattern" | "enum" if straight := in_curly_quotes(value, schema):
            if error.validator in ("pattern", "enum") or re.search(schema.get("pattern", "$^"), value):  # told once, whatever else is wrong with it
                yield at("The quotation marks here are curly.", f"Write straight ones, such as {straight}.")
        case "additionalProperties":
            yield from _strangers(document, path, value, schema["properties"])
        case "required":
            yield from _missing(document, path, value, error, root)
        case "type" if not path:
            yield at(*_whole_file(root))
        case "type" if limit == "array" and "id" in schema.get("items", {}).get("properties", {}) and (slip := slip_with_hyphen(value)):
            yield document.problem((*path, slip[0]), *slip[1:], key=True)
        case "type" if limit == "object" and is_lone_id(document, path, value, schema):
            yield at(f'There is no "id:" before "{value}".', f"Write - id: {value}")
        case "type":
            yield at(f"{subject} should be {TYPES.get(limit, limit)}, but this is {found(document, path, value, limit)}.", type_hint(document, path, value, schema) or hint)
        case "enum" if isinstance(value, (list, dict)):
            yield at(f"{subject} should be one word, but this is {KINDS_OF_VALUE[type(value)]}.", f"Choose one of: {listing(map(str, limit))}.")
        case "enum":
            yield at(f'"{_short(value)}" is not one of the choices for {name}.', did_you_mean(str(value), map(str, limit), f"Choose one of: {listing(map(str, limit))}."))
        case "pattern":
            if value:  # an empty text is told by minLength
                yield at(*_wrong_form(subject, value, limit, schema))
        case "minLength":
            yield at(f"{subject} is empty.", "Write something there, or remove the line.")
        case "maxLength":
            over = len(value) - limit
            yield at(f"{subject} is {len(value)} characters long; the most is {limit}.", f"Make it shorter by {counted(over, 'character')}.")
        case "minimum":
            yield at(f"{subject} is {value}; the smallest number allowed is {limit}.", f"Choose a number from {limit} to {schema.get('maximum', 'anything above')}. {hint}")
        case "maximum":
            yield at(f"{subject} is {value}; the largest number allowed is {limit}.", f"Choose a number from {schema.get('minimum', 0)} to {limit}. {hint}")
        case "minItems" if not value:
            yield at(f"{subject} is an empty list.", "Add to the list, or remove the line if it may be left out.")
        case "minItems":
            yield at(f"{subject} has {len(value)} {'entry' if len(value) == 1 else 'entries'}; the fewest is {limit}.", f"Add {limit - len(value)} to the list.")
        case "minProperties":
            yield at(f"{subject} holds nothing.", "Write something under it, or remove the line.")
        case "maxItems":
            yield at(f"{subject} has {len(value)} entries; the most is {limit}.", f"Take {len(value) - limit} out.")
        case "uniqueItems":
            for index, item in enumerate(value):
                if item in value[:index]:
                    yield document.problem((*path, index), f'"{_short(item)}" is in this list twice.', "Keep one of the two.")
        case "anyOf" if all("required" in part for part in limit):
            yield at(f"{subject} has none of these: {listing(name for part in limit for name in part['required'])}.")
        case _:
            yield at(f"{subject} is not as it should be.")


def unknown(value: str, source: str, known: Iterable[str]) -> tuple[str, str]:
    """An id that is not in a closed list: what is wrong and what to do."""
    if hidden := hidden_character(value):
        return f'"{value}" contains {hidden}.', "Delete the word and type it again."
    if straight := in_curly_quotes(value, {"enum": known}):
        return "The quotation marks here are curly.", f"Write straight ones, such as {straight}."
    return f'There is no "{_short(value)}" among the {NAMES_OF_LISTS.get(source, source)}.', did_you_mean(value, known, f"Choose one of: {listing(known)}.")


def _whole_file(root: dict) -> tuple[str, str]:
    names = list(root.get("properties", {}))
    if len(names) == 1:
        return "This file does not begin with the name of what it holds.", f"Put {names[0]}: on a line of its own at the top, and two more spaces before each line below it."
    return "There are no names and values between the two lines of hyphens.", "Write title: and description: there, each on a line of its own, with its text after it."


def _strangers(document: Document, path: tuple, value: dict, known: dict) -> Iterator[Problem]:
    for extra in (key for key in value if key not in known):
        near = nearest(extra, [name for name in known if name not in value]) or nearest(extra, known)
        if path or near:
            todo = f'Did you mean "{near}"?' if near else f"What belongs here: {listing(known, 20)}."
            yield document.problem((*path, extra), f'The name "{_short(extra)}" does not belong here.', todo, key=True)
        elif len(known) == 1:
            yield document.problem((extra,), f"This file holds {next(iter(known))}, so {_short(extra)} cannot be in it.", "Move it to a file of its own.", key=True)
        else:
            yield document.problem((extra,), f'The name "{_short(extra)}" does not belong here.', f"What belongs here: {listing(known, 20)}.", key=True)


def _missing(document: Document, path: tuple, value: dict, error: ValidationError, root: dict) -> Iterator[Problem]:
    parts = _schema_at(root, path).get("properties", {})
    strangers = [key for key in value if key not in parts]
    if not path and len(parts) == 1 and strangers:
        return
    for name in error.validator_value:
        if name in value or f"'{name}'" not in error.message:
            continue
        if any(nearest(key, [n for n in parts if n not in value]) == name for key in strangers):
            continue
        owner = value.get("id")
        of = f' from "{_short(owner)}"' if isinstance(owner, str) and owner else " from this entry" if path else " at the top of this page"
        yield document.problem(path, f'"{name}" is missing{of}.', line_to_add(name, parts.get(name, {}), str(value.get("title", ""))))


def line_to_add(name: str, schema: dict, title: str = "") -> str:
    """What to do about a field that is missing: a line to write, or else what the field means. title: what an id can be made of."""
    if name == "id" and (proposal := id_like(title)) and len(proposal) <= 60:
        return f"Add a line such as id: {proposal}."
    choices = schema.get("examples") or schema.get("enum") or schema.get("items", {}).get("enum", [])[:1]
    example = choices[0] if choices else None
    if isinstance(example, list) and all(isinstance(part, str) and re.fullmatch(r"[\w-]+", part) for part in example):
        example = f"[{', '.join(example)}]"
    elif isinstance(example, str) and re.search(r"^\W|^[\d.]+$|: | #|:$", example):
        example = f'"{example}"'
    line = f"{name}: {str(example).lower() if isinstance(example, bool) else example}"
    if example is None or isinstance(example, (list, dict)) or len(line) > 90 or "\n" in line:
        return f"Add it: {schema['description']}" if "description" in schema else "Add it."
    return f"Add a line such as {line}" + ("" if line[-1] in ".?!" else ".")


def id_like(words: str) -> str:
    """Words written as an id; "" when no letter or digit of them can stand in one."""
    return re.sub(r"[^a-z0-9]+", "-", fold(words).lower()).strip("-")


def in_curly_quotes(value: Any, schema: dict) -> str:
    """The value in straight quotes, when curly ones round it are all that is wrong; otherwise ""."""
    if not isinstance(value, str) or not (value[:1] in CURLY_QUOTES and value[-1:] in CURLY_QUOTES and len(value) > 2):
        return ""
    inside = value[1:-1]
    fits = re.search(schema["pattern"], inside) if "pattern" in schema else inside in schema.get("enum", ())
    return f'"{_short(inside)}"' if fits else ""


def _schema_at(root: dict, path: tuple) -> dict:
    for part in path:
        root = root.get("items", {}) if isinstance(part, int) else root.get("properties", {}).get(part, {})
    return root


def _wrong_form(subject: str, value: str, pattern: str, schema: dict) -> tuple[str, str]:
    if hidden := hidden_character(value):
        return f"{subject} contains {hidden}.", "Delete it and type it again."
    what, todo = FORMS.get(pattern, ("is not written as it should be", ""))
    if pattern.startswith("^[a-z0-9]+(-"):
        proposal = id_like(value)
        todo = f"Write it as {proposal}." if proposal else "Write it like this: first-month."
    elif words := ONE_OF.match(pattern):
        what, todo = f'begins with "{value.split()[0]}", which is not one of the words for it', f"Begin it with one of: {listing(words['words'].split('|'), 40)}."
    example = (schema.get("examples") or [""])[0]
    return f"{subject} {what}.", todo or f"Write it like this: {example}. {schema.get('description', '')}"


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"
