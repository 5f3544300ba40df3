"""The one pipeline that site, command line and tests share: find the files, load, validate, build."""

from __future__ import annotations

import functools
import os
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from macros import validate
from macros.coverage import check_coverage, check_orphans
from macros.document import Document
from macros.kit import Kit
from macros.lessons import Lesson, check_lessons, lessons_of, page_lists
from macros.lints import Style, check_wording, rated, style_of
from macros.lists import lists_of
from macros.load import load_file
from macros.model import KINDS
from macros.pages import Page, read_page
from macros.problems import Problem, did_you_mean, listing
from macros.schema import Lists, faults_in_schemas
from macros.site import Site, site_of

CHECKED = (".yml", ".yaml", ".md")
ENDINGS = "Data files end in .yml, pages in .md."


@dataclass(eq=False)
class Toolkit:
    """Everything known of a project.

    kit: the valid entries. pages: by their path below content/. problems stop a build, notes do not.
    documents: the data as written, by kind. lists: the closed lists.
    """

    root: Path
    kit: Kit
    pages: dict[str, Page]
    problems: list[Problem]
    notes: list[Problem]
    documents: validate.Documents
    lists: Lists

    @functools.cached_property
    def lessons(self) -> dict[str, Lesson]:
        """Every lesson by id."""
        return lessons_of(self.pages.values())

    @functools.cached_property
    def style(self) -> Style:
        """The words that data and pages do not use."""
        return style_of(self.documents, self.site.locale)

    @functools.cached_property
    def site(self) -> Site:
        """What mkdocs.yml says of the site."""
        return site_of(self.root)

    @property
    def schema_folder(self) -> Path:
        return self.root / "data" / "schemas"


@dataclass
class Found:
    """What reading the files of a project gave, before it is checked. faulty: kinds of which something could not be read."""

    documents: validate.Documents = field(default_factory=lambda: defaultdict(list))
    pages: dict[str, Page] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)


def open_toolkit(root: Path) -> Toolkit:
    """Loads, validates and builds the project in the folder `root`. Never raises for bad data: it is told in `problems`."""
    found = Found()
    if faults := faults_in_schemas(root / "data" / "schemas", KINDS, "data/schemas"):
        return Toolkit(root, Kit({}, dict.fromkeys(KINDS, faults)), {}, faults, [], {}, {})
    for path in sorted((root / "data").rglob("*")):
        if path.is_file() and "schemas" not in path.relative_to(root / "data").parts:
            _read_data(path, path.relative_to(root).as_posix(), path.relative_to(root / "data"), found)
    for path in sorted((root / "content").rglob("*.md")):
        source = path.relative_to(root / "content").as_posix()
        found.pages[source] = read_page(path, path.relative_to(root).as_posix(), source)
    return assemble(root, found)


def check_paths(root: Path, paths: list[str]) -> tuple[list[Problem], list[Problem]]:
    """Problems and notes of the files and folders named on the command line.

    Files of the project are checked in place. Files from elsewhere are checked as though they were part of it:
    they may refer to anything in it.
    """
    toolkit = open_toolkit(root)
    inside: dict[str, str] = {}
    visitors = Found()
    for given in paths:
        files = _files(Path(given))
        if not files:
            visitors.problems.append(Problem(Path(given).as_posix(), 1, 1, "There is no data file and no page in this folder.", ENDINGS))
        for file in files:
            place = _place(root, file)
            if place:
                inside[place] = file.as_posix()
            elif file.exists() and file.suffix not in CHECKED:
                visitors.problems.append(Problem(file.as_posix(), 1, 1, "This is neither a data file nor a page.", ENDINGS))
            elif file.suffix == ".md":
                visitors.pages[file.as_posix()] = read_page(file, file.as_posix(), _source(file))
            else:
                _read_data(file, file.as_posix(), Path(file.name), visitors, elsewhere=True)
    problems = [_renamed(p, inside[p.file]) for p in toolkit.problems if p.file in inside]
    notes = [_renamed(p, inside[p.file]) for p in toolkit.notes if p.file in inside]
    return sorted({*problems, *_check_visitors(toolkit, visitors)}), notes


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(p for p in path.rglob("*") if p.suffix in CHECKED and not _ignored(p.relative_to(path)))


def _ignored(place: Path) -> bool:
    """Files that computers leave about: .DS_Store, Thumbs.db, copies made by editors."""
    return any(part.startswith(".") for part in place.parts) or place.name.endswith("~") or place.name in ("Thumbs.db", "desktop.ini")


def _place(root: Path, file: Path) -> str | None:
    """The path below the root of a file of the project, None when it is from elsewhere."""
    real, home = Path(os.path.realpath(file)), Path(os.path.realpath(root))
    if not real.is_relative_to(home) or not real.exists():
        return None
    place = real.relative_to(home)
    read = place.suffix == ".md" if place.parts[0] == "content" else place.parts[0] == "data" and place.parts[1] != "schemas"
    return place.as_posix() if read else None


def _source(file: Path) -> str:
    """Where a page from elsewhere would stand in content/: a folder called steps holds lessons."""
    parts = file.parts
    return "/".join(parts[parts.index("steps") :]) if "steps" in parts else f"elsewhere/{file.name}"


def _renamed(problem: Problem, name: str) -> Problem:
    return Problem(name, problem.line, problem.column, problem.what, problem.todo, problem.level)


def _check_visitors(toolkit: Toolkit, found: Found) -> list[Problem]:
    theirs = lists_of(found.documents, KINDS, found.faulty) | page_lists(found.pages.values(), found.documents)
    unsure = found.faulty | (KINDS.keys() - toolkit.lists.keys())
    lists = {name: {**toolkit.lists.get(name, {}), **theirs.get(name, {})} for name in {*toolkit.lists, *theirs} - unsure}
    checked = list(validate.check_data(found.documents, toolkit.schema_folder, lists))
    checked += check_wording(found.documents, found.pages.values(), toolkit.schema_folder, toolkit.style, toolkit.lists["pages"])
    unverified = validate.unverified_evidence({"evidence": [*toolkit.documents.get("evidence", []), *found.documents.get("evidence", [])]})
    for page in found.pages.values():
        checked += validate.check_page(page, toolkit.schema_folder, lists, unverified)
    return _once(found.problems, checked)


def _read_data(path: Path, name: str, place: Path, found: Found, *, elsewhere: bool = False) -> None:
    if _ignored(place):
        return
    kind = place.parts[0] if len(place.parts) == 2 else place.stem
    if not elsewhere and place.suffix != ".yml":
        found.problems.append(Problem(name, 1, 1, f"Data files end in .yml, this one in {place.suffix or 'nothing'}.", f"Rename it to {place.stem}.yml, or move it out of data/."))
        return
    if not elsewhere and kind not in KINDS:
        found.problems.append(Problem(name, 1, 1, f'There is no kind of data called "{kind}".', did_you_mean(kind, KINDS, f"The kinds are: {listing(KINDS, 40)}.")))
        return
    document, problems = load_file(path, name)
    found.problems += problems
    if elsewhere:
        kind = _kind_of(document, path) or kind
    if problems:
        found.faulty.add(kind)
    if document and kind in KINDS:
        found.documents[kind].append(document)
    elif document and not problems:
        found.problems.append(_no_collection(document))


def _kind_of(document: Document | None, path: Path) -> str | None:
    """The kind a file from elsewhere holds: by the name it begins with, else by its own name or its folder's."""
    names = list(document.value) if document and isinstance(document.value, dict) else []
    return next((name for name in [*names, path.stem, path.parent.name] if name in KINDS), None)


def _no_collection(document: Document) -> Problem:
    name = next(iter(document.value), "") if isinstance(document.value, dict) else ""
    return document.problem((name,), "This file does not begin with the name of what it holds.", did_you_mean(name, KINDS, f"Begin it with one of these and a colon: {listing(KINDS, 40)}."), key=True)


def assemble(root: Path, found: Found, locale: str = "", wording: str = "") -> Toolkit:
    """Validates and builds what was found, as open_toolkit does.

    locale: whose spelling is asked for. wording: "notes" tells words we do not use as notes. Both as mkdocs.yml says when they are left out.
    """
    schema_folder = root / "data" / "schemas"
    documents, pages = dict(found.documents), found.pages
    lists = lists_of(documents, KINDS, found.faulty | (KINDS.keys() - documents.keys())) | page_lists(pages.values(), documents)
    checked = [*validate.check_data(documents, schema_folder, lists), *check_lessons(documents, pages.values())]
    unverified = validate.unverified_evidence(documents)
    for page in pages.values():
        checked += validate.check_page(page, schema_folder, lists, unverified)
    missing = [Problem(f"data/{kind}.yml", 1, 1, "This file is missing.", "Put it back.") for kind in KINDS if kind not in documents and kind not in found.faulty]
    problems = _once(found.problems + missing, checked)
    # While something is to be mended, what seems unused or uncovered may only follow from it.
    notes = [] if problems else [*check_coverage(documents, pages.values()), *check_orphans(documents, pages.values(), schema_folder)]
    faults = _faults(problems)
    values = {kind: [entry for document in read for entry in document.value[kind]] for kind, read in documents.items() if kind not in faults}
    toolkit = Toolkit(root, Kit(values, faults), pages, problems, sorted(notes), documents, lists)
    # Wording that needs mending can still be shown, so it is no fault of its kind.
    style = style_of(documents, locale or toolkit.site.locale)
    told = rated(check_wording(documents, pages.values(), schema_folder, style, lists["pages"]), wording or toolkit.site.wording)
    toolkit.problems = sorted({*problems, *(problem for problem in told if problem.level == "problem")})
    toolkit.notes = sorted({*toolkit.notes, *(problem for problem in told if problem.level == "note")})
    return toolkit


def _once(read: list[Problem], checked: list[Problem]) -> list[Problem]:
    """Sorted. Where reading a file found a fault, what checking has against the same place only follows from it."""
    places = {(problem.file, problem.line, problem.column) for problem in read}
    return sorted({*read, *(p for p in checked if (p.file, p.line, p.column) not in places)})


def _faults(problems: list[Problem]) -> dict[str, list[Problem]]:
    """The problems of each kind that has any."""
    by_kind = {kind: [p for p in problems if f"/data/{kind}." in f"/{p.file}" or f"/data/{kind}/" in f"/{p.file}"] for kind in KINDS}
    return {kind: found for kind, found in by_kind.items() if found}
