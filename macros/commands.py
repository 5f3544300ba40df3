"""What each verb of the command line does. Prints for people; the work is done elsewhere."""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
from pathlib import Path

from macros import pack
from macros import stubs as stub_pages
from macros.book import keep_books
from macros.coverage import is_open_requirement
from macros.lists import lists_schema
from macros.port import not_free
from macros.problems import Problem, counted
from macros.proof import prove
from macros.reading import report
from macros.toolkit import Toolkit, check_paths, open_toolkit

MKDOCS = [sys.executable, "-m", "mkdocs"]


def check(root: Path, options: argparse.Namespace) -> int:
    """Prints every problem, then every note; keeps schemas/lists.json and the browser's rules fresh when the whole project is checked."""
    if options.paths:
        problems, notes = check_paths(root, options.paths)
    else:
        toolkit = open_toolkit(root)
        problems, notes = _problems(toolkit), toolkit.notes
        _write_lists(toolkit)
        keep_books(root, toolkit.kit)
    for problem in [*problems, *notes]:
        print(problem.as_github() if options.format == "github" else problem.as_text())
    if options.reading:
        print(report(open_toolkit(root).pages.values()))
    print(_summary(problems, notes), file=sys.stderr)
    return 1 if problems or (options.coverage and any(map(is_open_requirement, notes))) else 0


def _problems(toolkit: Toolkit) -> list[Problem]:
    """What the pipeline found; when that is nothing, pages not written yet and words that do not pass our own checks.

    Where words are only told as notes, our own checks were run over them before they came here.
    """
    proofs = [] if toolkit.problems or toolkit.site.wording == "notes" else prove(toolkit.kit, toolkit.documents)
    return toolkit.problems or sorted([*stub_pages.missing(toolkit), *proofs])


def _refuse(problems: list[Problem]) -> int:
    for problem in problems:
        print(problem.as_text())
    print(_summary(problems, []), file=sys.stderr)
    return 1


def _summary(problems: list[Problem], notes: list[Problem]) -> str:
    if problems:
        return f"{counted(len(problems), 'problem')} to mend, {counted(len(notes), 'note')}."
    return f"Nothing to mend, {counted(len(notes), 'note')}."


def _write_lists(toolkit: Toolkit) -> None:
    if toolkit.problems:
        return
    path = toolkit.schema_folder / "lists.json"
    text = lists_schema(toolkit.lists, toolkit.schema_folder)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        with contextlib.suppress(OSError):  # a folder that may only be read can still be checked
            path.write_text(text, encoding="utf-8", newline="\n")


def serve(root: Path, options: argparse.Namespace) -> int:
    """Live preview; MkDocs prints the address."""
    if words := not_free(options.address):
        print(words, file=sys.stderr)
        return 1
    return subprocess.call([*MKDOCS, "serve", "--config-file", str(root / "mkdocs.yml"), "--dev-addr", options.address, *options.rest])


def build(root: Path, options: argparse.Namespace) -> int:
    """A strict build into site/, finished by the content policy. Nothing is built while there are problems."""
    toolkit = open_toolkit(root)
    if problems := _problems(toolkit):
        return _refuse(problems)
    failed = subprocess.call([*MKDOCS, "build", "--strict", "--config-file", str(root / "mkdocs.yml")])
    if not failed:
        pages = pack.write_policy(root / "site")
        print(f"site/ is ready: {pages} pages, each with its content policy.")
    return 1 if failed else 0


def test(root: Path, options: argparse.Namespace) -> int:
    """All tests; what follows the verb goes to pytest."""
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.call([sys.executable, "-m", "pytest", *(options.rest or [])], cwd=root, env=environment)


def bench(root: Path, options: argparse.Namespace) -> int:
    """All benchmarks, both sides of each in one run."""
    return subprocess.call([sys.executable, str(root / "tests" / "bench" / "bench.py"), *options.rest], cwd=root)


def pdf(root: Path, options: argparse.Namespace) -> int:
    """The PDFs to fill in; asks for what they need only here."""
    from macros.paper.press import pdf as make

    return make(root, options)


def stubs(root: Path, options: argparse.Namespace) -> int:
    """Writes the pages that are missing and names those left over."""
    toolkit = open_toolkit(root)
    if toolkit.problems:
        return _refuse(toolkit.problems)
    for path in stub_pages.write(toolkit):
        print(f"wrote {path}")
    left_over = stub_pages.left_over(toolkit)
    for path in left_over:
        print(f"{path}:1:1: Nothing in data/ needs this page any more.\n    Delete it.")
    return 1 if left_over else 0
