"""Whether the files of a kit fit together: schemas, ids, references, macro calls and coverage. Builds nothing."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.components import signatures
from macros.load import Document, walk
from macros.pages import Call, Page
from macros.problems import Problem, did_you_mean, listing
from macros.schema import Lists, check_document, schemas

SLOT = re.compile(r"\[([a-z0-9]+(?:-[a-z0-9]+)*)\]")
WORTH_USING = ("evidence", "probes", "slots", "channels")

Documents = dict[str, list[Document]]


def entries(documents: Documents, kind: str) -> Iterator[tuple[Document, int, dict]]:
    """Every entry of a kind that is at least a mapping, with its document and its position there."""
    for document in documents.get(kind, []):
        found = document.value.get(kind) if isinstance(document.value, dict) else None
        for index, entry in enumerate(found if isinstance(found, list) else []):
            if isinstance(entry, dict):
                yield document, index, entry


def lists_of(documents: Documents, kinds: Iterable[str]) -> Lists:
    """The closed lists that fields choose from: the ids of each kind, and each list of the vocabulary.

    Returns list name -> id -> words for a tooltip.
    """
    lists: Lists = {}
    for kind in kinds:
        lists[kind] = {str(e["id"]): str(e.get("title") or e.get("text") or "") for _, _, e in entries(documents, kind) if "id" in e}
    for _, _, entry in entries(documents, "vocabulary"):
        items = [item for item in entry.get("items", []) if isinstance(item, dict)] if isinstance(entry.get("items"), list) else []
        lists[str(entry.get("id"))] = {str(item.get("id")): str(item.get("text", "")) for item in items}
    return lists


def lists_schema(lists: Lists, schema_folder: Path) -> str:
    """The text of schemas/lists.json: every list that a schema names, so that editors can complete it."""
    named = set(re.findall(r'"x-list": "([^"]+)"', json.dumps(list(schemas(schema_folder).values()))))
    definitions = {name: {"type": "string", "enum": list(lists[name])} for name in sorted(named) if lists.get(name)}
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Closed lists", "description": "Written by check from data/. Do not edit.", "$defs": definitions}, indent=1, ensure_ascii=False) + "\n"


def check_data(documents: Documents, schema_folder: Path, lists: Lists) -> Iterator[Problem]:
    """Each document against its schema, and the ids inside each list against one another."""
    for kind, found in documents.items():
        for document in found:
            yield from check_document(document, schemas(schema_folder)[kind], lists)
            yield from _repeated_ids(document)
    yield from _ids_used_twice(documents)
    yield from _slots(documents, lists)
    yield from _unverified(documents, schema_folder)


def check_page(page: Page, schema_folder: Path, lists: Lists, unverified: set[str]) -> Iterator[Problem]:
    """A page's front matter and every macro call on it."""
    yield from page.problems
    if page.document:
        yield from check_document(page.document, schemas(schema_folder)[page.schema], lists)
        for index, name in enumerate(_list(page.front, "evidence")):
            if name in unverified:
                yield page.document.problem(("evidence", index), *_not_verified(name))
    for call in page.calls:
        yield from check_call(page, call, lists)
        if call.name == "evidence_note" and unverified.intersection(call.arguments):
            yield Problem(page.name, call.line, call.column, *_not_verified(call.arguments[0]))


def check_call(page: Page, call: Call, lists: Lists) -> Iterator[Problem]:
    """A macro call against the signature of its component."""

    def at(what: str, todo: str) -> Problem:
        return Problem(page.name, call.line, call.column, what, todo)

    signature = signatures().get(call.name)
    if signature is None:
        yield at(f'There is no macro "{call.name}".', did_you_mean(call.name, signatures(), f"The macros are: {listing(signatures(), 40)}."))
        return
    least = sum(not argument.optional for argument in signature.arguments)
    if not least <= len(call.arguments) <= len(signature.arguments):
        yield at(f"{call.name} has {len(call.arguments)} arguments here.", f"Write it as {signature}.")
        return
    for argument, value in zip(signature.arguments, call.arguments):
        known = lists.get(argument.source)
        if argument.source != "text" and known is not None and value not in known:
            yield at(f'There is no "{value}" among the {argument.source.replace("_", " ")}.', did_you_mean(str(value), known, f"Choose one of: {listing(known)}."))


def check_coverage(documents: Documents, pages: Iterable[Page]) -> Iterator[Problem]:
    """A note for each requirement that nothing says it covers."""
    covered = set()
    for value in [*(d.value for found in documents.values() for d in found), *(page.front for page in pages)]:
        covered |= {name for path, part in walk(value) if path[-1:] == ("covers",) and isinstance(part, list) for name in map(str, part)}
    for document, index, entry in entries(documents, "requirements"):
        if entry.get("id") not in covered:
            yield document.problem(("requirements", index, "id"), f'Nothing covers requirement {entry.get("id")} yet.', f'It asks: {entry.get("text", "")}', level="note")


def check_orphans(documents: Documents, pages: Iterable[Page], lists: Lists, schema_folder: Path) -> Iterator[Problem]:
    """A note for each entry that exists only to be used by others, and is not."""
    used = defaultdict(set)
    for kind, found in documents.items():
        for document in found:
            for source, value, _ in _references(document.value, schemas(schema_folder)[kind]):
                used[source].add(value)
    for page in pages:
        for source, value, _ in _references(page.front, schemas(schema_folder)[page.schema]):
            used[source].add(value)
        for call in page.calls:
            for argument, value in zip(signatures()[call.name].arguments if call.name in signatures() else (), call.arguments):
                used[argument.source].add(value)
    for kind in WORTH_USING:
        for document, index, entry in entries(documents, kind):
            if entry.get("id") not in used[kind] and entry.get("status") != "unverified":
                yield document.problem((kind, index, "id"), f'Nothing uses "{entry.get("id")}" of the {kind}.', "Use it, or remove it.", level="note")


def unverified_evidence(documents: Documents) -> set[str]:
    """Ids of evidence nobody has verified."""
    return {entry.get("id") for _, _, entry in entries(documents, "evidence") if entry.get("status") != "verified"}


def _repeated_ids(document: Document) -> Iterator[Problem]:
    for path, value in walk(document.value):
        if isinstance(value, list) and path != () and len(path) > 1:
            seen: dict[str, int] = {}
            for index, item in enumerate(value):
                name = item.get("id") if isinstance(item, dict) else None
                if isinstance(name, str):
                    if name in seen:
                        line = document.marks[(*path, seen[name], "id")][0]
                        yield document.problem((*path, index, "id"), f'"{name}" is used twice in this list; the first is on line {line}.', "Give one of them another id.")
                    seen.setdefault(name, index)


def _ids_used_twice(documents: Documents) -> Iterator[Problem]:
    for kind in documents:
        seen: dict[str, tuple[str, int]] = {}
        for document, index, entry in entries(documents, kind):
            name, path = entry.get("id"), (kind, index, "id")
            if not isinstance(name, str):
                continue
            if name in seen:
                file, line = seen[name]
                yield document.problem(path, f'"{name}" is used twice; the first is at {file}:{line}.', "Give one of them another id.")
            seen.setdefault(name, (document.name, document.marks[path][0]))


def _slots(documents: Documents, lists: Lists) -> Iterator[Problem]:
    """A message's list of slots must be those its words use."""
    for document, index, entry in entries(documents, "messages"):
        listed = [slot for slot in _list(entry, "slots") if isinstance(slot, str)]
        written = {slot: part for part in ("subject", "body") for slot in SLOT.findall(str(entry.get(part, "")))}
        for slot, part in written.items():
            if slot not in listed:
                yield document.problem(("messages", index, part), f'The {part} uses [{slot}], which is not among its slots.', did_you_mean(slot, listed or lists.get("slots", {}), f"Add {slot} to slots."))
        for place, slot in enumerate(listed):
            if slot not in written:
                yield document.problem(("messages", index, "slots", place), f'The message never uses [{slot}].', "Use it in the subject or body, or take it off the list.")


def _unverified(documents: Documents, schema_folder: Path) -> Iterator[Problem]:
    hidden = unverified_evidence(documents)
    for kind, found in documents.items():
        for document in found:
            for source, value, path in _references(document.value, schemas(schema_folder)[kind]):
                if source == "evidence" and value in hidden:
                    yield document.problem(path, *_not_verified(value))


def _not_verified(name: str) -> tuple[str, str]:
    return f'The evidence "{name}" is unverified, so it may not appear on a page.', "Open the source and set its status to verified, or use another."


def _references(value: object, schema: dict, path: tuple = ()) -> Iterator[tuple[str, str, tuple]]:
    """Every (list, id, path) that a value takes from a closed list."""
    if isinstance(value, str) and "x-list" in schema:
        yield schema["x-list"], value, path
    elif isinstance(value, dict):
        for name, part in value.items():
            if isinstance(child := schema.get("properties", {}).get(name), dict):
                yield from _references(part, child, (*path, name))
    elif isinstance(value, list) and isinstance(schema.get("items"), dict):
        for index, part in enumerate(value):
            yield from _references(part, schema["items"], (*path, index))


def _list(value: dict, name: str) -> list:
    found = value.get(name)
    return found if isinstance(found, list) else []
