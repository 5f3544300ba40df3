"""The kit's own pictures in another ink: a PNG with a palette, drawn in ink on paper, white and yellow."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from itertools import combinations

SIGNATURE = b"\x89PNG\r\n\x1a\n"
INK = "#2B1E17"
GROUNDS = ("#FBF7F0", "#FFFFFF", "#FFC845")  # what ink is drawn on: paper, a cup, the marker
Colour = tuple[int, ...]


def in_ink(png: bytes, ink: str) -> bytes:
    """A picture of the kit's, drawn in this ink (#RRGGBB) in place of its own; edges keep their softness."""
    return SIGNATURE + b"".join(_packed(kind, _repainted(body, _colour(ink)) if kind == b"PLTE" else body) for kind, body in _chunks(png))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _packed(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _repainted(palette: bytes, ink: Colour) -> bytes:
    return b"".join(bytes(_mixed(*_mixture(tuple(palette[at : at + 3])), ink)) for at in range(0, len(palette), 3))


def _mixture(colour: Colour) -> tuple[Colour, float]:
    """The ground a colour of the palette stands on, and how much ink covers it, from 0 to 1: the mixture nearest to it."""
    own, plain = _colour(INK), list(map(_colour, GROUNDS))
    edges = [_mixed(one, part / 4, other) for one, other in combinations(plain, 2) for part in (1, 2, 3)]  # where two grounds meet
    found = []
    for ground in plain + edges:
        way = [there - here for here, there in zip(ground, own)]
        share = sum((part - here) * step for part, here, step in zip(colour, ground, way)) / sum(step * step for step in way)
        share = min(1.0, max(0.0, share))
        found.append((sum((part - mixed) ** 2 for part, mixed in zip(colour, _mixed(ground, share, own))), ground, share))
    return min(found)[1:]


def _mixed(ground: Colour, share: float, ink: Colour) -> Colour:
    return tuple(round(here + share * (there - here)) for here, there in zip(ground, ink))


def _colour(text: str) -> Colour:
    return tuple(bytes.fromhex(text.removeprefix("#")))
