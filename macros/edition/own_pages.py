"""An edition's own pages: what takes the place of a page of the kit, and what a browser would not show or should not run."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from macros.edition.folder import BESIDE_PAGES, PICTURES, Edition
from macros.edition.logo import ACTIVE
from macros.lints import LINK, NOT_PROSE, problem_at, proposed
from macros.pages import Page
from macros.problems import Problem, did_you_mean
from macros.toolkit import Toolkit

REFUSED = (
    (re.compile(r"<\s*(?:iframe|video|embed|object)\b", re.I), "A page cannot show something from another site inside it.", "Link to it instead: [Watch the film](https://example.edu/film)."),
    (re.compile(r"<\s*(?:script|style|link|meta|base|form|frame|template|svg|math)\b", re.I), "A page cannot bring its own scripts, styles or forms.", "Take it out; the site's safety rules would not run it."),
    (re.compile(r"<[^>]*\s(?:on\w+|style|srcdoc)\s*=", re.I), "A page cannot style itself or react to clicks.", "Take this out of the tag; the site's safety rules would not run it."),
    (re.compile(r"(?:\(|=|\]:)\s*[\"'<]?\s*(?:javascript|vbscript|data):", re.I), "This link would run a script.", "Link to an address that begins with https://, or to another page."),
    (re.compile(r"!\[[^\]]*\]\(\s*<?(?:https?:)?//|<\s*img[^>]*\ssrc\s*=\s*[\"']?\s*(?:https?:)?//", re.I), "This picture would be fetched from another site.", "Put the file beside the page, and write its name in the brackets."),
)

ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
WEB = re.compile(r"www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|gov|uk|ca|au|nz|ie|de|fr|example)(?:/|$)", re.I)
GAP = re.compile(r"\[[^\[\]\n]+\](?P<gap>[ \t]+)\((?:https?://|[^()\s]+\.(?:md|jpe?g|png|svg|webp|pdf))[^()\n]*\)", re.I)


def check_pages(edition: Edition, base: Toolkit, files: Iterable[str], pages: Iterable[Page]) -> Iterator[Problem]:
    """Problems of safety and notes about the pages and pictures of an edition. What any page is checked for is checked elsewhere.

    files: those beside the pages of every edition that is laid, by their path below content/. pages: those of every edition that is laid.
    """
    for source, page in edition.pages.items():
        if source in base.pages:
            yield Problem(page.name, 1, 1, "This page takes the place of one of the kit, so later releases will not change it.", "Keep it short, or add a page of your own beside the kit's.", "note")
        prose = NOT_PROSE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), page.body)
        yield from _refused(page, prose)
        yield from _lost(page, prose, edition, base, files)
    for source, path in edition.files.items():
        name = f"{edition.name}/content/{source}"
        if path.suffix.lower() == ".svg" and ACTIVE.search(path.read_bytes()):
            yield Problem(name, 1, 1, "This drawing holds a script, or something fetched from elsewhere.", "Ask for a plain SVG, or save it as .png.")
        elif source in base.pages or (base.root / "content" / source).is_file():
            yield Problem(name, 1, 1, "This file takes the place of one of the kit.", "Give it another name if you did not mean to.", "note")
        elif not any(path.name in page.body for page in pages):
            yield Problem(name, 1, 1, "No page of yours shows this file or leads to it.", _use_of(path), "note")


def _use_of(path: Path) -> str:
    if path.suffix.lower() in PICTURES:
        return f"Show it on a page: ![What it shows]({path.name})"
    text = "A page is plain text, in a file that ends in .md. " if path.suffix.lower() in (".docx", ".odt") else ""
    return f"{text}To offer this file to download, link to it from a page: [What it is]({path.name})"


def _refused(page: Page, prose: str) -> Iterator[Problem]:
    for pattern, what, todo in REFUSED:
        for found in pattern.finditer(prose):
            yield problem_at(page, found.start(), what, todo)


def _lost(page: Page, prose: str, edition: Edition, base: Toolkit, files: Iterable[str]) -> Iterator[Problem]:
    """Links and pictures that lead nowhere; links to pages by the name of their file are checked with all the others."""
    for found in GAP.finditer(prose):
        yield problem_at(page, found.start("gap"), "There is a space between ] and (, so this is no link.", "Take the space out.")
    for link in LINK.finditer(prose):
        target = link["target"].partition("#")[0].strip("<>")
        if target and not ELSEWHERE.match(target) and not target.endswith(".md"):
            for what, todo in _fault_of(target, page, edition, base, files):
                yield problem_at(page, link.start("target"), what, todo)


def _fault_of(target: str, page: Page, edition: Edition, base: Toolkit, files: Iterable[str]) -> Iterator[tuple[str, str]]:
    folder = posixpath.dirname(page.source)
    if target.startswith("/"):
        yield f'The link "{target}" begins with a slash, so it breaks where the site stands in a folder.', f"Name the file of the page, such as {posixpath.relpath('sheets/my-question.md', folder or '.')}."
    elif WEB.match(target):
        yield f'"{target}" is taken for a file beside this page.', f"An address outside this site begins with https://, such as https://{target}."
    elif PurePosixPath(target).suffix.lower() in BESIDE_PAGES:
        path = posixpath.normpath(posixpath.join(folder, target))
        if path not in files and not (base.root / "content" / path).is_file():
            beside = [posixpath.relpath(name, folder or ".") for name in files]
            near = [name for name in beside if name.lower() == target.lower()] or beside
            yield f'There is no file "{target}" beside this page.', did_you_mean(target, near, f"Put it into {posixpath.join(edition.name, 'content', posixpath.dirname(path))}/, or remove this line.")
    else:
        path = posixpath.normpath(posixpath.join(folder, target))
        yield f'The link leads to "{target}", which is no file.', proposed(page, path, base.pages.keys() | edition.pages.keys())
