"""The components: one HTML file each, named as its macro. Here their signatures are read, nothing is rendered.

The comment at the top of each file is its contract: `name(argument: list)` and what it draws. An argument
names the kind or closed list its value comes from; `?` makes it optional; `text` takes any text.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
HEADER = re.compile(r"\{#-?\s*(?P<name>\w+)\((?P<arguments>[^)]*)\)\s*(?P<does>.*?)\s*-?#\}", re.S)
LABEL = re.compile(r"""\blabel\(["']([a-z0-9-]+)["']""")


@dataclass(frozen=True)
class Argument:
    """One argument of a macro: its name, the list its value comes from, and whether it may be left out."""

    name: str
    source: str
    optional: bool


@dataclass(frozen=True)
class Signature:
    """What a macro is called, what it takes and what it draws; and whether it draws on a lesson's front matter."""

    name: str
    arguments: tuple[Argument, ...]
    does: str
    for_lessons: bool

    def __str__(self) -> str:
        return f"{self.name}({', '.join(a.name + ('?' if a.optional else '') for a in self.arguments)})"


@functools.cache
def signatures() -> dict[str, Signature]:
    """Every macro by name, from the first comment of its component."""
    found = {}
    for path in sorted(FOLDER.glob("[!_]*.html")):
        text = path.read_text(encoding="utf-8")
        header = HEADER.match(text)
        assert header and header["name"] == path.stem, f"{path.name} must begin with its signature"
        found[path.stem] = Signature(path.stem, tuple(_arguments(header["arguments"])), " ".join(header["does"].split()), "place.front" in text)
    return found


@functools.cache
def labels() -> frozenset[str]:
    """The id of every label that a component names."""
    return frozenset(name for path in FOLDER.glob("*.html") for name in LABEL.findall(path.read_text(encoding="utf-8")))


def _arguments(text: str):
    for part in filter(None, (p.strip() for p in text.split(","))):
        name, source = (p.strip() for p in part.split(":"))
        yield Argument(name, source.rstrip("?"), source.endswith("?"))
