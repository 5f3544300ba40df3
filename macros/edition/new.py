"""Begins an edition: a folder with settings, and one file for each kind that is often changed, every line of it a remark."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from macros.edition.colour import nearest_readable
from macros.edition.settings import check_settings, release_of
from macros.edition.which import LONGEST, as_id, is_id
from macros.edition.writing import quoted
from macros.load import load_text
from macros.problems import Problem

KINDS = {
    "questions": ("first-month", "unwritten-rules", "text: What was your first month here like?", ["text: What did your time here teach you that you still use?", "topic: advice", "part: advice", "goals: [explore, entry-route]", "audiences: [any]", "depth: 1", "risk: 0", "minutes: 2", "probes: [say-more, how-found-out]"]),
    "messages": ("alum", "voicemail", "title: To somebody who studied here", []),
    "worksheets": ("people-map", "host-card", "title: Who I know, and who they know", []),
    "checklists": ("day-before", "hosting", "title: The day before your chat", []),
    "glossary": ("coffee-chat", "cold-message", "text: A talk of twenty minutes with somebody who does the work.", ["title: career desk", "text: Where you find an adviser."]),
    "labels": ("talk-title", "", "text: Talk to somebody here", []),
    "services": ("alumni", "", "title: Our list of former students", []),
    "slots": ("my-school", "", "example: Example University", []),
    "packs": ("evening-pack", "class-set", "title: Tonight", ["title: Our first class", "text: What our students do in the first class.", "contents: true", "sheets:", "  - id: my-question", "  - id: people-map"]),
}
OPTIONAL = """\
talk_to_a_person: Drop in at the careers desk in the library, Monday to Friday, 10 to 4.
brand: "#0B3D91"
logo: logo.svg
logo_dark: logo-dark.svg
tagline: How our students ask one person for twenty minutes of advice.
site_url: "https://careers.example.edu/coffee-chats/"
links:
  alumni: "https://alumni.example.edu/"
  appointments: "https://careers.example.edu/appointments"
  mentoring: "https://careers.example.edu/mentoring"
  events: "https://careers.example.edu/events"
  wellbeing: "https://www.example.edu/wellbeing"
contacts:
  - name: Careers desk
    text: For a talk about your first message.
    email: careers@example.edu
    phone: "+44 113 496 0000"
    place: Library, ground floor
    hours: Monday to Friday, 10 to 4
foot: Example University Careers Service
privacy: Example University publishes this site. It sets no cookies.
locale: en-GB
show: core
"""
ASKED = {
    "name": ("What is the site called?", "Coffee Chat Kit"),
    "tagline": ("One sentence for search engines (Enter to leave it out):", ""),
    "brand": ("Your colour, such as #0B3D91 (Enter to leave it out):", ""),
}


class Refused(Exception):
    """The edition cannot be begun; the words say why."""


def new_edition(root: Path, name: str, given: dict[str, str], ask: Callable[[str], str] | None = None) -> Path:
    """Writes editions/<name>/ and returns its folder.

    given: settings from the command line. ask: puts a question and returns the answer; None when nobody is there to answer.
    Raises Refused.
    """
    if not is_id(name):
        raise Refused(f'"{name}" cannot be the id of an edition: it may hold only small letters, digits and single hyphens, at most {LONGEST}.\n    Write: python3 run.py edition new {as_id(name)}')
    folder = root / "editions" / name
    if folder.exists():
        raise Refused(f"There is already a folder editions/{name}. Nothing was written.\n    Choose another id, or edit what is there.")
    settings = {key: given.get(key) or (ask(f"{question} ") if ask else "") or otherwise for key, (question, otherwise) in ASKED.items()}
    settings |= {key: value for key, value in given.items() if value and key not in settings}
    if settings["brand"] and not re.fullmatch(r"#[0-9A-Fa-f]{6}", settings["brand"]):
        raise Refused(f'"{settings["brand"]}" is not a colour such as #0B3D91. Nothing was written.\n    Write # and six digits or letters from A to F; in a shell, put them in quotes.')
    if settings["brand"]:
        settings["brand"] = nearest_readable(settings["brand"])
    text = _settings(settings, release_of(root))
    for problem in _faults(text, folder, root):
        raise Refused(f"{problem.what} Nothing was written.\n    {problem.todo}")
    (folder / "data").mkdir(parents=True)
    (folder / "content").mkdir()
    _write(folder / "edition.yml", text)
    for kind, (changed, hidden, field, added) in KINDS.items():
        _write(folder / "data" / f"{kind}.yml", _overlay(kind, changed, hidden, field, [line.format(name=settings["name"]) for line in added], name))
    _write(folder / "content" / ".gitkeep", "")
    return folder


def _faults(settings: str, folder: Path, root: Path) -> list[Problem]:
    document, problems = load_text(settings, "edition.yml")
    problems += check_settings(document, folder, root) if document else []
    return [problem for problem in problems if problem.level == "problem"]


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _settings(settings: dict[str, str], release: str) -> str:
    lines = [f"{key}: {quoted(value)}" for key, value in settings.items() if value]
    optional = [line for line in OPTIONAL.splitlines() if line.split(":")[0] not in settings]
    return "\n".join(["# The settings of this edition. Lines that begin with # do nothing; take the # and the space away to use one.", *lines, f'release: "{release}"', "", *(f"# {line}" for line in optional), ""])


def _overlay(kind: str, changed: str, hidden: str, field: str, added: list[str], prefix: str) -> str:
    """A file that shows all an edition can do with a kind, in lines that do nothing yet."""
    label, _, words = field.partition(": ")
    lines = [f"{kind}:", "  change:", f"    {changed}:", f"      {label}: {quoted(words)}"]
    if hidden:
        lines += [f"  hide: [{hidden}]"]
    if added:
        lines += ["  add:", f"    - id: {prefix}-first", *(f"      {line}" for line in added)]
    lines += [f"  order: [{changed}]"]
    head = [f"# Your {kind}. The words of the kit stay as they are, but for what you write here.", "#", "# The lines below do nothing yet: take # and the space after it away from a line to use it."]
    return "\n".join([*head, *(f"# {line}" for line in lines), ""])


def someone_is_there() -> bool:
    """Whether a person sits at a terminal who can answer."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())
