"""The verb `run.py pdf`: makes the PDFs into pdf/, tells how far it is, and writes the list last."""

from __future__ import annotations

import argparse
import sys
from hashlib import sha256
from pathlib import Path

from macros.paper import shelf
from macros.paper.documents import Document, documents, draw
from macros.paper.pdf import NoPango, Press
from macros.paper.styles import PAPERS
from macros.problems import did_you_mean, listing
from macros.toolkit import Toolkit, open_toolkit


def pdf(root: Path, options: argparse.Namespace) -> int:
    """Makes every PDF, or those named. Returns 1, with one line, when something is missing or to be mended, 2 for an id that nothing has."""
    toolkit = open_toolkit(root)
    if toolkit.problems:
        _tell(*(problem.as_text() for problem in toolkit.problems), "No PDF was made: mend these first.")
        return 1
    every = documents(toolkit)
    if wrong := [name for name in options.ids if name not in {document.id for document in every}]:
        names = [document.id for document in every]
        _tell(*(f'There is no sheet or pack called "{name}". {did_you_mean(name, names, f"There are: {listing(names, 50)}.")}' for name in wrong))
        return 2
    try:
        make(toolkit, [document for document in every if not options.ids or document.id in options.ids], root)
    except NoPango as missing:
        _tell(str(missing))
        return 1
    return 0


def make(toolkit: Toolkit, chosen: list[Document], root: Path) -> list[shelf.Entry]:
    """Makes the chosen documents on both papers into the folder pdf/ of `root`, and writes its list.

    What was made before of others stays on the list; files of nothing are taken away. Raises NoPango when the system lacks it.
    """
    press = Press(toolkit.root)
    jobs = [(document, draw(toolkit, document)) for document in chosen]
    # Before the first is made: what somebody changes from now on is not in them.
    hashes = [shelf.source_hash(toolkit.root, drawn.html, document) for document, drawn in jobs]
    made, total = {}, len(chosen) * len(PAPERS)
    for (document, drawn), made_from in zip(jobs, hashes):
        for paper in PAPERS:
            content, pages = press.print(drawn, paper)
            entry = _entry(document, paper, content, pages, made_from)
            shelf.put(root / shelf.FOLDER / entry.path, content)
            made[entry.path] = entry
            promised = "" if entry.pages == document.pages else f" (its entry in data/ says {document.pages})"
            _tell(f"{len(made)} of {total}: {shelf.FOLDER}/{entry.path}, {entry.pages} {'page' if entry.pages == 1 else 'pages'}{promised}, {entry.bytes / 1000:.0f} kB")
    known = {shelf.path_of(paper, document.id) for paper in PAPERS for document in documents(toolkit)}
    kept = {entry.path: entry for entry in shelf.read(root) if entry.path in known and (root / shelf.FOLDER / entry.path).exists()}
    entries = [entry for _, entry in sorted((kept | made).items())]
    shelf.write(root, entries)
    _clear(root, {entry.path for entry in entries})
    return entries


def _entry(document: Document, paper: str, content: bytes, pages: int, made_from: str) -> shelf.Entry:
    path, kind = shelf.path_of(paper, document.id), document.kind.replace("_", "-")
    return shelf.Entry(document.id, kind, paper, path, document.title, pages, len(content), sha256(content).hexdigest(), made_from)


def _clear(root: Path, paths: set[str]) -> None:
    """Takes away PDFs that are on no list: of sheets that are gone, or half made."""
    for paper in PAPERS:
        for path in (root / shelf.FOLDER / paper).glob("*"):
            if path.suffix in (".pdf", ".half") and f"{paper}/{path.name}" not in paths:
                path.unlink()


def _tell(*lines: str) -> None:
    print(*lines, sep="\n", file=sys.stderr, flush=True)
