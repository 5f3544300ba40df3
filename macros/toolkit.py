"""The one pipeline that site, command line and tests share: find the files, load, validate, build."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from macros import validate
from macros.load import Document, load_file
from macros.model import KINDS, Kit
from macros.pages import Page, read_page
from macros.problems import Problem, did_you_mean, listing
from macros.schema import Lists


@dataclass
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

    @property
    def schema_folder(self) -> Path:
        return self.root / "data" / "schemas"


@dataclass
class _Found:
    documents: validate.Documents = field(default_factory=lambda: defaultdict(list))
    pages: dict[str, Page] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)


def open_toolkit(root: Path) -> Toolkit:
    """Loads, validates and builds the project in the folder `root`. Never raises for bad data: it is told in `problems`."""
    found = _Found()
    for path in sorted((root / "data").rglob("*")):
        if path.is_file() and "schemas" not in path.relative_to(root / "data").parts:
            _read_data(path, path.relative_to(root).as_posix(), path.relative_to(root / "data"), found)
    for path in sorted((root / "content").rglob("*.md")):
        source = path.relative_to(root / "content").as_posix()
        found.pages[source] = read_page(path, path.relative_to(root).as_posix(), source)
    return _assemble(root, found)


def check_paths(root: Path, paths: list[str]) -> tuple[list[Problem], list[Problem]]:
    """Problems and notes of the files and folders named on the command line.

    Files of the project are checked in place. Files from elsewhere are checked as though they were part of it:
    they may refer to anything in it.
    """
    toolkit = open_toolkit(root)
    inside, visitors = [], _Found()
    for given in paths:
        path = Path(given)
        files = sorted(p for p in path.rglob("*") if p.suffix in (".yml", ".yaml", ".md")) if path.is_dir() else [path]
        for file in files:
            place = Path(os.path.relpath(file.resolve(), root.resolve()))
            if place.parts[0] in ("data", "content") and file.exists():
                inside.append((place.as_posix(), file.as_posix()))
            elif file.suffix == ".md":
                visitors.pages[file.as_posix()] = read_page(file, file.as_posix(), f"elsewhere/{file.name}")
            else:
                _read_data(file, file.as_posix(), Path(file.name), visitors, elsewhere=True)
    names = dict(inside)
    problems = [_renamed(p, names[p.file]) for p in toolkit.problems if p.file in names]
    notes = [_renamed(p, names[p.file]) for p in toolkit.notes if p.file in names]
    return sorted({*problems, *_check_visitors(toolkit, visitors)}), notes


def _renamed(problem: Problem, name: str) -> Problem:
    return Problem(name, problem.line, problem.column, problem.what, problem.todo, problem.level)


def _check_visitors(toolkit: Toolkit, found: _Found) -> list[Problem]:
    theirs = validate.lists_of(found.documents, KINDS)
    lists = {name: {**toolkit.lists.get(name, {}), **theirs.get(name, {})} for name in {*toolkit.lists, *theirs}}
    problems = found.problems + list(validate.check_data(found.documents, toolkit.schema_folder, lists))
    unverified = validate.unverified_evidence({"evidence": [*toolkit.documents.get("evidence", []), *found.documents.get("evidence", [])]})
    for page in found.pages.values():
        problems += validate.check_page(page, toolkit.schema_folder, lists, unverified)
    return _once(problems)


def _read_data(path: Path, name: str, place: Path, found: _Found, *, elsewhere: bool = False) -> None:
    kind = place.parts[0] if len(place.parts) == 2 else place.stem
    if not elsewhere and place.suffix != ".yml":
        found.problems.append(Problem(name, 1, 1, f"Data files end in .yml, this one in {place.suffix or 'nothing'}.", f"Rename it to {place.stem}.yml, or move it out of data/."))
        return
    if not elsewhere and kind not in KINDS:
        found.problems.append(Problem(name, 1, 1, f'There is no kind of data called "{kind}".', did_you_mean(kind, KINDS, f"The kinds are: {listing(KINDS, 20)}.")))
        return
    document, problems = load_file(path, name)
    found.problems += problems
    if elsewhere and document:
        kind = _kind_of(document, path)
        if kind is None:
            found.problems.append(_no_collection(document))
            return
    if problems and kind in KINDS:
        found.faulty.add(kind)
    if document and document.value is not None:
        found.documents[kind].append(document)


def _kind_of(document: Document, path: Path) -> str | None:
    """The kind a file from elsewhere holds: by its collection, else by its name or folder."""
    names = list(document.value) if isinstance(document.value, dict) else []
    return next((name for name in [*names, path.stem, path.parent.name] if name in KINDS), None)


def _no_collection(document: Document) -> Problem:
    name = next(iter(document.value), "") if isinstance(document.value, dict) else ""
    return document.problem((name,), "This file does not begin with the name of a collection.", did_you_mean(name, KINDS, f"Begin it with one of these and a colon: {listing(KINDS, 20)}."), key=True)


def _assemble(root: Path, found: _Found) -> Toolkit:
    schema_folder = root / "data" / "schemas"
    documents, pages = dict(found.documents), found.pages
    lists = validate.lists_of(documents, KINDS)
    problems = found.problems + list(validate.check_data(documents, schema_folder, lists))
    unverified = validate.unverified_evidence(documents)
    for page in pages.values():
        problems += validate.check_page(page, schema_folder, lists, unverified)
    notes = [*validate.check_coverage(documents, pages.values()), *validate.check_orphans(documents, pages.values(), lists, schema_folder)]
    problems = _once(problems)
    faults = _faults(documents, found.faulty, problems)
    values = {kind: [entry for document in read for entry in document.value[kind]] for kind, read in documents.items() if kind not in faults}
    return Toolkit(root, Kit(values, faults), pages, problems, sorted(notes), documents, lists)


def _once(problems: list[Problem]) -> list[Problem]:
    """Sorted, and only the first of several at one place: what follows from a fault is not told again."""
    first: dict[tuple, Problem] = {}
    for problem in problems:
        first.setdefault((problem.file, problem.line, problem.column, problem.what if "missing" in problem.what or "belong" in problem.what else ""), problem)
    return sorted(first.values())


def _faults(documents: validate.Documents, faulty: set[str], problems: list[Problem]) -> dict[str, list[Problem]]:
    """The problems of each kind that has any, or that is not there at all."""
    by_file = {kind: [p for p in problems if p.file.startswith((f"data/{kind}.", f"data/{kind}/"))] for kind in KINDS}
    missing = {kind: [Problem(f"data/{kind}.yml", 1, 1, "This file is missing.", "Put it back.")] for kind in KINDS if kind not in documents and kind not in faulty}
    return {**{kind: found for kind, found in by_file.items() if found}, **{k: v for k, v in missing.items() if k not in by_file or not by_file[k]}}
