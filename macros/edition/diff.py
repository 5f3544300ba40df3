"""What an edition adds, changes and hides, in words for somebody who wants to read it over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.edition.check import Checked
from macros.edition.drift import shown
from macros.edition.overlay import is_entries, kind_of
from macros.problems import counted


def diff_of(checked: Checked) -> Iterator[str]:
    """The lines of the report: for each kind its counts, then what was added (+), changed (~) and hidden (-); then the pages; then the sum."""
    sums = {"added": 0, "changed": 0, "hidden": 0}
    for kind in sorted(checked.laid.entries):
        before = {entry.value["id"]: entry.value for entry in kind_of(checked.base.documents[kind], kind)}
        now = {entry.value["id"]: entry.value for entry in checked.laid.entries[kind]}
        lines = list(_entries(before, now))
        counts = {name: sum(line.startswith(sign) for line in lines) for name, sign in (("added", "  +"), ("changed", "  ~"), ("hidden", "  -"))}
        moved = [name for name in now if name in before] != [name for name in before if name in now]
        if lines or moved:
            yield f"{kind.replace('_', ' ')}: {_counted(counts) or 'nothing added, changed or hidden'}{', in another order' if moved else ''}"
            yield from lines
        for name in sums:
            sums[name] += counts[name]
    pages = {source: source in checked.base.pages for edition in checked.editions for source in sorted(edition.pages)}
    if pages:
        yield f"pages: {sum(not old for old in pages.values())} added, {sum(pages.values())} in place of the kit's"
        yield from (f"  {'~' if old else '+'} content/{source}" for source, old in pages.items())
    yield f"{_counted(sums, zero=True)}; {counted(len(pages), 'page')}."


def _counted(counts: dict[str, int], zero: bool = False) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items() if number or zero)


def _entries(before: dict[str, dict], now: dict[str, dict], indent: str = "  ") -> Iterator[str]:
    for name, value in now.items():
        if name not in before:
            yield f"{indent}+ {name}  {shown(value.get('title') or value.get('text') or '')}"
    for name, value in now.items():
        if name in before and value != before[name]:
            yield f"{indent}~ {name}"
            yield from _fields(before[name], value, indent + "    ")
    for name, value in before.items():
        if name not in now:
            yield f"{indent}- {name}  {shown(value.get('title') or value.get('text') or '')}"


def _fields(before: dict[str, Any], now: dict[str, Any], indent: str) -> Iterator[str]:
    for name in [*now, *(name for name in before if name not in now)]:
        old, new = before.get(name), now.get(name)
        if old == new:
            continue
        if is_entries(old) and is_entries(new):
            yield f"{indent}{name}:"
            yield from _entries({part["id"]: part for part in old}, {part["id"]: part for part in new}, indent + "  ")
        else:
            yield f"{indent}{name}: {shown(old)} → {shown(new)}"
