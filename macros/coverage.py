"""What is not wrong but worth knowing: requirements without a home, and entries that nothing uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.components import signatures
from macros.lists import Documents, entries
from macros.load import walk
from macros.pages import Page
from macros.problems import Problem
from macros.schema import references, schemas

UNCOVERED = "Nothing covers requirement"
WORTH_USING = ("evidence", "probes", "slots")


def check_coverage(documents: Documents, pages: Iterable[Page]) -> Iterator[Problem]:
    """A note for each requirement that nothing says it covers."""
    covered = set()
    for value in [*(d.value for found in documents.values() for d in found), *(page.front for page in pages)]:
        covered |= {name for path, part in walk(value) if path[-1:] == ("covers",) and isinstance(part, list) for name in map(str, part)}
    for document, index, entry in entries(documents, "requirements"):
        if str(entry.get("id")) not in covered:
            yield document.problem(("requirements", index, "id"), f"{UNCOVERED} {entry.get('id')} yet.", f"It asks: {entry.get('text', '')}", level="note")


def is_open_requirement(note: Problem) -> bool:
    """Whether a note is one of check_coverage: the only ones that `--coverage` fails for."""
    return note.what.startswith(UNCOVERED)


def check_orphans(documents: Documents, pages: Iterable[Page], schema_folder: Path) -> Iterator[Problem]:
    """A note for each entry that exists only to be used by others, and is not."""
    used = defaultdict(set)
    for kind, found in documents.items():
        for document in found:
            for source, value, _ in references(document.value, schemas(schema_folder)[kind]):
                used[source].add(value)
    for page in pages:
        for source, value, _ in references(page.front, schemas(schema_folder)[page.schema]):
            used[source].add(value)
        for call in page.calls:
            for argument, value in zip(signatures()[call.name].arguments if call.name in signatures() else (), call.arguments):
                used[argument.source].add(value)
    for kind in WORTH_USING:
        for document, index, entry in entries(documents, kind):
            if str(entry.get("id")) not in used[kind] and entry.get("status") != "unverified":
                yield document.problem((kind, index, "id"), f'Nothing uses "{entry.get("id")}" of the {kind}.', "Use it, or remove it.", level="note")
