"""What the checks on a student's text are made of: rules, the looks they take, lists of words."""

from __future__ import annotations

from dataclasses import dataclass

from macros.model.reference import Ids

Patterns = tuple[str, ...]


@dataclass(frozen=True)
class WordList:
    id: str
    title: str
    words: Patterns
    text: str = ""


@dataclass(frozen=True)
class Look:
    find: Patterns = ()
    except_: Patterns = ()
    with_: Patterns = ()
    without: Patterns = ()
    within: str = "sentence"
    negation: str = ""
    case: str = ""
    overlaps: str = ""
    words: int = 2


@dataclass(frozen=True)
class Side:
    rule: str = ""
    met: bool = True
    mentions: tuple[Look, ...] = ()


@dataclass(frozen=True)
class Limit:
    kinds: Ids
    level: str
    message: str
    forms: Ids = ()
    words: int = 0
    fewest: int = 0
    characters: str = ""


@dataclass(frozen=True)
class Check:
    mentions: tuple[Look, ...] = ()
    avoids: tuple[Look, ...] = ()
    at_most: int = 0
    when: Side = Side()
    then: Side = Side()
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True)
class Examples:
    pass_: tuple[str, ...]
    fail: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    id: str
    title: str
    kinds: Ids
    level: str
    check: Check
    message: str
    praise: str
    why: str
    source: str
    examples: Examples
    covers: Ids = ()
