"""The words an edition gives to questions and labels, beside those that are there already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from macros.document import Document
from macros.problems import Problem, listing

PART = re.compile(r"\{\w+\}")


def check_words(document: Document, kind: str, added: Any, change: dict, ours: dict[str, dict]) -> Iterator[Problem]:
    """Questions that would stand twice, and labels with other parts in curly brackets than the page fills in. ours: the entries that stay, by id."""
    if kind == "questions":
        changed = {name for name, fields in change.items() if isinstance(fields, dict) and "text" in fields}
        yield from _twice(document, added, {name: entry for name, entry in ours.items() if name not in changed})
    elif kind == "labels":
        for name, fields in change.items():
            if name in ours and isinstance(fields, dict) and isinstance(fields.get("text"), str):
                yield from _parts(document, name, fields["text"], ours)


def _twice(document: Document, added: Any, there: dict[str, dict]) -> Iterator[Problem]:
    known = {folded(str(entry.get("text"))): f'This question is there already: its id is "{name}".' for name, entry in there.items()}
    seen = set(there)
    for place, entry in enumerate(added if isinstance(added, list) else ()):
        if not isinstance(entry, dict) or not isinstance(entry.get("text"), str) or not isinstance(entry.get("id"), str):
            continue
        path, words = ("questions", "add", place, "text"), folded(entry["text"])
        if words in known and entry["id"] not in seen:
            yield document.problem(path, known[words], "Keep one of the two.", level="note")
        seen.add(entry["id"])
        known.setdefault(words, f"The same question stands on line {document.problem(path, '').line} already.")


def folded(words: str) -> str:
    """Words as they are compared: capitals, spaces and the form of an apostrophe do not count."""
    return " ".join(words.replace("’", "'").split()).casefold()


def _parts(document: Document, name: str, words: str, ours: dict[str, dict]) -> Iterator[Problem]:
    path, filled, written = ("labels", "change", name, "text"), _filled(name, ours), dict.fromkeys(PART.findall(words))
    known = {*filled, *_filled(name.removesuffix("-one"), ours)}
    if strange := [part for part in written if part not in known]:
        todo = f"It has {listing(filled)}." if filled else "Write it without curly brackets."
        yield document.problem_in(path, strange[0], f"This label uses {listing(strange)}, which the page does not fill in.", todo)
    elif left := [part for part in filled if part not in written]:
        yield document.problem(path, f"Our words have {listing(left)} here, and yours do not.", "Put it in, or leave it out if you mean to.", level="note")


def _filled(name: str, ours: dict[str, dict]) -> list[str]:
    return list(dict.fromkeys(PART.findall(str(ours.get(name, {}).get("text", "")))))
