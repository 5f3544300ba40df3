"""What looks right in the settings of an edition and may not be: our examples left standing, marks that are shown as they stand, an address that is not whole. Notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.document import Document
from macros.lints import MARKS
from macros.problems import Problem

EXAMPLE = re.compile(r"(?<![\w-])example\.(?:edu|com|org)(?![\w-]|\.\w)|\bExample University\b", re.I)
OURS = ("talk_to_a_person", "foot", "privacy", "phone")  # settings whose example nobody writes by chance
SLOTS = re.compile(r"\*[^\s*][^*]*\*|\[[a-z][a-z-]*\]|\{[a-z][a-z-]*\}")  # which mean something in data, and nothing here
NO_DOT = re.compile(r"https://[^./?#]+(?:[/?#]|$)")
IN_DATA = "talk_to_a_person"  # becomes a label, so lints.py looks at it too
PLAIN = "Write plain words."
LINKED = f"{PLAIN} An address that begins with https:// becomes a link by itself."


def doubts(document: Document, path: tuple, value: str, part: dict) -> Iterator[Problem]:
    """What is worth a second look in the text at `path`, as at most one note. part: what the schema says of it."""
    if EXAMPLE.search(value) or (path[-1] in OURS and value in part.get("examples", ())):
        yield document.problem(path, "This is still our example.", "Write your own, or remove the line.", level="note")
    elif NO_DOT.match(value):
        yield document.problem(path, "There is no dot in the name of this address, so only computers in your own network may find it.", "Copy the whole address from the browser.", level="note")
    elif "pattern" not in part and (SLOTS.search(value) or MARKS.search(value)) and not (path[0] == IN_DATA and MARKS.search(value)):
        yield document.problem(path, "Stars, brackets and tags are shown as they stand here.", LINKED if path[0] == "privacy" else PLAIN, level="note")
