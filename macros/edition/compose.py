"""Writes the kit with an edition laid over it as a complete ordinary project, and builds its site. Whole or not at all."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import Any

from macros import pack, stubs
from macros.edition.anchors import lost_places
from macros.edition.check import Checked
from macros.edition.frame import write_frame
from macros.edition.overlay import kind_of, provenance
from macros.edition.settings import release_of
from macros.edition.writing import yaml_of
from macros.pages import Page
from macros.paper import shelf
from macros.toolkit import Toolkit

TAKEN = ("data", "content", "macros", "site_overrides", "mkdocs.yml", "requirements.txt", "requirements-pdf.txt", "pyproject.toml", "run.py", "LICENSE")
LEFT = shutil.ignore_patterns("__pycache__", ".*", "*.pyc")
SMALL_TALK = re.compile(r"^INFO .*\n(?: .*\n)*", re.M)


def compose(checked: Checked, target: Path) -> None:
    """Writes the project of a clean edition into the folder `target`, which must not be there yet. The kit is only read."""
    root = checked.base.root
    target.mkdir(parents=True)
    for name in TAKEN:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=LEFT, copy_function=shutil.copyfile)
        elif source.is_file():
            shutil.copyfile(source, target / name)
    for kind in checked.entries:
        _write_kind(checked, kind, target)
    _write_pages(checked, target)
    write_frame(checked.editions, target, new_pages(checked), release_of(root), checked.toolkit.kit.labels["talk-title"].text)
    (target / "provenance.json").write_text(json.dumps(provenance_of(checked), indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def _write_kind(checked: Checked, kind: str, target: Path) -> None:
    files = [target / document.name for document in checked.base.documents[kind]]
    for file in files:
        file.unlink()
    whole = target / "data" / f"{kind}.yml"
    if files[0].parent != target / "data":
        whole = files[0].parent / f"{kind.replace('_', '-')}.yml"
    depth = "../" * (len(whole.relative_to(target / "data").parts) - 1)
    text = f"# yaml-language-server: $schema={depth}schemas/{kind}.json\n" + yaml_of({kind: [entry.value for entry in checked.entries[kind]]})
    whole.write_text(text, encoding="utf-8", newline="\n")


def _write_pages(checked: Checked, target: Path) -> None:
    content = target / "content"
    for source in checked.gone:
        (content / source).unlink()
    for edition in checked.editions:
        for source in edition.pages:
            _put(edition.folder / "content" / source, content / source)
        for source, path in edition.files.items():
            _put(path, content / source)
    for source, text in checked.texts.items():
        (content / source).write_text(text, encoding="utf-8", newline="\n")
    written = Toolkit(target, checked.toolkit.kit, checked.toolkit.pages, [], [], {}, {})
    _retitle(checked, content)
    _drop_lost_places(checked, content)
    stubs.write(written)


def _retitle(checked: Checked, content: Path) -> None:
    """Writes the kit's page of an entry anew when the edition gave the entry another title or purpose, unless the page holds more than that."""
    now = dict(stubs.expected(checked.toolkit))
    for source, text in stubs.expected(checked.base):
        path = content / source
        if now.get(source, text) != text and path.is_file() and path.read_text(encoding="utf-8") == text:
            path.write_text(now[source], encoding="utf-8", newline="\n")


def _drop_lost_places(checked: Checked, content: Path) -> None:
    """Links of the kit's pages into a page that lost that place, by what the edition hid or wrote anew, lead to the page itself."""
    own = {source for edition in checked.editions for source in edition.pages}
    for page in checked.toolkit.pages.values():
        body, end = "", 0
        for link in () if page.source in own else lost_places(page, checked.toolkit):
            body += page.body[end : link.start("target")] + (link["target"].partition("#")[0] or PurePosixPath(page.source).name)
            end = link.end("target")
        if end:
            path = content / page.source
            path.write_text(path.read_text(encoding="utf-8").removesuffix(page.body) + body + page.body[end:], encoding="utf-8", newline="\n")


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def new_pages(checked: Checked) -> list[Page]:
    """The edition's own pages that the kit has none of; pages of its entries are listed where entries are, and lessons in their step."""
    entries = dict(stubs.expected(checked.toolkit))
    lessons = {lesson.source for lesson in checked.toolkit.lessons.values()}
    pages = [checked.toolkit.pages[source] for edition in checked.editions for source in edition.pages]
    return [page for page in pages if page.source not in checked.base.pages and page.source not in entries and page.source not in lessons]


def provenance_of(checked: Checked) -> dict[str, Any]:
    """Which layer wrote what: entries and fields by kind and id, what was hidden, the order of a kind, pages."""
    order = [edition.id for edition in checked.editions]
    entries = {kind: {entry.value["id"]: found for entry in checked.entries[kind] if (found := provenance(entry, order))} for kind in sorted(checked.entries)}
    hidden: dict[str, dict[str, str]] = {}
    for path, origin in sorted(checked.laid.hidden.items()):
        hidden.setdefault(path[0], {})["/".join(path[1:])] = origin.layer
    return {
        "edition": checked.edition.id,
        "release": release_of(checked.base.root),
        "layers": order,
        "entries": {kind: found for kind, found in entries.items() if found},
        "hidden": hidden,
        "order": {kind: checked.laid.touched[kind].layer for kind in sorted(checked.laid.entries) if _moved(checked, kind)},
        "pages": {source: {"layer": edition.id, "replaces": source in checked.base.pages} for edition in checked.editions for source in sorted(edition.pages)},
        "left_out": sorted(checked.gone),
    }


def _moved(checked: Checked, kind: str) -> bool:
    """Whether the kit's own entries stand in another order than in the kit."""
    now = [entry.value["id"] for entry in checked.laid.entries[kind] if not entry.origin.layer]
    return now != [name for entry in kind_of(checked.base.documents[kind], kind) if (name := entry.value["id"]) in set(now)]


class NotBuilt(Exception):
    """MkDocs did not build the composed project; its own words are on the screen."""


def build(checked: Checked, target: Path, pdfs: bool = False) -> int:
    """Composes into `target` and builds target/site/, strictly, with the content policy. What was there before stays until all is done.

    pdfs: makes the PDFs first, if that can be done; those made before, and still right, are offered in any case. Returns the number of pages. Raises NotBuilt.
    """
    fresh, old = target.with_name(f".{target.name}.new"), target.with_name(f".{target.name}.old")
    for left_over in (fresh, old):
        shutil.rmtree(left_over, ignore_errors=True)
    try:
        compose(checked, fresh)
        if (target / shelf.FOLDER).is_dir():
            shutil.copytree(target / shelf.FOLDER, fresh / shelf.FOLDER)
        if pdfs and subprocess.call([sys.executable, "-P", "-m", "macros", "pdf"], cwd=fresh, env=environment(fresh)):
            print("The site is built without new PDFs; the reason stands above.", file=sys.stderr, flush=True)
        _build_site(fresh)
        pages = pack.write_policy(fresh / "site")
        if target.exists():
            os.replace(target, old)
        os.replace(fresh, target)
        return pages
    finally:
        for left_over in (fresh, old):
            shutil.rmtree(left_over, ignore_errors=True)


def _build_site(project: Path) -> None:
    """Runs MkDocs, and shows its warnings when it stops. Not with --quiet: that hides warnings from --strict too."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(project / "mkdocs.yml")]
    done = subprocess.run(command, cwd=project, env=environment(project), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
    if done.returncode:
        print(SMALL_TALK.sub("", done.stdout), file=sys.stderr, flush=True)
        raise NotBuilt


def environment(project: Path) -> dict[str, str]:
    """The environment in which MkDocs takes the macros of this project, and no others."""
    return {**os.environ, "PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1", "NO_MKDOCS_2_WARNING": "1"}

