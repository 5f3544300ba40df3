"""Links and pictures of an edition's own pages that lead nowhere, or that are no links at all as they were typed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from macros.edition.anchors import lost_places, places_of, prose_of
from macros.edition.folder import BESIDE_PAGES, Edition
from macros.edition.naming import address_like
from macros.lints import LINK, problem_at, proposed
from macros.pages import Page
from macros.problems import Problem, did_you_mean, nearest
from macros.toolkit import Toolkit

ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
WEB = re.compile(r"www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|gov|uk|ca|au|nz|ie|de|fr|example)(?:/|$)", re.I)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
ENDINGS = "md|jpe?g|png|gif|svg|webp|pdf|docx|xlsx|pptx|odt|ics"
GAP = re.compile(r"\[[^\[\]\n]+\](?P<gap>[ \t]+)\((?:https?://|[^()\s]+\.(?:md|jpe?g|png|svg|webp|pdf))[^()\n]*\)", re.I)
SPACED = re.compile(rf"\]\(\s*(?P<target>(?=[^()<>\"'\s]+ )[^()<>\"'\n]+\.(?:{ENDINGS}))(?:#[^()\s]*)?\s*\)", re.I)
SWAPPED = re.compile(r"(?<!\])\((?P<text>[^()\[\]\n]+)\)\[(?P<target>[^\[\]\s]+(?:\.md|/|\.[a-z]{2,5}))\]", re.I)
UNCLOSED = re.compile(rf"\]\((?P<target>[^()\s\[\]]+\.(?:{ENDINGS})|https?://[^()\s]+)(?=\s|$)(?![^()\n]*\))", re.I | re.M)
ANGLED = re.compile(r"<(?P<target>[^<>\n]+)>")
BY_NAME = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:[ \t]*(?P<target>[^\s]+)", re.M)


def check_links(page: Page, edition: Edition, toolkit: Toolkit, files: Iterable[str]) -> Iterator[Problem]:
    """Every fault in the links of a page. Links to pages by the name of their file are checked with all the others.

    toolkit: the kit with the edition. files: those beside the pages of every edition that is laid, by their path below content/.
    """
    prose = prose_of(page)
    yield from _no_links(page, prose, [*edition.files, *edition.pages])
    spaced = {found.start("target") for found in SPACED.finditer(prose)}
    for pattern in (LINK, BY_NAME):
        for link in pattern.finditer(prose):
            angled = ANGLED.match(prose, link.start("target"))
            target = unquote((angled["target"] if angled else link["target"]).partition("#")[0])
            if not target or ELSEWHERE.match(target) or link.start("target") in spaced:
                continue
            if not target.endswith(".md"):
                told = _fault_of(target, page, edition, toolkit, files)
            elif pattern is BY_NAME or angled:
                told = _no_page(target, page, toolkit)
            else:
                told = ()
            for what, todo in told:
                yield problem_at(page, link.start("target"), what, todo)


def check_places(page: Page, toolkit: Toolkit) -> Iterator[Problem]:
    """Links to a place on a page which that page has not. Draws the pages, so nothing else may be wrong with the kit and the edition."""
    for pattern in (LINK, BY_NAME):
        for link in lost_places(page, toolkit, pattern):
            yield _lost_place(page, link, toolkit)


def _no_links(page: Page, prose: str, names: Iterable[str]) -> Iterator[Problem]:
    """What was meant as a link and is none, since a sign is missing or stands in the wrong place."""
    for found in GAP.finditer(prose):
        yield problem_at(page, found.start("gap"), "There is a space between ] and (, so this is no link.", "Take the space out.")
    for found in SWAPPED.finditer(prose):
        yield problem_at(page, found.start(), "The two kinds of brackets stand the wrong way round, so this is no link.", f"Write [{found['text']}]({found['target']})")
    for found in UNCLOSED.finditer(prose):
        yield problem_at(page, found.start("target"), "The bracket before this is not closed, so this is no link.", f"Write ) after {found['target']}.")
    for found in SPACED.finditer(prose):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.source), found["target"]))
        if path not in names:  # else the name of the file itself is told
            name = address_like(found["target"])
            yield problem_at(page, found.start("target"), "A name in these brackets cannot hold a space.", f"Write {posixpath.join(posixpath.dirname(found['target']), name)}, and call the file {name}.")


def _fault_of(target: str, page: Page, edition: Edition, toolkit: Toolkit, files: Iterable[str]) -> Iterator[tuple[str, str]]:
    folder = posixpath.dirname(page.source)
    if target.startswith("/"):
        yield f'The link "{target}" begins with a slash, so it breaks where the site stands in a folder.', f"Name the file of the page, such as {posixpath.relpath('sheets/my-question.md', folder or '.')}."
    elif MAIL.fullmatch(target):
        yield f'"{target}" is taken for a file beside this page.', f"Write mailto:{target}"
    elif WEB.match(target):
        yield f'"{target}" is taken for a file beside this page.', f"An address outside this site begins with https://, such as https://{target}."
    elif PurePosixPath(target).suffix.lower() in BESIDE_PAGES:
        path = posixpath.normpath(posixpath.join(folder, target))
        if path not in files and not (toolkit.root / "content" / path).is_file():
            beside = [posixpath.relpath(name, folder or ".") for name in files]
            near = [name for name in beside if name.lower() == target.lower()] or beside
            yield f'There is no file "{target}" beside this page.', did_you_mean(target, near, f"Put it into {posixpath.join(edition.name, 'content', posixpath.dirname(path))}/, or remove this line.")
    else:
        path = posixpath.normpath(posixpath.join(folder, target))
        yield f'The link leads to "{target}", which is no file.', proposed(page, path, toolkit.lists["pages"])


def _no_page(target: str, page: Page, toolkit: Toolkit) -> Iterator[tuple[str, str]]:
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.source), target))
    if path not in toolkit.lists["pages"]:
        yield f'The link leads to "{target}", which is not there.', proposed(page, path, toolkit.lists["pages"])


def _lost_place(page: Page, link: re.Match[str], toolkit: Toolkit) -> Problem:
    path, _, name = link["target"].partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.source), path)) if path else page.source
    near = nearest(name, places_of(toolkit, target))
    todo = f'Did you mean "#{near}"?' if near else f"Write a heading of {'this' if target == page.source else 'that'} page in small letters, with hyphens for spaces; or take #{name} out."
    return problem_at(page, link.start("target"), f'The page has no place called "#{name}".', todo)
