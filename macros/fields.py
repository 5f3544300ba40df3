"""Whether what a sheet's field or a message says of itself fits together: its type, its choices, its example, its length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.document import Document
from macros.lists import Documents, entries
from macros.problems import Problem, did_you_mean, listing
from macros.schema import Lists

ONLY_FOR = {"options": ("choice", "choices"), "list": ("choice", "choices"), "low": ("scale",), "high": ("scale",), "count": ("rows",), "columns": ("rows",), "lines": ("paragraph",)}
WRITTEN_AS = {"date": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", '"2027-04-07"'), "time": (r"[0-9]{2}:[0-9]{2}", '"15:15"'), "number": (r"[0-9]+", '"12"'), "scale": (r"[1-5]", '"4"')}


def check_fields(documents: Documents, lists: Lists) -> Iterator[Problem]:
    """Each field of each sheet. What has the wrong shape is told by the schema, and passed over here."""
    for document, index, entry in entries(documents, "worksheets"):
        for place, asked in enumerate(entry.get("fields") if isinstance(entry.get("fields"), list) else ()):
            if isinstance(asked, dict) and isinstance(asked.get("type"), str):
                yield from _field(document, ("worksheets", index, "fields", place), asked, lists)


def _field(document: Document, path: tuple, asked: dict, lists: Lists) -> Iterator[Problem]:
    kind, example, longest = asked["type"], asked.get("example"), asked.get("max")
    for name, kinds in ONLY_FOR.items():
        if name in asked and kind not in kinds:
            yield document.problem((*path, name), f'"{name}" means nothing here, since the type of this field is {kind}.', f"Write type: {kinds[0]}, or remove {name}.", key=True)
    if not isinstance(example, str) or not example:
        return
    if kind in ("choice", "choices"):
        choices = list(lists.get(asked["list"], ())) if isinstance(asked.get("list"), str) else [option.get("id") for option in asked.get("options") or () if isinstance(option, dict)]
        for word in example.split(", ") if choices else ():
            if word not in choices:
                yield document.problem((*path, "example"), f'"{word[:60]}" is not the id of one of the choices.', did_you_mean(word, map(str, choices), f"Write one of: {listing(map(str, choices))}."))
    elif kind in WRITTEN_AS and not re.fullmatch(WRITTEN_AS[kind][0], example):
        yield document.problem((*path, "example"), f"The type of this field is {kind}, and its example is not written as one.", f"Write it like this: {WRITTEN_AS[kind][1]}.")
    elif type(longest) is int and len(example) > longest:
        yield document.problem((*path, "example"), f'The example is {len(example)} characters long, and "max" lets a student write {longest}.', "Make it shorter, or max larger.")


def check_lengths(documents: Documents) -> Iterator[Problem]:
    """Each message of which some tone is longer than it says itself, even if each blank took one word: at the longest."""
    for document, index, entry in entries(documents, "messages"):
        most = entry.get("max_words")
        tones = [(("tones", place, "body"), tone.get("body")) for place, tone in enumerate(entry.get("tones") if isinstance(entry.get("tones"), list) else ()) if isinstance(tone, dict)]
        words, path = max((len(str(body).split()), path) for path, body in [(("body",), entry.get("body", "")), *tones])
        if type(most) is int and words > most:
            yield document.problem(("messages", index, *path), f'This message has {words} words, and its "max_words" is {most}.', "Make it shorter, or max_words larger." if most < 100 else "Make it shorter.")
