"""A small picture of each sheet, drawn from its own data in the millimetres of the paper it prints on, so that it is never out of date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from macros.kit import Kit
from macros.model.library import Checklist, Field, Worksheet

WIDTH, HEIGHT = 180, 245  # the live area that A4 and Letter share
TOP, FOOT = 40, 230  # the body of a sheet stands between them
LABEL, HINT, RULED, TICKED, CELL = 6, 5, 8, 7, 4  # what each takes, from one baseline to the next
LETTER = 2.1  # a letter of a label is about this wide
GAP = 3


@dataclass(frozen=True)
class Word:
    """A line of words: where its baseline begins, and whether it is a label or smaller."""

    x: float
    y: float
    text: str
    style: str


@dataclass
class Picture:
    """The first page of a sheet. words, and what is drawn: ruled lines as (x, y, width) and boxes as (x, y)."""

    words: list[Word] = field(default_factory=list)
    lines: list[tuple[float, float, float]] = field(default_factory=list)
    boxes: list[tuple[float, float]] = field(default_factory=list)


def thumbnail(entry: Worksheet | Checklist, kit: Kit) -> Picture:
    """The picture of a worksheet or checklist; what falls on a second page is not in it. All measures in millimetres."""
    parts = list(_ticks(entry) if isinstance(entry, Checklist) else _fields(entry, kit))
    needed = sum(height for height, _ in parts)
    first_page = needed / entry.pages
    spread = (FOOT - TOP) / first_page if isinstance(entry, Worksheet) or first_page > FOOT - TOP else 1
    picture, y = Picture(), float(TOP)
    for height, part in parts:
        if y + height * spread > FOOT + 1:
            break
        for line in part.lines:
            picture.lines.append((line[0], round(y + line[1] * spread, 1), line[2]))
        for box in part.boxes:
            picture.boxes.append((box[0], round(y + box[1] * spread, 1)))
        for word in part.words:
            picture.words.append(Word(word.x, round(y + word.y * spread, 1), word.text, word.style))
        y += height * spread
    return picture


def _ticks(entry: Checklist) -> Iterator[tuple[float, Picture]]:
    for item in entry.items:
        words = [Word(8, 5, _cut(item.text, WIDTH - 8), "text")]
        if item.hint:
            words.append(Word(8, 10, _cut(item.hint, WIDTH - 8), "hint"))
        yield (14 if item.hint else 9), Picture(words, [], [(0, 1)])


def _fields(entry: Worksheet, kit: Kit) -> Iterator[tuple[float, Picture]]:
    for asked in entry.fields:
        part, y = Picture(), 0.0
        if asked.heading:
            y += 9
            part.words.append(Word(0, y, asked.heading, "heading"))
        y += LABEL
        part.words.append(Word(0, y - 1, _cut(asked.text, WIDTH), "label"))
        if asked.hint:
            y += HINT
            part.words.append(Word(0, y - 1, _cut(asked.hint, WIDTH), "hint"))
        y = _answer(part, asked, kit, y)
        yield y + GAP, part


def _answer(part: Picture, asked: Field, kit: Kit, y: float) -> float:
    """Draws the room for an answer below y and returns where it ends."""
    if asked.type in ("choice", "choices"):
        for number, option in enumerate(asked.options or kit.vocabulary[asked.list].items):
            x, row = 60 * (number % 3), y + TICKED * (number // 3)
            part.boxes.append((x, row + 1))
            part.words.append(Word(x + 7, row + 5, _cut(option.text, 50), "text"))
        return row + TICKED
    if asked.type == "scale":
        part.boxes += [(60 + 14 * number, y + 1) for number in range(5)]
        return y + TICKED
    if asked.type == "rows":
        width = (WIDTH - 4 * (len(asked.columns) - 1)) / len(asked.columns)
        deep = max(max(column.lines, 1) for column in asked.columns)
        for _ in range(asked.count):
            for number in range(len(asked.columns)):
                part.lines += [(round((width + 4) * number, 1), y + CELL + RULED * (line + 1), round(width, 1)) for line in range(deep)]
            y += CELL + RULED * deep
        return y
    count = asked.lines if asked.type == "paragraph" else 1
    part.lines += [(0, y + RULED * (line + 1), WIDTH) for line in range(count)]
    return y + RULED * count


def _cut(text: str, width: float) -> str:
    """As much of a text as fits on one line of the picture."""
    text = text.replace("*", "")
    most = int(width / LETTER)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
