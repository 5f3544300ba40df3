"""An edition's own pages: what takes the place of a page of the kit, and what a browser would not show or should not run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.edition.folder import Edition
from macros.edition.logo import ACTIVE
from macros.lints import NOT_PROSE
from macros.pages import Page
from macros.problems import Problem
from macros.toolkit import Toolkit

REFUSED = (
    (re.compile(r"<\s*(?:iframe|video|embed|object)\b", re.I), "A page cannot show something from another site inside it.", "Link to it instead: [Watch the film](https://example.edu/film)."),
    (re.compile(r"<\s*(?:script|style|link|meta|base|form|frame|template|svg|math)\b", re.I), "A page cannot bring its own scripts, styles or forms.", "Take it out; the site's safety rules would not run it."),
    (re.compile(r"<[^>]*\s(?:on\w+|style|srcdoc)\s*=", re.I), "A page cannot style itself or react to clicks.", "Take this out of the tag; the site's safety rules would not run it."),
    (re.compile(r"(?:\(|=|\]:)\s*[\"'<]?\s*(?:javascript|vbscript|data):", re.I), "This link would run a script.", "Link to an address that begins with https://, or to another page."),
    (re.compile(r"!\[[^\]]*\]\(\s*<?(?:https?:)?//|<\s*img[^>]*\ssrc\s*=\s*[\"']?\s*(?:https?:)?//", re.I), "This picture would be fetched from another site.", "Put the file beside the page, and write its name in the brackets."),
)


def check_pages(edition: Edition, base: Toolkit) -> Iterator[Problem]:
    """Problems of safety and notes about the pages and pictures of an edition. What any page is checked for is checked elsewhere."""
    for source, page in edition.pages.items():
        if source in base.pages:
            yield Problem(page.name, 1, 1, "This page takes the place of one of the kit, so later releases will not change it.", "Keep it short, or add a page of your own beside the kit's.", "note")
        yield from _refused(page)
    for source, path in edition.files.items():
        name = f"{edition.name}/content/{source}"
        if path.suffix.lower() == ".svg" and ACTIVE.search(path.read_bytes()):
            yield Problem(name, 1, 1, "This drawing holds a script, or something fetched from elsewhere.", "Ask for a plain SVG, or save it as .png.")
        elif source in base.pages or (base.root / "content" / source).is_file():
            yield Problem(name, 1, 1, "This file takes the place of one of the kit.", "Give it another name if you did not mean to.", "note")


def _refused(page: Page) -> Iterator[Problem]:
    prose = NOT_PROSE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), page.body)
    for pattern, what, todo in REFUSED:
        for found in pattern.finditer(prose):
            line = page.first_line + prose.count("\n", 0, found.start())
            yield Problem(page.name, line, found.start() - prose.rfind("\n", 0, found.start()), what, todo)
