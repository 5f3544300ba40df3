"""The one Jinja environment, and the one way a component becomes HTML. Opens no data file, knows no MkDocs."""

from __future__ import annotations

import functools
import json
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, pass_context
from markupsafe import Markup, escape

from macros.components import FOLDER, signatures
from macros.kit import Kit
from macros.lessons import path_minutes
from macros.model.calendar import calendar_rules
from macros.model.library import example_words
from macros.model.people import next_rules
from macros.model.writing import builder_letters, builder_setting, messages_of, occasion_for
from macros.planning import plan_data
from macros.problems import Problem
from macros.reference import data_schemas, homes, saved_titles
from macros.sheets import cards, pack_minutes, pack_pages, places, sheet_of
from macros.thumbnails import thumbnail
from macros.toolkit import Toolkit
from macros.validate import SLOT

GAP = re.compile(r"\[([^\[\]\n]+)\]")
SIGN = re.compile(r"[!-/:-@\[-`{-~]")
PART = re.compile(r"\{(\w+)\}")
STRESS = re.compile(r"\*(\S(?:[^*\n]*\S)?)\*")


@dataclass(frozen=True)
class Place:
    """Where a component is drawn: the page's path below content/, and what its front matter says."""

    source: str
    front: dict[str, Any]

    def link(self, target: str) -> str:
        """The address of another page, relative to this one. target: a path below content/, such as "sheets/my-question.md#top"."""
        path, _, anchor = target.partition("#")
        here = posixpath.dirname(self._address(self.source) + "x")
        relative = posixpath.relpath(self._address(path) or ".", here or ".")
        return f"{relative}/".replace("//", "/") + (f"#{anchor}" if anchor else "")

    @staticmethod
    def _address(source: str) -> str:
        stem = source.removesuffix(".md")
        return stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"


@functools.cache
def environment() -> Environment:
    """Jinja with everything escaped and nothing undefined."""
    env = Environment(loader=FileSystemLoader(FOLDER), bytecode_cache=FileSystemBytecodeCache(), auto_reload=False, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.filters |= {"emphasis": emphasis, "slots": mark_slots, "filled": fill_slots, "inline": inline, "paragraphs": paragraphs, "words_json": words_json, "plan_data": plan_data, "path_minutes": path_minutes}
    env.globals |= {"label": label, "example_words": example_words, "signatures": signatures, "homes": homes, "data_schemas": data_schemas, "saved_titles": saved_titles, "calendar_rules": calendar_rules, "next_rules": next_rules, "builder_letters": builder_letters, "builder_setting": builder_setting, "messages_of": messages_of, "occasion_for": occasion_for, "pack_places": places, "sheet_of": sheet_of, "pack_pages": pack_pages, "pack_minutes": pack_minutes, "pack_cards": cards, "offered": offered, "thumbnail": thumbnail}
    return env


def render(name: str, toolkit: Toolkit, place: Place, arguments: tuple = ()) -> str:
    """The HTML of one component on one page, without blank lines, so that Markdown leaves it alone.

    arguments: as its signature says. Raises Faulty when it needs data that holds problems.
    """
    named = [argument.name for argument in signatures()[name].arguments]
    given = dict.fromkeys(named) | dict(zip(named, arguments))
    html = environment().get_template(f"{name}.html").render(kit=toolkit.kit, toolkit=toolkit, place=place, **given)
    return re.sub(r"\n\s*\n+", "\n", html).strip()


def problem_box(problems: list[Problem]) -> str:
    """The HTML shown in place of a component that cannot be drawn while somebody is editing."""
    return environment().get_template("_problem_box.html").render(lines=[problem.as_text() for problem in problems]).strip()


@pass_context
def label(context: Any, name: str, /, **values: Any) -> str:
    """Words of the interface by id, with {parts} filled in. A number `n` of 1 takes the label ending in -one, if there is one."""
    labels = context["kit"].labels
    if values.get("n") == 1 and f"{name}-one" in labels:
        name = f"{name}-one"
    return PART.sub(lambda found: str(values.get(found[1], found[0])), labels[name].text)


@pass_context
def offered(context: Any, name: str) -> tuple:
    """The PDFs of a sheet or pack that a page may link to, as entries of paper/shelf.py: `paper`, `path` below the site's pdf/, `pages`, `bytes`."""
    from macros.paper import shelf  # which draws documents, and so imports this file

    return shelf.offered(context["toolkit"], name)


def emphasis(text: str) -> Markup:
    """Text with *stressed words*; everything else escaped."""
    return _substitute(STRESS, text, lambda found: _inline().em(found[1]))


def inline(text: str) -> Markup:
    """Text for a macro inside a sentence, where Markdown reads on: every sign it could take for its own becomes a number."""
    return Markup(SIGN.sub(lambda sign: f"&#{ord(sign[0])};", text))


def mark_slots(text: str, kit: Kit) -> Markup:
    """A text with each gap in square brackets marked; a [slot] of slots.yml shows its label, and can be filled in the browser."""
    return _substitute(GAP, text, lambda found: _inline().slot(found[1], kit.slots.get(found[1])))


def fill_slots(text: str, words: dict[str, str]) -> Markup:
    """A message with each [slot] replaced by its words, marked as the part a student writes."""
    return _substitute(SLOT, text, lambda found: _inline().chosen(words[found[1]]))


def paragraphs(text: str | Markup) -> Markup:
    """Text with blank lines as paragraphs and single line breaks kept; escaped unless it is already."""
    parts = [part.strip().split("\n") for part in re.split(r"\n\s*\n", escape(text)) if part.strip()]
    return Markup(_inline().lines([[Markup(line) for line in part] for part in parts]))


def _substitute(pattern: re.Pattern[str], text: str, draw: Callable[[re.Match[str]], str]) -> Markup:
    """Escapes what lies between the matches and draws the matches."""
    pieces, end = [], 0
    for found in pattern.finditer(text):
        pieces += [escape(text[end : found.start()]), Markup(draw(found))]
        end = found.end()
    return Markup("").join([*pieces, escape(text[end:])])


def _inline() -> Any:
    return environment().get_template("_inline.html").module


def words_json(kit: Kit, patterns: list[str]) -> str:
    """The labels an element needs in the browser, as JSON for its data-words. `store-*` means all that begin with store-."""
    begins = tuple(pattern[:-1] for pattern in patterns if pattern.endswith("*"))
    names = [name for name in kit.labels if name in patterns or name.startswith(begins)]
    return json.dumps({name: kit.labels[name].text for name in names}, ensure_ascii=False)
