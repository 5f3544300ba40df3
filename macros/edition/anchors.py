"""Places inside a page that a link can name after a #, and links that name one which is not there. For those, MkDocs stops a strict build."""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Iterator

from markdown import markdown

from macros.calls import TAG, parse
from macros.lints import LINK, NOT_PROSE
from macros.pages import Page
from macros.render import Place, render
from macros.toolkit import Toolkit

EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "md_in_html")  # those MkDocs takes by itself, and those of mkdocs.yml
PLACE = re.compile(r'\sid="([^"]+)"')


def prose_of(page: Page) -> str:
    """The body of a page with blanks where code and macro calls stand."""
    return NOT_PROSE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), page.body)


def lost_places(page: Page, toolkit: Toolkit, link: re.Pattern[str] = LINK) -> Iterator[re.Match[str]]:
    """Every link of a page that names a place which the page it leads to has not. link: what is a link, with its `target`."""
    for found in link.finditer(prose_of(page)):
        path, _, anchor = found["target"].partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.source), path)) if path else page.source
        if anchor and "://" not in path and target in toolkit.pages and anchor not in places_of(toolkit, target):
            yield found


@functools.lru_cache(maxsize=64)
def places_of(toolkit: Toolkit, source: str) -> frozenset[str]:
    """What a link to this page may name: its headings, and what its macros draw."""
    page = toolkit.pages[source]
    body = TAG.sub(lambda found: _drawn(found["call"] or "", page, toolkit), page.body)
    return frozenset(PLACE.findall(markdown(body, extensions=EXTENSIONS)))


def _drawn(call: str, page: Page, toolkit: Toolkit) -> str:
    name, arguments = parse(call) or ("", ())
    return render(name, toolkit, Place(page.source, page.front), arguments) if name else ""
