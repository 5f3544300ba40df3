"""Where entries have a page of their own: by kind, the folder below content/ and the macro that draws it."""

from __future__ import annotations

from collections.abc import Iterator

from macros.lists import Documents, entries

FOLDERS = {
    "worksheets": ("sheets", "worksheet"),
    "checklists": ("sheets", "checklist"),
    "messages": ("messages", "message_template"),
    "situations": ("stuck", "situation"),
    "paths": ("course", "path"),
    "packs": ("sheets/packs", "pack"),
}


def source_of(kind: str, name: str) -> str:
    """The page of an entry, as a path below content/."""
    return f"{FOLDERS[kind][0]}/{name}.md"


def sources_of(documents: Documents) -> Iterator[tuple[str, str]]:
    """Every page that entries have, or will have once `run.py stubs` wrote it, with its title."""
    for kind in FOLDERS:
        for _, _, entry in entries(documents, kind):
            if isinstance(entry.get("id"), str):
                yield source_of(kind, entry["id"]), str(entry.get("title", ""))
