"""What a student uses: questions, messages and sheets."""

from __future__ import annotations

from dataclasses import dataclass

from macros.model.reference import Choice, Ids


@dataclass(frozen=True)
class Question:
    id: str
    text: str
    topic: str
    part: str
    goals: Ids
    audiences: Ids
    depth: int
    risk: int
    minutes: float
    probes: Ids
    best_for: Ids = ()
    tiara: str = ""
    closing: str = ""
    weight: int = 1
    needs_research: bool = False
    why: str = ""
    evidence: Ids = ()
    covers: Ids = ()


@dataclass(frozen=True)
class Probe:
    id: str
    text: str
    when: str
    covers: Ids = ()


@dataclass(frozen=True)
class NeverAsk:
    id: str
    text: str
    why: str
    better: str
    question: str = ""
    covers: Ids = ()


@dataclass(frozen=True)
class Tone:
    id: str
    body: str


@dataclass(frozen=True)
class Filling:
    id: str
    text: str


@dataclass(frozen=True)
class Message:
    id: str
    title: str
    text: str
    purpose: str
    kind: str
    channel: str
    stage: str
    body: str
    slots: Ids
    notes: Ids
    max_words: int = 100
    leaves_out: Ids = ()
    ps: Ids = ()
    subject: str = ""
    tones: tuple[Tone, ...] = ()
    filled: tuple[Filling, ...] = ()
    evidence: Ids = ()
    covers: Ids = ()


@dataclass(frozen=True)
class Slot:
    id: str
    text: str
    hint: str
    type: str
    max: int
    example: str
    from_: str = ""


def example_words(message: Message, slots: dict[str, Slot]) -> dict[str, str]:
    """What the example of a message puts into each slot: its own words, else those of the slot."""
    return {name: slots[name].example for name in message.slots} | {filling.id: filling.text for filling in message.filled}


@dataclass(frozen=True)
class Aim:
    from_: int
    to: int


@dataclass(frozen=True)
class Channel:
    id: str
    title: str
    form: str
    aim_words: Aim
    note: str
    checked: str
    source: str
    max_characters: int = 0


@dataclass(frozen=True)
class Item:
    id: str
    text: str
    hint: str = ""
    evidence: Ids = ()
    covers: Ids = ()


@dataclass(frozen=True)
class Checklist:
    id: str
    title: str
    text: str
    stage: str
    scope: str
    ps: Ids
    pages: int
    items: tuple[Item, ...]
    next: str
    leads_to: Ids = ()
    up_front: bool = False
    covers: Ids = ()


@dataclass(frozen=True)
class Column:
    id: str
    text: str
    max: int = 80
    lines: int = 0
    record: str = ""
    example: str = ""


@dataclass(frozen=True)
class Field:
    id: str
    text: str
    type: str
    heading: str = ""
    hint: str = ""
    lines: int = 3
    max: int = 400
    options: tuple[Choice, ...] = ()
    list: str = ""
    low: str = ""
    high: str = ""
    count: int = 0
    columns: tuple[Column, ...] = ()
    record: str = ""
    earlier: str = ""
    example: str = ""
    evidence: Ids = ()
    covers: Ids = ()


@dataclass(frozen=True)
class Worksheet:
    id: str
    title: str
    text: str
    stage: str
    scope: str
    ps: Ids
    minutes: int
    pages: int
    fields: tuple[Field, ...]
    next: str
    leads_to: Ids = ()
    up_front: bool = False
    evidence: Ids = ()
    covers: Ids = ()

    @property
    def has_example(self) -> bool:
        """Whether some field says what the made-up student wrote."""
        return any(field.example or any(column.example for column in field.columns) for field in self.fields)
