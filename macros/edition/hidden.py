"""Hidden is not deleted: what refers to a hidden entry loses the reference, in data and on pages, and goes on without it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from macros.calls import TAG, parse
from macros.components import signatures
from macros.document import Document
from macros.edition.tracked import Composed, Origin, Tracked, group, row
from macros.edition.writing import front_matter
from macros.lints import LINK, NOT_PROSE
from macros.pages import Page
from macros.problems import Problem, listing
from macros.schema import Lists, references, schemas

ATTRIBUTES = re.compile(r"\{:?[^{}\n]*\}")
SAID_INSTEAD = ("glossary",)  # lists whose macro stands for a word in a sentence: the word stays


@dataclass(frozen=True)
class Drop:
    """A reference that was left out: to which id of which list, where it stood, and what it stood in ("" for what cannot go on without it)."""

    source: str
    name: str
    where: Origin
    owner: str
    fatal: bool = False


@dataclass
class Gone:
    """What is not there any more, by list: ids, and ids that have another name now; with the words that stood for each.

    words: list -> id -> its words, as in the closed lists before anything was hidden.
    """

    names: dict[str, set[str]]
    renamed: dict[str, dict[str, str]]
    words: Lists
    drops: list[Drop] = field(default_factory=list)

    def touches(self, source: str, name: str) -> bool:
        """Whether an id of a list is gone or has another name."""
        return name in self.names.get(source, ()) or name in self.renamed.get(source, ())


def without_references(entry: Tracked, schema: dict, gone: Gone, owner: str) -> Tracked | None:
    """The entry without references to what is gone, None when it cannot go on without one; each is told in `gone.drops`."""
    if not any(gone.touches(source, name) for source, name, _ in references(entry.value, schema)):
        return entry
    found: list[Drop] = []
    left = _left(entry, schema, gone, owner, found)
    if left and "anyOf" in schema and not any(set(one["required"]) <= left.value.keys() for one in schema["anyOf"]):
        left = None
    gone.drops += found if left else [Drop(drop.source, drop.name, drop.where, drop.owner, fatal=True) for drop in found]
    return left


def _left(part: Tracked, schema: dict, gone: Gone, owner: str, found: list[Drop]) -> Tracked | None:
    source = schema.get("x-list", "")
    if isinstance(part.value, str) and source and gone.touches(source, part.value):
        if part.value in gone.renamed.get(source, ()):
            return Tracked(gone.renamed[source][part.value], part.origin)
        found.append(Drop(source, part.value, part.origin, owner))
        return None
    if isinstance(part.value, dict) and "properties" in schema:
        kept = {name: _left(child, schema["properties"].get(name, {}), gone, owner, found) for name, child in part.items()}
        lost = {name for name, child in kept.items() if child is None}
        if lost & set(schema.get("required", ())):
            return None
        return group({name: child for name, child in kept.items() if child is not None}, part.origin) if lost or part.parts or _differs(kept, part) else part
    if isinstance(part.value, list) and "items" in schema:
        children = [_left(child, schema["items"], gone, owner, found) for _, child in part.items()]
        left = [child for child in children if child is not None]
        if len(left) < len(children) and len(left) < schema.get("minItems", 0):
            return None
        return row(left, part.origin)
    return part


def _differs(kept: dict[str, Tracked | None], part: Tracked) -> bool:
    return any(child is not None and child.value != part.value[name] for name, child in kept.items())


def page_without(page: Page, schema_folder: Path, gone: Gone, layer: str) -> str | None:
    """The text of a page without calls and links to what is gone, None when it names nothing of it. layer: whose page it is, "" for the kit's."""
    front = _front_without(page, schema_folder, gone, layer)
    body = _links_without(page, _calls_without(page, page.body, gone, layer), gone, layer)
    if front == page.front and body == page.body:
        return None
    return (front_matter(front).removesuffix("\n") if page.document else "") + body


def _front_without(page: Page, schema_folder: Path, gone: Gone, layer: str) -> dict:
    if not page.document or not page.front:
        return page.front
    whole = Tracked(page.front, Origin(layer, page.document, ()))
    left = without_references(whole, schemas(schema_folder)[page.schema], gone, page.name)
    return left.value if left else page.front


def _place(page: Page, body: str, at: int, layer: str) -> Origin:
    """Where a place in the text of a page stands, as an origin."""
    line, column = page.first_line + body.count("\n", 0, at), at - body.rfind("\n", 0, at)
    return Origin(layer, Document(page.name, marks={(): (line, column)}, first_line=line), ())


def _calls_without(page: Page, body: str, gone: Gone, layer: str) -> str:
    def replaced(found: re.Match[str]) -> str:
        call = parse(found["call"]) if found["call"] else None
        if not call or call[0] not in signatures():
            return found[0]
        text = found[0]
        for argument, value in zip(signatures()[call[0]].arguments, call[1]):
            if new := gone.renamed.get(argument.source, {}).get(value):
                text = text.replace(f'"{value}"', f'"{new}"').replace(f"'{value}'", f"'{new}'")
            elif value in gone.names.get(argument.source, ()):
                gone.drops.append(Drop(argument.source, value, _place(page, body, found.start(), layer), page.name))
                return gone.words.get(argument.source, {}).get(value, "") if argument.source in SAID_INSTEAD else ""
        return text

    return TAG.sub(replaced, body)


def _links_without(page: Page, body: str, gone: Gone, layer: str) -> str:
    if not gone.names.get("pages") and not gone.renamed.get("pages"):
        return body
    prose = NOT_PROSE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), body)
    pieces, end = [], 0
    for link in LINK.finditer(prose):
        path, sign, anchor = link["target"].partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.source), path))
        if new := gone.renamed.get("pages", {}).get(target):
            address = posixpath.relpath(new, posixpath.dirname(page.source) or ".")
            pieces += [body[end : link.start("target")], address, sign, anchor]
            end = link.end("target")
        elif target in gone.names.get("pages", ()):
            gone.drops.append(Drop("pages", target, _place(page, body, link.start(), layer), page.name))
            pieces += [body[end : link.start()], link["text"]]
            attributes = ATTRIBUTES.match(body, link.end())
            end = attributes.end() if attributes else link.end()
    return "".join([*pieces, body[end:]])


def notes_of(drops: list[Drop], cause: dict[tuple[str, str], Origin], own: str) -> Iterator[Problem]:
    """What was left out, as notes: at the line that hid it for the kit's own words, in place for those of the edition.

    cause: (list, id) -> where it was hidden. What has no cause went with an older release. own: the edition that is checked;
    what one below it hid is told when that one is checked.
    """
    told: dict[tuple[str, str], list[str]] = {}
    for drop in drops:
        origin = cause.get((drop.source, drop.name))
        if drop.fatal:
            continue
        if drop.where.layer or origin is None:
            why = "hidden" if origin else "no longer part of the kit"
            yield drop.where.problem(f'"{drop.name}" is {why}, so it is left out here.', "Name another, or remove it.", level="note")
        elif origin.layer == own:
            told.setdefault((drop.source, drop.name), []).append(drop.owner)
    by_line: dict[Problem, list[str]] = {}
    for key, owners in told.items():
        by_line.setdefault(cause[key].problem("", level="note"), []).extend(owners)
    for note, owners in by_line.items():
        names = list(dict.fromkeys(owners))
        what = "This stays, and no longer mentions it" if len(names) == 1 else "These stay, and no longer mention it"
        yield replace(note, what=f"Left out, as you asked. {what}: {listing(names, 3)}.", todo="You need do nothing.")


def composed(kind: str, entries: list[Tracked], origin: Origin, name: str) -> Document:
    """The document of a kind put together from entries."""
    listed = row(entries, origin.inside(kind))
    return Composed(name, group({kind: listed}, origin))
