"""An edition's own pages: where they stand, what takes the place of a page of the kit, and what a browser would not show or should not run."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from macros.addresses import FOLDERS
from macros.edition.anchors import prose_of
from macros.edition.folder import Edition
from macros.edition.logo import ACTIVE
from macros.edition.naming import PICTURES, address_like
from macros.edition.own_links import check_links
from macros.edition.typing_slips import check_typing
from macros.lints import problem_at
from macros.pages import Page
from macros.problems import Problem
from macros.toolkit import Toolkit

REFUSED = (
    (re.compile(r"<\s*(?:iframe|video|embed|object)\b", re.I), "A page cannot show something from another site inside it.", "Link to it instead: [Watch the film](https://example.edu/film)."),
    (re.compile(r"<\s*(?:script|style|link|meta|base|form|frame|template|svg|math)\b", re.I), "A page cannot bring its own scripts, styles or forms.", "Take it out; the site's safety rules would not run it."),
    (re.compile(r"<[^<>]*\s(?:on\w+|style|srcdoc)\s*=", re.I), "A page cannot style itself or react to clicks.", "Take this out of the tag; the site's safety rules would not run it."),
    (re.compile(r"(?:\(|=|\]:)\s*[\"'<]?\s*(?:javascript|vbscript|data):", re.I), "This link would run a script.", "Link to an address that begins with https://, or to another page."),
    (re.compile(r"!\[[^\]]*\]\(\s*<?(?:https?:)?//|<\s*img[^>]*\ssrc\s*=\s*[\"']?\s*(?:https?:)?//", re.I), "This picture would be fetched from another site.", "Put the file beside the page, and write its name in the brackets."),
)
SMOOTH = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
ROUGH = re.compile(r"[\s#?%]")
BEGINNINGS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
HEAVY = 1_000_000
OF_LESSONS = ("id", "stage", "objective", "ps")


def check_pages(edition: Edition, base: Toolkit, toolkit: Toolkit, files: Iterable[str], pages: list[Page]) -> Iterator[Problem]:
    """Problems of safety and notes about the pages and pictures of an edition. What any page is checked for is checked elsewhere.

    toolkit: the kit with the edition. files: those beside the pages of every edition that is laid, by their path below content/. pages: those of every edition that is laid.
    """
    for source, page in edition.pages.items():
        if told := _of_its_name(page, edition, base, pages):
            yield told
        elif source in base.pages:
            yield _in_place_of(page, toolkit)
        if page.schema == "lesson" and page.document and not page.problems and not any(name in page.front for name in OF_LESSONS):
            todo = "Copy the lines at its top from the kit's own." if source in base.pages else "For an ordinary page, move it to content/about/."
            yield page.document.problem((), "Pages in this folder are lessons, and this one does not say so at its top.", f"{todo} A lesson has id, stage, objective, minutes and ps there.")
        prose = prose_of(page)
        for pattern, what, todo in REFUSED:
            for found in pattern.finditer(prose):
                yield problem_at(page, found.start(), what, todo)
        yield from check_links(page, edition, toolkit, files)
        yield from check_typing(page, prose)
    for source, path in edition.files.items():
        yield from _file(source, path, edition, base, pages)


def _of_its_name(page: Page, edition: Edition, base: Toolkit, pages: Iterable[Page]) -> Problem | None:
    """What is wrong with the name of a page's file, from which its address is made."""
    path = PurePosixPath(page.source)
    if path.name == "README.md":
        return Problem(page.name, 1, 1, "A file called README.md does not become a page like others.", f"Give it another name, such as our-page.md. Notes for yourself stand beside {edition.name}/edition.yml.")
    same = [other for other in pages if other is not page and _address(other.source) == _address(page.source)]
    if same and same[0].source < page.source:
        return Problem(page.name, 1, 1, f"This page has the same address as {same[0].name}.", "Give one of them another name; only one can be shown.")
    rough = next((part for part in (*path.parent.parts, path.stem) if not SMOOTH.fullmatch(part)), "")
    if rough and not same:
        named = f'Rename it to {address_like(path.name)}' if rough == path.stem else f"Rename the folder to {address_like(rough)}"
        return Problem(page.name, 1, 1, f'An address holds only small letters, digits and hyphens, and "{rough}" holds more.', f"{named}, also where a link names it.")
    kits = next((source for source in base.lists["pages"] if source != page.source and _address(source) == _address(page.source)), None)
    if kits:
        return Problem(page.name, 1, 1, f"This page has the same address as content/{kits} of the kit.", f"To take its place, name the file content/{kits}; otherwise give it another name.")
    return None


def _address(source: str) -> str:
    stem = source.removesuffix(".md").lower()
    return posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem


def _in_place_of(page: Page, toolkit: Toolkit) -> Problem:
    folder, name = posixpath.split(page.source.removesuffix(".md"))
    for kind, (place, macro) in FOLDERS.items():
        if place == folder and name in toolkit.lists.get(kind, ()) and (macro, (name,)) not in {(call.name, call.arguments) for call in page.calls}:
            todo = f'Put {{{{ {macro}("{name}") }}}} on a line of its own. Every list still leads to this page.'
            return Problem(page.name, 1, 1, "This page takes the place of one of the kit, and leaves out what it is there for.", todo, "note")
    return Problem(page.name, 1, 1, "This page takes the place of one of the kit, so later releases will not change it.", "Keep it short, or add a page of your own beside the kit's.", "note")


def _file(source: str, path: Path, edition: Edition, base: Toolkit, pages: Iterable[Page]) -> Iterator[Problem]:
    """What is to be said of a picture or a document beside the pages: one thing at most."""
    told = (
        _no_picture(path)
        or ((f'The name "{path.name}" holds a sign that breaks links.', f"Rename it to {address_like(path.name)}, and write that name on the page.", "problem") if ROUGH.search(path.name) else None)
        or (("This file takes the place of one of the kit.", "Give it another name if you did not mean to.", "note") if source in base.pages or (base.root / "content" / source).is_file() else None)
        or (("No page of yours shows this file or leads to it.", _use_of(path), "note") if not any(path.name in page.body for page in pages) else None)
        or ((f"This picture is {path.stat().st_size / 1e6:.1f} MB, which takes long on a phone.", "Save it again, 1600 pixels wide at most.", "note") if path.suffix.lower() in PICTURES and path.stat().st_size > HEAVY else None)
    )
    if told:
        yield Problem(f"{edition.name}/content/{source}", 1, 1, *told)


def _no_picture(path: Path) -> tuple[str, str, str] | None:
    ending = path.suffix.lower()
    if ending == ".svg" and ACTIVE.search(path.read_bytes()):
        return "This drawing holds a script, or something fetched from elsewhere.", "Ask for a plain SVG, or save it as .png.", "problem"
    with path.open("rb") as file:
        start = file.read(4)
    if ending in PICTURES and ending != ".svg" and not start.startswith(BEGINNINGS):
        return f"This file ends in {ending}, and no browser can show it as a picture.", "Open it in a program for pictures and save it again, as .jpg or .png.", "problem"
    return None


def _use_of(path: Path) -> str:
    if path.suffix.lower() in PICTURES:
        return f"Show it on a page: ![What it shows]({path.name})"
    text = "A page is plain text, in a file that ends in .md. " if path.suffix.lower() in (".docx", ".odt") else ""
    return f"{text}To offer this file to download, link to it from a page: [What it is]({path.name})"
