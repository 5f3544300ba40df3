"""Two sites built from one project, compared page by page: words, titles, attributes, links, files."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

MOST = 8  # how much of a long list is shown
ADDRESSES = ("href", "src")
SKIP = "__skip"  # where the skip link of Zensical's theme leads
WATCHED = ("article", "title", "script", "style", "svg")
# The themes' own scripts and style sheets bear other names in each, and each has its own search.
THEMES = re.compile(r"^(?:assets/(?:javascripts|stylesheets)/|search/|search\.json|sitemap\.xml\.gz)")


@dataclass
class Page:
    """What a page says. attributes: those of its article. links: those of the frame around it. ids: where a link can lead to. addresses: all it refers to."""

    words: list[str] = field(default_factory=list)
    title: str = ""
    description: str = ""
    attributes: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    ids: set[str] = field(default_factory=set)
    addresses: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    """Reads one page."""

    def __init__(self) -> None:
        super().__init__()
        self.page, self.inside = Page(), Counter()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag in WATCHED:
            self.inside[tag] += 1
        if tag == "meta" and given.get("name") == "description":
            self.page.description = given["content"]
        if self.inside["article"] and given.get("id") != SKIP:
            self.page.attributes.update([f"<{tag}>", *(f'{name}="{_plain(value) if name in ADDRESSES else value}"' for name, value in given.items())])
        elif tag in ("a", "link") and "href" in given and "assets/stylesheets/" not in given["href"]:
            self.page.links[_link(tag, given)] += 1
        self.page.addresses += [given[name] for name in ADDRESSES if name in given]
        self.page.ids.update(given[name] for name in ("id", "name") if name in given)

    def handle_endtag(self, tag: str) -> None:
        if tag in WATCHED:
            self.inside[tag] -= 1

    def handle_data(self, data: str) -> None:
        if self.inside["title"] and not self.inside["svg"]:
            self.page.title += data
        elif self.inside["article"] and not self.inside["script"] and not self.inside["style"]:
            self.page.words += data.split()


def _link(tag: str, given: dict[str, str]) -> str:
    """A link of the frame in short. Where a skip link leads to is the theme's own affair."""
    if given.get("class") == "md-skip":
        return "a skip link"
    address = _plain(given["href"])
    if tag == "link":
        return f"{given.get('rel')} {'without a host' if given.get('rel') == 'canonical' and '//' not in address else address}"
    return " ".join(filter(None, (f"a link to {address}", f"marked {given['aria-current']}" if "aria-current" in given else "")))


def _plain(address: str) -> str:
    """An address on the site itself without detours, such as .. for .././"""
    path, sign, rest = address.partition("#")
    return address if ":" in path else posixpath.normpath(path) + sign + rest


def read(site: Path) -> dict[str, Page]:
    """Every page of a site, by its path."""
    pages = {}
    for path in sorted(site.rglob("*.html")):
        reader = Reader()
        reader.feed(path.read_text(encoding="utf-8"))
        pages[path.relative_to(site).as_posix()] = reader.page
    return pages


def differences(ours: Path, theirs: Path) -> Iterator[str]:
    """Lines for a person. ours: what MkDocs built. theirs: what Zensical built."""
    one, other = read(ours), read(theirs)
    pairs = [(name, one[name], other[name]) for name in sorted(one.keys() & other.keys())]
    alike = sum(_said(here) == _said(there) for _, here, there in pairs)
    yield f"{len(pairs)} pages on both sides, {alike} of them with the same words, title and description"
    yield from _either("pages only", one.keys() - other.keys(), other.keys() - one.keys())
    yield from _listed("another title", (f"{name}: {here.title} | {there.title}" for name, here, there in pairs if here.title != there.title))
    yield from _listed("another description", (f"{name}: {here.description} | {there.description}" for name, here, there in pairs if here.description != there.description))
    yield from _listed("other words", (f"{name}: {_first_other(here.words, there.words)}" for name, here, there in pairs if here.words != there.words))
    yield from _either("tags and attributes in articles, more", *_on_pages([(here.attributes, there.attributes) for _, here, there in pairs]))
    yield from _either("links of the frame, more", *_on_pages([(here.links, there.links) for _, here, there in pairs]))
    files, also = _files(ours), _files(theirs)
    yield from _either("files only", _ours(files - also), _ours(also - files))
    yield from _either("leads nowhere", _lost(one, files), _lost(other, also))


def _said(page: Page) -> tuple:
    return page.words, page.title, page.description


def _first_other(one: list[str], other: list[str]) -> str:
    """The words around the first place where two pages part."""
    at = next((index for index, pair in enumerate(zip(one, other)) if pair[0] != pair[1]), min(len(one), len(other)))
    begin = max(0, at - 2)
    return f"{' '.join(one[begin : at + 4])} | {' '.join(other[begin : at + 4])}"


def _listed(what: str, found: Iterable[str]) -> Iterator[str]:
    names = sorted(found)
    if names:
        yield f"{what}: {len(names)}"
        yield from (f"  {name}" for name in names[:MOST])
        yield from ["  …"] * (len(names) > MOST)


def _either(what: str, ours: Iterable[str], theirs: Iterable[str]) -> Iterator[str]:
    yield from _listed(f"{what} by MkDocs", ours)
    yield from _listed(f"{what} by Zensical", theirs)


def _on_pages(pairs: list[tuple[Counter[str], Counter[str]]]) -> tuple[list[str], list[str]]:
    """What one side has more of than the other, with the number of pages where that is so, for each side."""
    more = [Counter(name for here, there in pairs for name in here - there), Counter(name for here, there in pairs for name in there - here)]
    ours, theirs = ([f"{name} on {number} page{'' if number == 1 else 's'}" for name, number in found.items()] for found in more)
    return ours, theirs


def _files(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def _ours(names: set[str]) -> set[str]:
    """Files that are neither pages nor made by a theme."""
    return {name for name in names if not name.endswith(".html") and not THEMES.match(name)}


def _lost(pages: dict[str, Page], files: set[str]) -> Iterator[str]:
    """Addresses on the site itself that lead to no file, or to no place in a page."""
    for name, page in pages.items():
        for address in sorted(set(page.addresses)):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or (name == "404.html" and parts.path.startswith("/")):  # it is shown at any depth
                continue
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), unquote(parts.path))).lstrip("/") if parts.path else name
            target = target if target in files else posixpath.join(target, "index.html")
            if target not in files or (parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids):
                yield f"{address} in {name}"
