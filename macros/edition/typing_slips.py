"""Slips of people who come from Word, on an edition's own pages: what they meant as a list, a box or a choice between two versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from macros.lints import problem_at
from macros.pages import Page
from macros.problems import Problem

AS_A_LIST = "Begin each line of the list with a hyphen and a space, and leave an empty line above the first."
ITEM = r"(?:[-*+]|\d+\.) +\S"
SLIPS = (
    (re.compile(r"^(?:<<<<<<<|>>>>>>>)(?: .*)?$", re.M), "Two versions of this page were put together here, and both are left.", "Keep the lines you want, and remove those that begin with <<<<<<<, ======= and >>>>>>>.", "problem"),
    (re.compile(r"^(?:!!!|\?\?\?)\+? +\w", re.M), "Boxes that begin like this are not drawn here.", "Write it as a paragraph, and move the lines below it to the left edge.", "problem"),
    (re.compile(r"^ {0,3}[•·▪◦‣●] *\S", re.M), "This is no list yet.", AS_A_LIST, "note"),
    (re.compile(r"^[–—] .*\n[–—] ", re.M), "This is no list yet.", AS_A_LIST, "note"),
    (re.compile(rf"(?:\A|\n[ \t\r]*\n)(?![ \t#>|<-]|{ITEM})(?:(?![ \t\r]*\n|{ITEM})[^\n]+\n)+(?P<at>{ITEM})"), "This is no list yet, since it stands right under a line of text.", AS_A_LIST, "note"),
    (re.compile(rf"^(?![ \t<]|{ITEM}).+\n(?:[ ]*\n)+(?P<at>(?: {{4}}|\t)[ \t]*(?![ \t]|{ITEM})\S)", re.M), "The spaces at the left make this a grey box, as for code.", "Take them out, so that the line begins at the left edge.", "note"),
)


def check_typing(page: Page, prose: str) -> Iterator[Problem]:
    """A message for each first slip of a kind on a page. prose: its body without code and macro calls."""
    told: set[str] = set()
    for pattern, what, todo, level in SLIPS:
        group = "at" if "at" in pattern.groupindex else 0
        found = next((found for found in pattern.finditer(prose) if found[group] == page.body[found.start(group) : found.end(group)]), None)  # not where code stands
        if found and what not in told:
            told.add(what)
            yield replace(problem_at(page, found.start(group), what, todo), level=level)
