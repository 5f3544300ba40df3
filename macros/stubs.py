"""The small pages that give each sheet, message, situation and path an address. Written by `run.py stubs`, then kept like any page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from macros.addresses import FOLDERS, source_of
from macros.pages import Page
from macros.problems import Problem
from macros.toolkit import Toolkit

FOUND_FIRST = ("situations",)  # who searches with a worry in mind wants these before anything else
SIGNS = re.compile(r"[\\`*_{}\[\]<>#]|&(?=#?\w+;)")


def expected(toolkit: Toolkit) -> Iterator[tuple[str, str]]:
    """Every stub as (path below content/, text)."""
    for kind, (_, macro) in FOLDERS.items():
        for entry in getattr(toolkit.kit, kind).values():
            title, description = (json.dumps(text, ensure_ascii=False) for text in (entry.title, entry.text))
            lifted = "search:\n  boost: 2\n" if kind in FOUND_FIRST else ""
            yield source_of(kind, entry.id), f'---\ntitle: {title}\ndescription: {description}\n{lifted}---\n\n# {_heading(entry.title)}\n\n{{{{ {macro}("{entry.id}") }}}}\n'


def _heading(title: str) -> str:
    """A title as Markdown leaves it alone."""
    return SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", title)


def write(toolkit: Toolkit) -> list[str]:
    """Writes the stubs that are missing and returns their paths."""
    written = []
    for source, text in expected(toolkit):
        path = toolkit.root / "content" / source
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            written.append(f"content/{source}")
    return written


def missing(toolkit: Toolkit) -> list[Problem]:
    """A problem for each page that components link to and that is not there."""
    stubs = dict.fromkeys((source for source, _ in expected(toolkit)), "Write it with: python3 run.py stubs")
    others = [f"five-ps/{name}.md" for name in toolkit.kit.five_ps] + [f"steps/{name}/index.md" for name in toolkit.kit.stages]
    wanted = stubs | dict.fromkeys(others, "Write it; other pages link to it.")
    return [Problem(f"content/{source}", 1, 1, "This page is missing.", todo) for source, todo in wanted.items() if source not in toolkit.pages]


def left_over(toolkit: Toolkit) -> list[str]:
    """Pages that hold nothing but the macro of an entry that is gone."""
    wanted = dict(expected(toolkit))
    return sorted(page.name for page in toolkit.pages.values() if _is_stub(page) and page.source not in wanted)


def _is_stub(page: Page) -> bool:
    return any(Path(page.source).parent.as_posix() == folder and [call.name for call in page.calls] == [macro] for folder, macro in FOLDERS.values())
