"""The lessons as a list of their own, and whether steps and pages agree on them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.addresses import sources_of
from macros.lists import Documents, entries
from macros.model import Path
from macros.pages import Page
from macros.problems import Problem
from macros.schema import Lists


@dataclass(frozen=True)
class Lesson:
    """A page of a step that teaches one thing. worksheet: "" when it has none. source: its path below content/."""

    id: str
    title: str
    stage: str
    objective: str
    minutes: int
    ps: tuple[str, ...]
    worksheet: str
    source: str


def is_lesson(page: Page) -> bool:
    """Whether a page is one lesson of a step; a step's own page is its index.md."""
    return page.schema == "lesson" and posixpath.basename(page.source) != "index.md"


def page_lists(pages: Iterable[Page], documents: Documents) -> Lists:
    """The closed lists that pages make: every page, or page of an entry, by its path below content/; every lesson by its id.

    While a lesson cannot be read, none can be said to be missing, so there is no list of lessons.
    """
    pages = list(pages)
    lessons = [page for page in pages if is_lesson(page)]
    lists = {"pages": dict(sources_of(documents)) | {page.source: str(page.front.get("title", "")) for page in pages}}
    if all(isinstance(page.front.get("id"), str) for page in lessons):
        lists["lessons"] = {page.front["id"]: str(page.front.get("title", "")) for page in lessons}
    return lists


def lessons_of(pages: Iterable[Page]) -> dict[str, Lesson]:
    """Every lesson whose front matter is whole, by id."""
    found = {}
    for page in pages:
        if is_lesson(page) and not page.problems and all(name in page.front for name in ("id", "title", "stage", "objective", "minutes", "ps")):
            front = page.front
            found[front["id"]] = Lesson(front["id"], front["title"], front["stage"], front["objective"], front["minutes"], tuple(front["ps"]), front.get("worksheet", ""), page.source)
    return found


def path_minutes(path: Path, lessons: dict[str, Lesson]) -> int:
    """How many minutes a path takes, reading and doing."""
    return sum(thing.minutes for thing in path.things) + sum(lessons[name].minutes for name in path.lessons if name in lessons)


def check_lessons(documents: Documents, pages: Iterable[Page]) -> Iterator[Problem]:
    """A lesson's id is its file's name, its step is its folder, and its step lists it."""
    listed = {name: str(entry.get("id")) for _, _, entry in entries(documents, "stages") for name in entry.get("lessons") or [] if isinstance(name, str)}
    for page in pages:
        if is_lesson(page) and not page.source.startswith("steps/"):
            yield page.document.problem(("stage",), "This looks like a lesson, and stands where no lessons are.", f"Move it to content/steps/{page.front['stage']}/. For an ordinary page, take the lines of a lesson out of its top.", key=True)
        elif is_lesson(page) and page.document and isinstance(page.front.get("id"), str):
            folder, name = page.source.split("/")[1], posixpath.basename(page.source).removesuffix(".md")
            if page.front["id"] != name:
                yield page.document.problem(("id",), f'This lesson is called "{page.front["id"]}", but its file {name}.md.', "Give both the same name; the lesson's address comes from its file.")
            elif page.front.get("stage") != folder:
                yield page.document.problem(("stage",) if "stage" in page.front else ("id",), f"This lesson stands in the folder {folder}, but names another step.", f"Write stage: {folder}, or move the file.")
            elif listed.get(name) != folder and "stages" in documents:
                yield page.document.problem(("id",), f'No step lists the lesson "{name}".', f"Add {name} to the lessons of {folder} in data/stages.yml; their order is the order of the lessons.")
