"""Plain values that remember where each of their parts was written, so that a problem stands in the file that caused it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from macros.document import Document, Path_
from macros.problems import Problem


@dataclass(frozen=True)
class Origin:
    """Where a value was written: the layer ("" is the kit itself), the file, and the path in it."""

    layer: str
    document: Document
    path: Path_

    def inside(self, step: str | int) -> Origin:
        """Where a part of the value was written."""
        return Origin(self.layer, self.document, (*self.path, step))

    def problem(self, what: str, todo: str = "", *, key: bool = False, level: str = "problem") -> Problem:
        """A problem at this place."""
        return self.document.problem(self.path, what, todo, key=key, level=level)


@dataclass(frozen=True)
class Tracked:
    """A value, where it was written, and those of its parts that were written elsewhere. Never changed in place."""

    value: Any
    origin: Origin
    parts: Mapping[str | int, Tracked] = field(default_factory=dict)

    def part(self, step: str | int) -> Tracked:
        """One part, by its name or its position."""
        return self.parts[step] if step in self.parts else Tracked(self.value[step], self.origin.inside(step))

    def items(self) -> Iterator[tuple[str | int, Tracked]]:
        """Every part of a group or a list, with its name or position."""
        for step in self.value if isinstance(self.value, dict) else range(len(self.value)):
            yield step, self.part(step)

    def at(self, path: Path_) -> Origin:
        """Where the value at `path` was written, or the nearest thing around it."""
        place, found = self, self.origin
        for number, step in enumerate(path):
            if step in place.parts:
                place = place.parts[step]
                found = place.origin
            elif place.parts and _holds(place.value, step):
                place = place.part(step)
                found = place.origin
            else:
                return Origin(found.layer, found.document, (*found.path, *path[number:]))
        return found


def _holds(value: Any, step: str | int) -> bool:
    return step in value if isinstance(value, dict) else isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value)


def group(parts: Mapping[str, Tracked], origin: Origin) -> Tracked:
    """Names and values put together from parts."""
    return Tracked({name: part.value for name, part in parts.items()}, origin, dict(parts))


def row(parts: list[Tracked], origin: Origin) -> Tracked:
    """A list put together from parts."""
    return Tracked([part.value for part in parts], origin, dict(enumerate(parts)))


class Composed(Document):
    """A document put together from several files. Its problems stand where the words were written."""

    def __init__(self, name: str, tracked: Tracked):
        super().__init__(name, tracked.value)
        self.tracked = tracked

    def problem(self, path: Path_, what: str, todo: str = "", *, key: bool = False, level: str = "problem") -> Problem:
        """As of any document, at the place in the file that `path` came from."""
        return self.tracked.at(tuple(path)).problem(what, todo, key=key, level=level)

    def problem_in(self, path: Path_, words: str, what: str, todo: str = "") -> Problem:
        """As of any document, at the place in the file that `path` came from."""
        origin = self.tracked.at(tuple(path))
        return origin.document.problem_in(origin.path, words, what, todo)
