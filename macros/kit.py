"""All valid entries of a project, as objects of the model. Reads no file."""

from __future__ import annotations

import functools
import keyword
from dataclasses import is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from macros.defaults import put_defaults
from macros.model import KINDS
from macros.problems import Problem


class Faulty(Exception):
    """Raised on touching a kind whose data is faulty; carries its problems."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(problem.as_text() for problem in problems))
        self.problems = problems


class Kit:
    """All entries, by kind and id, in the order of the files: `kit.worksheets["my-question"]`.

    A kind whose files hold problems is left out; touching it raises Faulty with those problems.
    """

    def __init__(self, values: dict[str, list[dict]], faults: dict[str, list[Problem]]):
        self._faults = faults
        words = {entry["id"]: entry["short"] for entry in values.get("practices", []) if "short" in entry}
        self._entries = {
            kind: {entry["id"]: build(class_, put_defaults(entry, words)) for entry in values.get(kind, [])} for kind, class_ in KINDS.items() if kind not in faults
        }

    def __getattr__(self, kind: str) -> dict[str, Any]:
        if kind in self._faults:
            raise Faulty(self._faults[kind])
        try:
            return self._entries[kind]
        except KeyError:
            raise AttributeError(f"There is no kind of data called {kind}") from None


def build(class_: type, values: dict) -> Any:
    """A dataclass from plain values that are known to be valid; lists become tuples."""
    hints = _hints(class_)
    named = {f"{name}_" if keyword.iskeyword(name) else name: value for name, value in values.items()}
    return class_(**{name: _convert(hint, named[name]) for name, hint in hints.items() if name in named})


_hints = functools.cache(get_type_hints)


def _convert(hint: Any, value: Any) -> Any:
    if get_origin(hint) is tuple:
        return tuple(_convert(get_args(hint)[0], item) for item in value)
    return build(hint, value) if is_dataclass(hint) else value
