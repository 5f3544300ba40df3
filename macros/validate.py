"""Whether the files of a kit fit together: schemas, ids, references and macro calls. Builds nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from macros.components import labels, signatures
from macros.defaults import MARK
from macros.document import Document
from macros.fields import check_fields, check_lengths
from macros.lists import ELSEWHERE, Documents, entries, named_lists
from macros.load import walk
from macros.pages import Call, Page
from macros.problems import Problem, counted, did_you_mean, listing, nearest
from macros.schema import Lists, check_document, references, schemas
from macros.wording import unknown

ONE_ADDRESS = {"worksheets": "sheets", "checklists": "sheets"}  # an id is the address of a page, /sheets/<id>/
SLOT = re.compile(r"\[([a-z0-9]+(?:-[a-z0-9]+)*)\]")
OPEN = re.compile(r"\{([a-z0-9]+(?:-[a-z0-9]+)*)(?![a-z0-9-]*\}|[a-z0-9-])")  # {length-to-ask without its end
OWN_BRACKETS = ("labels", "rules")  # kinds whose curly brackets mean something else
BRACKETS = re.compile(r"\[(?P<inside>[^\]\[\n]+)\]")


def check_data(documents: Documents, schema_folder: Path, lists: Lists) -> Iterator[Problem]:
    """Each document against its schema, and the ids inside each list against one another."""
    for kind, found in documents.items():
        for document in found:
            yield from check_document(document, schema_folder, kind, lists)
            yield from _repeated_ids(document, schemas(schema_folder)[kind])
    yield from _ids_used_twice(documents)
    yield from _old_ids(documents)
    yield from _missing_lists(documents, schema_folder, lists)
    yield from _missing_labels(documents, lists)
    yield from _slots(documents, lists)
    yield from _defaults(documents, lists)
    yield from _unverified(documents, schema_folder)
    yield from check_fields(documents, lists)
    yield from check_lengths(documents)


def check_page(page: Page, schema_folder: Path, lists: Lists, unverified: set[str]) -> Iterator[Problem]:
    """A page's front matter and every macro call on it."""
    yield from page.problems
    if page.document:
        yield from check_document(page.document, schema_folder, page.schema, lists)
        for source, name, path in references(page.front, schemas(schema_folder)[page.schema]):
            if source == "evidence" and name in unverified:
                yield page.document.problem(path, *_not_verified(name))
    for call in page.calls:
        yield from check_call(page, call, lists)
        for argument, value in zip(signatures()[call.name].arguments if call.name in signatures() else (), call.arguments):
            if argument.source == "evidence" and value in unverified:
                yield Problem(page.name, call.line, call.column, *_not_verified(value))


def check_call(page: Page, call: Call, lists: Lists) -> Iterator[Problem]:
    """A macro call against the signature of its component."""

    def at(what: str, todo: str) -> Problem:
        return Problem(page.name, call.line, call.column, what, todo)

    signature = signatures().get(call.name)
    if signature is None:
        yield at(f'There is no macro "{call.name}".', did_you_mean(call.name, signatures(), f"The macros are: {listing(signatures(), 40)}."))
        return
    least, most, given = sum(not argument.optional for argument in signature.arguments), len(signature.arguments), len(call.arguments)
    if not least <= given <= most:
        wanted = "nothing" if most == 0 else f"{least or 'no'} or {most} values" if least != most else counted(most, 'value')
        yield at(f"{call.name} takes {wanted} in its brackets, but here it has {given or 'none'}.", f"Write it as {{{{ {_pattern(signature)} }}}}.")
        return
    if signature.for_lessons and page.schema != "lesson":
        yield at(f"{call.name} can only stand on a lesson.", "Take it out, or move the page into a folder of content/steps/.")
    for argument, value in zip(signature.arguments, call.arguments):
        if argument.source != "text" and argument.source in lists and value not in lists[argument.source]:
            yield at(*unknown(str(value), argument.source, lists[argument.source]))


def _pattern(signature) -> str:
    return f"{signature.name}({', '.join(chr(34) + argument.name + chr(34) for argument in signature.arguments)})"


def unverified_evidence(documents: Documents) -> set[str]:
    """Ids of evidence nobody has verified."""
    return {str(entry.get("id")) for _, _, entry in entries(documents, "evidence") if entry.get("status") != "verified"}


def _repeated_ids(document: Document, schema: dict) -> Iterator[Problem]:
    """Ids given twice in a list inside an entry: fields of a worksheet, items of a checklist."""
    for path, value in walk(document.value):
        if isinstance(value, list) and len(path) > 1:
            seen: dict[str, int] = {}
            for index, item in enumerate(value):
                name = item.get("id") if isinstance(item, dict) else None
                if isinstance(name, str) and name:
                    if name in seen:
                        line = document.problem((*path, seen[name], "id"), "").line
                        yield document.problem((*path, index, "id"), f'The id "{name}" is used twice in this list; the first is on line {line}.', _second(document, schema, (*path, index, "id")))
                    seen.setdefault(name, index)


def _second(document: Document, schema: dict, path: tuple) -> str:
    """What to do about an id that is there twice: one that stands for something else, such as a sheet of a pack, cannot have another."""
    elsewhere = any(path == other for _, _, other in references(document.value, schema))
    return "Take one of the two out." if elsewhere else "Give one of them another id."


def _ids_used_twice(documents: Documents) -> Iterator[Problem]:
    taken: dict[str, dict[str, Problem]] = defaultdict(dict)
    for kind in documents:
        seen = taken[ONE_ADDRESS.get(kind, kind)]
        for document, index, entry in entries(documents, kind):
            name, path = entry.get("id"), (kind, index, "id")
            if not isinstance(name, str) or not name:
                continue
            here = document.problem(path, "")
            if name in seen:
                first = seen[name]
                where = f"on line {first.line}" if first.file == here.file else f"at {first.file}:{first.line}"
                yield document.problem(path, f'The id "{name}" is used twice; the first is {where}.', "Give one of them another id.")
            seen.setdefault(name, here)


def _old_ids(documents: Documents) -> Iterator[Problem]:
    """Ids that an entry had in an older release, or that were retired: nothing else may take them."""
    retired = {(entry.get("id"), item.get("id")) for _, _, entry in entries(documents, "retired") for item in _list(entry, "items") if isinstance(item, dict)}
    for kind in documents.keys() - {"retired"}:
        old = {name for _, _, entry in entries(documents, kind) for name in _list(entry, "renamed_from") if isinstance(name, str)}
        for document, index, entry in entries(documents, kind):
            if entry.get("id") in old or (kind.replace("_", "-"), entry.get("id")) in retired:
                yield document.problem((kind, index, "id"), f'The id "{entry["id"]}" belonged to an entry of an older release, and an id is never used again.', "Give this entry another id.")


def _missing_lists(documents: Documents, schema_folder: Path, lists: Lists) -> Iterator[Problem]:
    """Lists of the vocabulary that fields choose from, and that are not there."""
    for document in documents.get("vocabulary", [])[:1]:
        for name in sorted(named_lists(schema_folder) - set(lists) - set(schemas(schema_folder)) - set(ELSEWHERE)) if "vocabulary" in lists else ():
            yield document.problem(("vocabulary",), f'The list "{name}" is missing from the vocabulary.', "Put it back; other files choose from it.", key=True)


def _missing_labels(documents: Documents, lists: Lists) -> Iterator[Problem]:
    """Words of the interface that components name, and that are not there."""
    for document in documents.get("labels", [])[:1]:
        for name in sorted(labels() - set(lists["labels"])) if "labels" in lists else ():
            yield document.problem(("labels",), f'The label "{name}" is missing.', "Put it back; the pages use it.", key=True)


def _slots(documents: Documents, lists: Lists) -> Iterator[Problem]:
    """A message's list of slots must be those its words use."""
    known = lists.get("slots")
    for document, index, entry in entries(documents, "messages"):
        listed = [slot for slot in _list(entry, "slots") if isinstance(slot, str)]
        unsure = [slot for slot in listed if known is not None and slot not in known]
        written: set[str] = set()
        tones = [("tones", place, "body") for place, tone in enumerate(_list(entry, "tones")) if isinstance(tone, dict)]
        for part in (("subject",), ("body",), *tones):
            text = entry["tones"][part[1]].get("body", "") if len(part) > 1 else entry.get(part[0], "")
            for match in BRACKETS.finditer(str(text)):
                slot, path = match["inside"], ("messages", index, *part)
                if slot in written:
                    continue
                written.add(slot)
                meant = nearest(slot, listed) or nearest(slot, known or ())
                if slot not in listed and (known is None or slot in known) and not nearest(slot, unsure):
                    yield document.problem_in(path, match.group(), f"The message uses [{slot}], which its slots do not name.", f"Add {slot} to slots.")
                elif nearest(slot, unsure):
                    written.add(nearest(slot, unsure))
                elif slot not in listed:
                    written.add(meant)
                    yield document.problem_in(path, match.group(), f"There is no slot [{slot}].", f"Did you mean [{meant}]?" if meant else "Write one of the ids in data/slots.yml, or add it there.")
        for place, slot in enumerate(listed):
            if slot not in written and (known is None or slot in known) and listed.index(slot) == place:
                yield document.problem(("messages", index, "slots", place), f"The message never uses [{slot}].", "Use it in the subject or body, or take it off the list.")


def _defaults(documents: Documents, lists: Lists) -> Iterator[Problem]:
    """Each {practice} in a text must be one of the defaults; and closed; other words in curly brackets are let alone."""
    for kind in documents.keys() - set(OWN_BRACKETS) if "defaults" in lists else ():
        for document in documents[kind]:
            for path, value in walk(document.value):
                for found in MARK.finditer(value) if isinstance(value, str) and "{" in value else ():
                    if found[1] not in lists["defaults"] and ("-" in found[1] or nearest(found[1], lists["defaults"])):
                        yield document.problem_in(path, found[0], *unknown(found[1], "defaults", lists["defaults"]))
                for found in OPEN.finditer(value) if isinstance(value, str) and "{" in value else ():
                    if meant := found[1] if found[1] in lists["defaults"] else nearest(found[1], lists["defaults"]):
                        yield document.problem_in(path, found[0], "A curly bracket is opened here and not closed.", f"Write {{{meant}}}.")


def _unverified(documents: Documents, schema_folder: Path) -> Iterator[Problem]:
    hidden = unverified_evidence(documents)
    for kind, found in documents.items():
        for document in found:
            for source, value, path in references(document.value, schemas(schema_folder)[kind]):
                if source == "evidence" and value in hidden:
                    yield document.problem(path, *_not_verified(value))


def _not_verified(name: str) -> tuple[str, str]:
    return f'The evidence "{name}" is unverified, so it may not appear on a page.', "Open the source and set its status to verified, or use another."


def _list(value: dict, name: str) -> list:
    found = value.get(name)
    return found if isinstance(found, list) else []
