"""The closed lists that fields choose from: every kind's ids, and the lists of the vocabulary."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.document import Document
from macros.schema import Lists, schemas

Documents = dict[str, list[Document]]
ELSEWHERE = ("defaults", "lessons", "pages", "sheets")  # lists made of entries and pages, not written in the vocabulary
PAGES_THAT_ARE_SHEETS = {"rubric": "sheets/rubric.md", "self-check": "five-ps/self-check.md"}


def entries(documents: Documents, kind: str) -> Iterator[tuple[Document, int, dict]]:
    """Every entry of a kind that holds names and values, with its document and its position there."""
    for document in documents.get(kind, []):
        found = document.value.get(kind) if isinstance(document.value, dict) else None
        for index, entry in enumerate(found if isinstance(found, list) else []):
            if isinstance(entry, dict):
                yield document, index, entry


def lists_of(documents: Documents, kinds: Iterable[str], unsure: Iterable[str] = ()) -> Lists:
    """The closed lists that fields choose from: the ids of each kind, the practices with words to draw, each list of the vocabulary.

    unsure: kinds of which something could not be read. Nothing can be said to be missing from those, so they have no list.
    Returns list name -> id -> words for a tooltip.
    """
    lists: Lists = {}
    for kind in kinds:
        if kind not in unsure:
            lists[kind] = {str(e["id"]): str(e.get("title") or e.get("text") or "") for _, _, e in entries(documents, kind) if "id" in e}
    if "practices" in lists:
        lists["defaults"] = {str(e["id"]): str(e["short"]) for _, _, e in entries(documents, "practices") if "id" in e and "short" in e}
    if {"worksheets", "checklists"} <= lists.keys():
        lists["sheets"] = lists["worksheets"] | lists["checklists"] | dict.fromkeys(PAGES_THAT_ARE_SHEETS, "")
    for _, _, entry in entries(documents, "vocabulary") if "vocabulary" not in unsure else ():
        items = [item for item in entry.get("items", []) if isinstance(item, dict)] if isinstance(entry.get("items"), list) else []
        lists[str(entry.get("id"))] = {str(item.get("id")): str(item.get("text", "")) for item in items}
    return lists


def lists_schema(lists: Lists, schema_folder: Path) -> str:
    """The text of schemas/lists.json: every list that a schema names, so that editors can complete it."""
    definitions = {name: {"type": "string", "enum": list(lists[name])} for name in sorted(named_lists(schema_folder)) if lists.get(name)}
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Closed lists", "description": "Written by check from data/. Do not edit.", "$defs": definitions}, indent=1, ensure_ascii=False) + "\n"


@functools.cache
def named_lists(schema_folder: Path) -> set[str]:
    """Every list that some field chooses from."""
    return set(re.findall(r'"x-list": "([^"]+)"', json.dumps(list(schemas(schema_folder).values()))))
