"""What PDFs there are: pdf/list.json, and whether each was made from what the data says today. Needs nothing that only `run.py pdf` installs."""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from macros.paper.documents import Document, documents, html
from macros.paper.styles import DRAWN_WITH, PAPERS
from macros.site import site_of

if TYPE_CHECKING:
    from macros.toolkit import Toolkit

FOLDER, LIST = "pdf", "list.json"
ENGINE = re.compile(r"^(?:weasyprint|pydyf|pikepdf)==\S+", re.M)


@dataclass(frozen=True)
class Entry:
    """One file of the list. path: below pdf/. bytes and sha256: of the file. made_from: of everything it was made from."""

    sheet: str
    kind: str
    paper: str
    path: str
    title: str
    pages: int
    bytes: int
    sha256: str
    made_from: str


def path_of(paper: str, name: str) -> str:
    """Where the PDF of a sheet is, below pdf/."""
    return f"{paper}/{name}.pdf"


def source_hash(root: Path, drawn: str, document: Document) -> str:
    """A hash of everything a PDF is made from, but for the size of its paper: words, style sheets, faces, our own steps, the engine."""
    return sha256("\n".join([drawn, *document.styles, _workshop(root, document.styles)]).encode()).hexdigest()


def _workshop(root: Path, styles: tuple[str, ...]) -> str:
    logo = site_of(root).logo
    files = (*DRAWN_WITH, *styles, *([f"site_overrides/{logo}"] if logo else []))
    lock = root / "requirements-pdf.txt"
    engine = ENGINE.findall(lock.read_text(encoding="utf-8")) if lock.exists() else []
    return "\n".join([*(_hash(root / name) for name in files if (root / name).exists()), *engine])


def read(root: Path) -> list[Entry]:
    """The entries of pdf/list.json; none when there is no such file, or when it is no list of ours."""
    try:
        return [Entry(**entry) for entry in json.loads((root / FOLDER / LIST).read_text(encoding="utf-8"))["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def write(root: Path, entries: list[Entry]) -> None:
    """Writes the list, whole or not at all."""
    text = json.dumps({"files": [asdict(entry) for entry in entries]}, ensure_ascii=False, indent=1)
    put(root / FOLDER / LIST, f"{text}\n".encode())


def put(path: Path, content: bytes) -> None:
    """Writes a file so that nobody ever finds half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.half")
    half.write_bytes(content)
    os.replace(half, path)


@functools.lru_cache(maxsize=1)
def on_the_shelf(toolkit: Toolkit) -> dict[str, tuple[Entry, ...]]:
    """The PDFs by sheet that are there, whole, and made from what the project says now. Worked out once for each time it is opened."""
    entries = read(toolkit.root)
    if not entries or toolkit.problems:
        return {}
    today = {document.id: source_hash(toolkit.root, html(toolkit, document), document) for document in documents(toolkit)}
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        # The path is worked out and not taken from the list: what is copied always lies in pdf/.
        if entry.paper in PAPERS and entry.made_from == today.get(entry.sheet) and entry.path == path_of(entry.paper, entry.sheet):
            path = toolkit.root / FOLDER / entry.path
            if path.exists() and _hash(path) == entry.sha256:
                found[entry.sheet] = (*found.get(entry.sheet, ()), entry)
    return found


def offered(toolkit: Toolkit, name: str) -> tuple[Entry, ...]:
    """The PDFs of a sheet or pack that a page may link to, A4 first; empty when there are none. Links go to the site's pdf/ and `path`."""
    return on_the_shelf(toolkit).get(name, ())


def copy(toolkit: Toolkit, site: Path) -> int:
    """Puts exactly the PDFs that are offered into the built site's pdf/, and returns how many there are."""
    entries = [entry for found in on_the_shelf(toolkit).values() for entry in found]
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    for entry in entries:
        (site / FOLDER / entry.path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(toolkit.root / FOLDER / entry.path, site / FOLDER / entry.path)
    return len(entries)


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
