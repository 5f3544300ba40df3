"""Checks an edition in process: the kit, the editions laid over it, the same pipeline over the result. Writes nothing."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from macros import stubs
from macros.addresses import FOLDERS, source_of
from macros.edition.blame import blamed, once, theirs
from macros.edition.drift import check_drift
from macros.edition.folder import Edition, read_edition
from macros.edition.hidden import Drop, Gone, composed, notes_of, page_without, without_references
from macros.edition.implied import implied_by, lessons_left_out
from macros.edition.layers import Laid, lay_all, retired_of, settings_of, with_layers
from macros.edition.needed import check_needed
from macros.edition.overlay import kind_of
from macros.edition.own_links import check_places
from macros.edition.own_pages import check_pages
from macros.edition.tracked import Origin, Tracked
from macros.lessons import page_lists
from macros.lists import Documents, entries, lists_of
from macros.model import KINDS
from macros.pages import Page, page_of
from macros.problems import Problem, listing
from macros.proof import check_words, prove
from macros.rulebook import book_of
from macros.schema import entry_schema, schemas
from macros.toolkit import Found, Toolkit, assemble, open_toolkit
from macros.wording import NAMES_OF_LISTS

JUDGED = ("messages", "questions")  # what our own checks on a student's text are run over
JUDGES = ("rules", "word_lists", "channels")


@dataclass
class Checked:
    """What checking an edition gave.

    base: the kit itself. toolkit: the kit with the edition, None while the kit itself has problems. entries: the kinds that differ from
    the kit's files. texts: pages that differ, by source, with their text. gone: pages that are left out. editions: those that were laid, in order.
    """

    edition: Edition
    base: Toolkit
    editions: list[Edition]
    toolkit: Toolkit | None = None
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    entries: dict[str, list[Tracked]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    laid: Laid = field(default_factory=Laid)

    @property
    def base_is_faulty(self) -> bool:
        """Whether the kit itself must be mended first; then nothing is said of the edition."""
        return bool(self.base.problems)


def check_edition(root: Path, folder: Path, base: Toolkit | None = None) -> Checked:
    """Checks the edition in `folder` against the kit in `root`. base: the kit, when it has been read already. Never raises for what a person wrote."""
    base = base or open_toolkit(root)
    edition = read_edition(folder, root)
    if base.problems:
        return Checked(edition, base, [edition], problems=base.problems)
    editions = with_layers(edition, root)
    laid = lay_all(base, editions, {one.id: list(implied_by(one, base)) for one in editions})
    checked = Checked(edition, base, editions, laid=laid)
    told = [problem for one in editions for problem in one.problems] + laid.problems
    pages = _pages(base, editions)
    gone = _gone(checked, pages)
    _prune(checked, pages, gone)
    cause = _causes(checked, gone)
    left = {kind: checked.entries.get(kind, kind_of(base.documents[kind], kind)) for kind in KINDS}
    needed = list(check_needed(laid.hidden, left, pages.values(), root))
    told += [*needed, *(problem for problem in _fatal(gone.drops, cause) if problem.file not in {one.file for one in needed})]
    files = {source for one in editions for source in one.files}
    own = [page for one in editions for page in one.pages.values()]
    found = Found(documents={kind: _documents(checked, kind) for kind in base.documents}, pages=pages, faulty=laid.faulty)
    checked.toolkit = assemble(root, found, str(settings_of(editions).get("locale", "")), "notes")
    for one in editions:
        told += [*check_pages(one, base, checked.toolkit, files, own), *check_drift(one, base)]
    told = once(told, [*theirs(checked, told), *notes_of(gone.drops, cause, edition.id)])
    if not any(problem.level == "problem" for problem in told):
        told = once(told, [*_judged(checked), *(problem for page in own for problem in check_places(page, checked.toolkit))])
    checked.problems = sorted({problem for problem in told if problem.level == "problem"})
    checked.notes = sorted({problem for problem in told if problem.level == "note"})
    return checked


def _pages(base: Toolkit, editions: list[Edition]) -> dict[str, Page]:
    return base.pages | {source: page for edition in editions for source, page in edition.pages.items()}


def _own(page: Page, checked: Checked) -> str:
    """The layer that wrote a page, "" for the kit."""
    return next((edition.id for edition in reversed(checked.editions) if edition.pages.get(page.source) is page), "")


def _gone(checked: Checked, pages: dict[str, Page]) -> Gone:
    """What is not there any more. The pages of hidden entries and of lessons that no step lists are taken out of `pages`."""
    base, laid = checked.base, checked.laid
    for path in laid.hidden:
        source = source_of(path[0], path[1]) if len(path) == 2 and path[0] in FOLDERS else ""
        if source in pages and not _own(pages[source], checked):
            checked.gone.add(source)
    for source in lessons_left_out(base, laid.entries):
        if source in pages and not _own(pages[source], checked):
            checked.gone.add(source)
    for source in checked.gone:
        del pages[source]
    documents = {kind: [composed(kind, laid.entries[kind], laid.touched[kind], kind)] if kind in laid.entries else found for kind, found in base.documents.items()}
    lists = lists_of(documents, KINDS) | page_lists(pages.values(), documents)
    lists.setdefault("lessons", base.lists["lessons"])  # one that cannot be read takes no other away
    names = {name: set(known) - set(lists.get(name, ())) for name, known in base.lists.items()}
    renamed: dict[str, dict[str, str]] = {}
    for kind, retired in retired_of(base).items():
        names[kind] = names.get(kind, set()) | set(retired)
    for kind in KINDS:
        for entry in (entry.value for entry in laid.entries.get(kind, kind_of(base.documents[kind], kind))):
            for old in entry.get("renamed_from", ()):
                renamed.setdefault(kind, {})[old] = entry["id"]
                if kind in FOLDERS:
                    renamed.setdefault("pages", {})[source_of(kind, old)] = source_of(kind, entry["id"])
    return Gone({name: found for name, found in names.items() if found}, renamed, base.lists)


def _prune(checked: Checked, pages: dict[str, Page], gone: Gone) -> None:
    base, laid = checked.base, checked.laid
    checked.entries = dict(laid.entries)
    for kind in KINDS if gone.names or gone.renamed else ():
        schema = entry_schema(schemas(base.schema_folder)[kind], kind)
        before = laid.entries[kind] if kind in laid.entries else kind_of(base.documents[kind], kind)
        after = [without_references(entry, schema, gone, f"{entry.value['id']} of {NAMES_OF_LISTS.get(kind, kind)}") or entry for entry in before]
        if any(one is not other for one, other in zip(before, after)):
            checked.entries[kind] = after
    for source, page in list(pages.items()) if gone.names or gone.renamed else ():
        text = page_without(page, base.schema_folder, gone, _own(page, checked))
        if text is not None:
            pages[source] = page_of(text, page.name, source)
            checked.texts[source] = text


def _documents(checked: Checked, kind: str) -> list:
    if kind not in checked.entries:
        return checked.base.documents[kind]
    origin = checked.laid.touched.get(kind) or Origin("", checked.base.documents[kind][0], (kind,))
    return [composed(kind, checked.entries[kind], Origin(origin.layer, origin.document, ()), f"data/{kind}.yml")]


def _causes(checked: Checked, gone: Gone) -> dict[tuple[str, str], Origin]:
    """Where each thing that is gone was hidden, or taken off a list."""
    laid, found = checked.laid, {}
    by_name = {path[-1]: origin for path, origin in laid.hidden.items()}
    lessons = _taken_off(checked)
    for source, name in ((source, name) for source, names in gone.names.items() for name in names):
        stem = name.rpartition("/")[2].removesuffix(".md")
        origin = laid.hidden.get((source, name)) or laid.hidden.get(("vocabulary", source)) or by_name.get(name) or by_name.get(stem) or lessons.get(stem)
        if origin := origin or _written_anew(laid, source):
            found[(source, name)] = origin
    return found


def _written_anew(laid: Laid, source: str) -> Origin | None:
    """Where an edition wrote a whole list of the vocabulary in place of the kit's."""
    entry = next((entry for entry in laid.entries.get("vocabulary", ()) if entry.value["id"] == source), None)
    return entry.at(("items",)) if entry and entry.at(("items",)).layer else None


def _taken_off(checked: Checked) -> dict[str, Origin]:
    """The lessons that the kit lists in a step, and where that list was written anew."""
    laid, found = checked.laid, {}
    now = {entry.value["id"]: entry for entry in laid.entries.get("stages", ())}
    for _, _, stage in entries(checked.base.documents, "stages") if "stages" in laid.entries else ():
        origin = now[stage["id"]].at(("lessons",)) if "lessons" in now.get(stage["id"], Tracked({}, laid.touched["stages"])).value else laid.hidden.get(("stages", stage["id"]), laid.touched["stages"])
        found |= dict.fromkeys(stage.get("lessons", ()), origin)
    return found


def _fatal(drops: list[Drop], cause: dict[tuple[str, str], Origin]) -> Iterator[Problem]:
    """What cannot go on without something that was hidden: one problem for each thing hidden, and one for each list that was written anew."""
    owners: dict[tuple[Problem, str], list[str]] = {}
    lost: dict[Problem, dict[str, list[str]]] = {}
    for drop in (drop for drop in drops if drop.fatal):
        origin = cause.get((drop.source, drop.name))
        if drop.where.layer or origin is None:
            yield drop.where.problem(f'{drop.owner} needs "{drop.name}", which is {"hidden" if origin else "no longer there"}.', "Name another one.")
        elif "hide" in origin.path:
            owners.setdefault((origin.problem(""), drop.name), []).append(drop.owner)
        else:
            lost.setdefault(origin.problem(""), {}).setdefault(drop.name, []).append(drop.owner)
    for (place, name), found in owners.items():
        yield replace(place, what=f'"{name}" cannot be hidden: {_needing(found)} it.', todo="Change what needs it to name another, or hide that too; or take this out of hide:.")
    for place, gone in lost.items():
        found = [owner for owners_of_one in gone.values() for owner in owners_of_one]
        what = f"This list no longer has {listing(gone, 6)}, and {_needing(found)} {'it' if len(gone) == 1 else 'them'}."
        yield replace(place, what=what, todo="Put back what is needed, or change what needs it to name another.")


def _needing(owners: list[str]) -> str:
    names = list(dict.fromkeys(owners))
    more = f" and {len(names) - 3} more need" if len(names) > 3 else " need" if len(names) > 1 else " needs"
    return f"{', '.join(names[:3])}{more}"


def _judged(checked: Checked) -> Iterator[Problem]:
    """What our own checks find in the edition's messages and questions, as notes; faults in the checks themselves, as problems; pages it still has to write."""
    toolkit, own = checked.toolkit, _own_words(checked)
    names = tuple(f"{edition.name}/" for edition in checked.editions)
    if any(kind in checked.entries for kind in JUDGES):
        for problem in prove(toolkit.kit, toolkit.documents):
            about_words = not any(f"/{kind}." in problem.file or f"/{kind}/" in problem.file for kind in JUDGES)
            yield replace(problem, level="note") if about_words else problem if problem.file.startswith(names) else blamed(checked, problem)
    elif own:
        yield from (replace(problem, level="note") for problem in check_words(toolkit.kit, own, _book(checked.base.kit)))
    written = dict(stubs.expected(toolkit))
    for problem in stubs.missing(toolkit):
        source = problem.file.removeprefix("content/")
        if source not in written:
            yield Problem(f"{checked.edition.name}/{problem.file}", 1, 1, problem.what, problem.todo)


_book = functools.lru_cache(maxsize=1)(book_of)  # many editions are checked against one kit


def _own_words(checked: Checked) -> Documents:
    """Messages and questions that an edition wrote or changed, as documents of their own."""
    found: Documents = {}
    for kind in JUDGED:
        own = [entry for entry in checked.laid.entries.get(kind, ()) if entry.origin.layer or any(part.origin.layer for part in entry.parts.values())]
        if own:
            found[kind] = [composed(kind, own, Origin("", checked.edition.settings, ()), kind)]
    return found

