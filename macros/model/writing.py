"""What a student writes for: the choices of the message builder."""

from __future__ import annotations

from dataclasses import dataclass

from macros.model.library import Channel, Message
from macros.model.reference import Ids


@dataclass(frozen=True)
class Way:
    id: str
    text: str
    message: str
    hint: str = ""
    short: str = ""
    sets: Ids | None = None


@dataclass(frozen=True)
class Carry:
    slot: str
    from_: str


@dataclass(frozen=True)
class Occasion:
    id: str
    text: str
    how: str
    ways: tuple[Way, ...]
    states: Ids = ()
    sets: Ids = ()
    carries: tuple[Carry, ...] = ()
    covers: Ids = ()


def messages_of(occasion: Occasion) -> list[str]:
    """The ids of all messages an occasion can begin with, each once."""
    return list(dict.fromkeys(name for way in occasion.ways for name in (way.message, way.short) if name))


def occasion_for(message: Message, occasions: dict[str, Occasion], messages: dict[str, Message]) -> tuple[str, str]:
    """Where the builder goes on with a message: its occasion and way; where none begins with it, the first occasion for the same kind of text, and "" for the way."""
    for occasion in occasions.values():
        for way in occasion.ways:
            if message.id in (way.message, way.short):
                return occasion.id, way.id
    return next(it.id for it in occasions.values() if messages[it.ways[0].message].kind == message.kind), ""


def builder_setting(occasions: dict[str, Occasion], messages: dict[str, Message], channels: dict[str, Channel]) -> dict[str, dict]:
    """What builder.js needs of occasions, of their messages and of all channels: everything but words."""
    return {
        "usual": next(iter(occasions)),
        "occasions": {
            it.id: {
                "states": it.states,
                "usual": it.ways[0].id,
                "ways": {way.id: {"message": way.message, "short": way.short, "sets": it.sets if way.sets is None else way.sets} for way in it.ways},
                "carries": {carry.slot: carry.from_ for carry in it.carries},
            }
            for it in occasions.values()
        },
        "messages": {name: {"kind": it.kind, "channel": it.channel, "slots": it.slots, "most": it.max_words, "leavesOut": it.leaves_out, "tones": bool(it.tones)} for name in _used(occasions) for it in [messages[name]]},
        "channels": {it.id: {"form": it.form, "limit": it.max_characters, "from": it.aim_words.from_, "to": it.aim_words.to} for it in channels.values()},
    }


def builder_letters(occasions: dict[str, Occasion], messages: dict[str, Message]) -> dict[str, dict[str, str]]:
    """The words of the messages that the builder puts together, by id: {subject, body}."""
    return {name: {"subject": messages[name].subject, "body": messages[name].body} for name in _used(occasions)}


def _used(occasions: dict[str, Occasion]) -> list[str]:
    return list(dict.fromkeys(name for occasion in occasions.values() for name in messages_of(occasion)))
