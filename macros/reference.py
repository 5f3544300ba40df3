"""What staff pages show about the project itself: its schemas, and where each requirement is answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from macros.addresses import FOLDERS, source_of
from macros.kit import Kit
from macros.lists import entries
from macros.load import walk
from macros.model.library import Field
from macros.schema import kinds, schemas
from macros.toolkit import Toolkit

PAGES = {"five_ps": "five-ps"}
ANCHORS = {"questions": "questions/all.md#q-", "never_ask": "questions/never-ask.md#", "practices": "stuck/advice-differs.md#", "glossary": "stuck/words.md#", "evidence": "about/sources.md#"}

WHOLE = {"assessment": "five-ps/self-check.md", "rubric": "sheets/rubric.md"}


@dataclass(frozen=True)
class Home:
    """A place that answers a requirement: its title, its kind, and the page (path below content/), if it has one."""

    title: str
    kind: str
    source: str = ""


def homes(toolkit: Toolkit) -> dict[str, list[Home]]:
    """Requirement id -> every entry and page that says it covers it."""
    found: dict[str, list[Home]] = defaultdict(list)
    for kind in toolkit.documents:
        for _, _, entry in entries(toolkit.documents, kind):
            home = Home(entry.get("title") or entry.get("text") or entry.get("id", ""), kind.replace("_", " "), _source(kind, entry.get("id", "")))
            for name in _covered(entry):
                if home not in found[name]:
                    found[name].append(home)
    for page in toolkit.pages.values():
        for name in page.front.get("covers", []):
            found[name].append(Home(page.front.get("title", page.source), page.schema, page.source))
    return found


def _covered(entry: dict) -> list[str]:
    return [name for path, part in walk(entry) if path[-1:] == ("covers",) for name in part]


def _source(kind: str, name: str) -> str:
    if kind == "stages":
        return f"steps/{name}/index.md"
    if kind in WHOLE:
        return WHOLE[kind]
    if kind in FOLDERS:
        return source_of(kind, name)
    return f"{PAGES[kind]}/{name}.md" if kind in PAGES else f"{ANCHORS[kind]}{name}" if kind in ANCHORS else ""


def data_schemas(toolkit: Toolkit) -> dict[str, dict]:
    """The schema of one entry of each kind, then those of front matter, by name."""
    found = {name: {**schema["properties"][name]["items"], "title": schema["title"], "description": schema["description"]} for name, schema in kinds(toolkit.schema_folder).items()}
    return found | {name: schemas(toolkit.schema_folder)[name] for name in ("lesson", "page")}


def saved_titles(toolkit: Toolkit, link: Callable[[str], str], others: dict[str, dict[str, dict[str, str]]], brief: bool = False) -> dict[str, dict[str, dict]]:
    """What the pages about saved work call everything that can be saved: {sheets, lists}, by id, each with title, url and fields.

    link: page path -> address. others: what is saved and is neither a sheet nor a list, in the same form.
    brief: titles, and of lists the ids of what can be ticked; no more.
    """
    kit = toolkit.kit
    sheets = {sheet.id: {"title": sheet.title, "url": link(f"sheets/{sheet.id}.md"), "fields": {field.id: _words_of(kit, field) for field in sheet.fields}} for sheet in kit.worksheets.values()}
    lists = {it.id: {"title": it.title, "url": link(f"sheets/{it.id}.md"), "fields": {item.id: {"text": plain(item.text)} for item in it.items}} for it in kit.checklists.values()}
    lessons = {"fields": {lesson.id: {"text": lesson.title} for lesson in toolkit.lessons.values()}}
    sheets, lists = sheets | others["sheets"], lists | {name: entry | (lessons if name == "lessons" else {}) for name, entry in others["lists"].items()}
    if brief:
        sheets = {name: {"title": entry["title"]} for name, entry in sheets.items()}
        lists = {name: {"title": entry["title"], "fields": dict.fromkeys(entry["fields"], "")} for name, entry in lists.items()}
    return {"sheets": sheets, "lists": lists}


def _words_of(kit: Kit, field: Field) -> dict:
    """A field's label, and the words of its choices by id."""
    choices = field.options or (kit.vocabulary[field.list].items if field.list else ())
    return {"text": plain(field.text)} | ({"options": {choice.id: choice.text for choice in choices}} if choices else {})


def plain(text: str) -> str:
    """Text without the asterisks of its stressed words."""
    return text.replace("*", "")
