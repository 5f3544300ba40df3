"""Which question a row of a sheet is about: one that is there, one that is hidden, or a new one."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field

from macros.edition.bank import KIND
from macros.edition.cells import Row
from macros.edition.check import Checked
from macros.edition.ids import own_id
from macros.edition.tracked import Origin
from macros.edition.words import folded
from macros.lists import entries
from macros.problems import Problem


@dataclass
class Bank:
    """The questions of an edition.

    there: id -> entry. own: ids of those that this very edition adds. texts: folded text -> id, of hidden ones too. hidden: id -> where
    it was hidden. renamed: old id -> id. taken: ids that no new question may have. rows: id or folded text -> the row of the sheet that
    is about it, and whether it says so by the id.
    """

    there: dict[str, dict]
    own: set[str]
    texts: dict[str, str]
    hidden: dict[str, Origin]
    renamed: dict[str, str]
    taken: set[str]
    rows: dict[str, tuple[int, bool]] = field(default_factory=dict)


def bank_of(checked: Checked) -> Bank:
    """The questions that the rows of a sheet are compared with."""
    there = {entry["id"]: entry for _, _, entry in entries(checked.toolkit.documents, KIND)}
    own = {entry.value["id"] for entry in checked.laid.entries.get(KIND, ()) if entry.origin.layer == checked.edition.id}
    hidden = {path[1]: origin for path, origin in checked.laid.hidden.items() if path[0] == KIND and len(path) == 2}
    kits = [entry for _, _, entry in entries(checked.base.documents, KIND)]
    texts = {folded(entry["text"]): entry["id"] for entry in kits if entry["id"] in hidden} | {folded(entry["text"]): name for name, entry in there.items()}
    return Bank(there, own, texts, hidden, {old: entry["id"] for entry in kits for old in entry.get("renamed_from", ())}, {*there, *hidden})


def about(row: Row, typed: str, text: str, bank: Bank, checked: Checked, problems: list[Problem]) -> tuple[str, bool]:
    """The id of the question that a row is about, "" for a new one, and whether its id says so. What cannot be one goes to `problems`.

    typed: its id as written, "" when there is none.
    """
    plain = re.sub(r"[\s_]+", "-", typed.strip().lower())
    name, by_text = bank.renamed.get(plain, plain), bank.texts.get(folded(text), "")
    if name in bank.there:
        return name, True
    if hidden := next((one for one in (name, by_text) if one in bank.hidden), ""):
        place = bank.hidden[hidden].document.name
        problems.append(row.problem("id" if name == hidden else "text", f'the question "{hidden}" is hidden in your edition.', f"Take its id out of hide: in {place}, or this row out."))
    elif not by_text and (near := _near(plain, bank, checked)):
        problems.append(row.problem("id", f'there is no question with the id "{typed[:60]}".', f'Did you mean "{near}"? For a new question, empty this cell.'))
    return by_text, False


def _near(name: str, bank: Bank, checked: Checked) -> str:
    """The id of the kit that an id misses by a letter or two; "" for one that begins as the edition's own do."""
    if not name or name.startswith(f"{checked.edition.id}-"):
        return ""
    return next(iter(difflib.get_close_matches(name, [*bank.there, *bank.hidden], n=1, cutoff=0.85)), "")


def new_id(name: str, text: str, prefix: str, taken: set[str]) -> str:
    """An id of the edition's own for a new question, from the one that its row gives or from its words."""
    slug = re.sub(r"[^a-z0-9]+", "-", (name or " ".join(text.split()[:6])).lower().replace("'", "").replace("’", "")).strip("-") or "question"
    first = slug if slug.startswith(f"{prefix}-") else own_id(prefix, slug)
    number, found = 2, first
    while found in taken:
        found, number = f"{first[:56]}-{number}", number + 1
    return found
