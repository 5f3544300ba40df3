"""The fields of a sheet as a PDF holds them: their names, which are the ids of the data, and what a screen reader says of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.kit import Kit
from macros.model.library import Checklist, Field, Worksheet
from macros.sheets import Sheet

TEXT, TICK, ONE_OF = "text", "tick", "one of"
HEAD = "paper"  # the fields that head a sheet are paper.name, paper.with and paper.date


@dataclass(frozen=True)
class Option:
    """One choice of several: what is kept, and what is read aloud."""

    value: str
    tip: str


@dataclass(frozen=True)
class Blank:
    """A field. name: dotted. tip: its label and hint. max: most characters, 0 for any. lines: ruled lines, 0 for a single line of text."""

    name: str
    tip: str
    kind: str = TEXT
    max: int = 0
    lines: int = 0
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Form:
    """All fields of a document in reading order, and what the groups among them are called: dotted name -> legend."""

    blanks: tuple[Blank, ...]
    groups: dict[str, str]


def form_of(kit: Kit, sheets: list[tuple[Sheet, str]]) -> Form:
    """The fields of sheets, each with what its names begin with: "" for a sheet by itself, "on-the-day." in a pack."""
    blanks: list[Blank] = []
    groups: dict[str, str] = {}
    for sheet, begin in sheets:
        if begin:
            groups[begin.removesuffix(".")] = sheet.title
        for item in _parts(kit, sheet, begin):
            if isinstance(item, Blank):
                blanks.append(item)
            else:
                groups[item[0]] = item[1]
    return Form(tuple(blanks), groups)


def _parts(kit: Kit, sheet: Sheet, begin: str) -> Iterator[Blank | tuple[str, str]]:
    """Blanks and (name, legend) of groups."""
    say = {name: label.text for name, label in kit.labels.items()}
    entry = entry_of(kit, sheet)
    yield begin + HEAD, sheet.title
    yield Blank(f"{begin}{HEAD}.name", say["paper-name"])
    if getattr(entry, "scope", "") == "person":
        yield Blank(f"{begin}{HEAD}.with", say["paper-with"])
    yield Blank(f"{begin}{HEAD}.date", say["paper-date"])
    if isinstance(entry, Worksheet):
        for field in entry.fields:
            yield from _field(kit, field, begin + field.id)
    elif isinstance(entry, Checklist):
        for item in entry.items:
            yield Blank(begin + item.id, _tip(item.text, item.hint), TICK)
    elif sheet.id == "rubric":
        levels = kit.vocabulary["levels"].items
        for row in kit.rubric.values():
            options = (Option(str(n), _tip(f"{row.title}: {n} {levels[n].text}.", text)) for n, text in enumerate(row.levels))
            yield Blank(begin + row.id, row.title, ONE_OF, options=tuple(options))
    else:
        often = kit.vocabulary["how-often"].items
        for item in (item for habit in kit.assessment.values() for item in habit.items):
            options = (Option(str(n), f"{item.text} {choice.text}") for n, choice in enumerate(often, 1))
            yield Blank(begin + item.id, item.text, ONE_OF, options=tuple(options))


def _field(kit: Kit, field: Field, name: str) -> Iterator[Blank | tuple[str, str]]:
    tip = _tip(field.text, field.hint)
    legend = _plain(field.text)
    if field.type == "rows":
        yield name, tip
        for n in range(1, field.count + 1):
            row = kit.labels["row"].text.replace("{number}", str(n))
            yield f"{name}.{n}", row
            for column in field.columns:
                yield Blank(f"{name}.{n}.{column.id}", f"{legend}. {row}: {column.text}", max=column.max, lines=column.lines)
    elif field.type == "scale":
        ends = {1: f", {field.low}", 5: f", {field.high}"}
        yield Blank(name, tip, ONE_OF, options=tuple(Option(str(n), f"{legend} {n}{ends.get(n, '')}") for n in range(1, 6)))
    elif field.type in ("choice", "choices"):
        choices = field.options or kit.vocabulary[field.list].items
        if field.type == "choice":
            yield Blank(name, tip, ONE_OF, options=tuple(Option(it.id, f"{legend} {it.text}") for it in choices))
        else:
            yield name, tip
            yield from (Blank(f"{name}.{it.id}", f"{legend} {it.text}", TICK) for it in choices)
    else:
        written = field.type in ("line", "paragraph")
        yield Blank(name, tip, max=field.max if written else 0, lines=field.lines if field.type == "paragraph" else 0)


def entry_of(kit: Kit, sheet: Sheet) -> Worksheet | Checklist | None:
    """The entry of data/ behind a sheet; None for the rubric and the self-check, which are drawn from many."""
    return kit.worksheets.get(sheet.id) or kit.checklists.get(sheet.id)


def _tip(text: str, hint: str) -> str:
    return _plain(f"{text} {hint}".strip())


def _plain(text: str) -> str:
    return text.replace("*", "")
