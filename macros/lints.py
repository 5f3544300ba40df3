"""Faults of wording that no schema can see: words we do not use, figures without evidence, pictures and links without words."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from macros.document import Document
from macros.lists import Documents, entries
from macros.load import walk
from macros.pages import Page
from macros.problems import Problem, nearest
from macros.schema import prose, schemas

# Text quoted from elsewhere, or made of wrong examples on purpose.
NOT_OURS = ("evidence", "requirements", "rules", "word_lists", "house_style")
ABOUT_WORDS = re.compile(r'We do not write "|The figure "|Stars, brackets and tags are|There is a gap here')
MARKS = re.compile(r"\*\*[^*\n]+\*\*|\[[^\]\[\n]*\]\([^)\n]*\)|</?(?:a|b|br|em|h[1-6]|i|img|li|mark|p|small|span|strong|u|ul)\b[^<>\n]*>", re.I)
GAP = re.compile(r"\[[^\]\[\n]+\](?!\()")
FIGURE = re.compile(r"\d+(?:[.,]\d+)? ?(?:%(?!\w)|per cent\b)|\b(?:\d+|two|three|four|five|ten) times (?:more|as|likelier|better)\b", re.I)
NOT_PROSE = re.compile(r"^(?P<fence>```|~~~).*?^(?P=fence)|<!--.*?-->|`[^`\n]*`|\{\{.*?\}\}", re.S | re.M)
LINK = re.compile(r"(?P<picture>!?)\[(?P<text>[^\[\]]*)\]\((?P<target>[^()\s]+)[^()]*\)")
ALIGNED = re.compile(r"^ *\|?(?: *:?-{2,}:? *\|)*(?: *:-{2,}:? *| *-{2,}: *)(?:\|| *$)", re.M)


def check_wording(documents: Documents, pages: Iterable[Page], schema_folder: Path, style: Style, sources: Iterable[str]) -> Iterator[Problem]:
    """Every fault of wording on data and pages. sources: the pages that links may lead to, by their path below content/."""
    for kind in documents.keys() - set(NOT_OURS):
        for document in documents[kind]:
            yield from _in_data(document, kind, schemas(schema_folder)[kind], style)
        yield from _figures_in_data(documents, kind)
    yield from _gaps_in_questions(documents)
    for page in pages:
        body = NOT_PROSE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), page.body)
        yield from _in_page(page, body, style)
        yield from _links(page, body, sources)


def style_of(documents: Documents, locale: str) -> Style:
    """The house style of a project. locale: such as "en-GB"; spellings of other places are let alone."""
    return Style([entry for _, _, entry in entries(documents, "house_style") if entry.get("locale", locale) == locale])


def rated(problems: Iterable[Problem], wording: str) -> list[Problem]:
    """The problems of check_wording; those that are only about the choice of words, signs that mean nothing, or a figure without evidence, as notes if `wording` is "notes"."""
    return [replace(problem, level="note") if wording == "notes" and ABOUT_WORDS.match(problem.what) else problem for problem in problems]


class Style:
    """The words to look for, and the phrases they may stand in."""

    def __init__(self, rules: list[dict]):
        self._rules = {str(word).lower(): rule for rule in rules for word in _texts(rule, "words")}
        self._kept = {str(phrase).lower() for rule in rules for phrase in _texts(rule, "unless")}

    def words_in(self, text: str) -> list[str]:
        """The words to look for whose letters stand somewhere in a text. Nearly every text has none."""
        low = text.lower()
        return [word for word in self._rules if word in low]

    def faults(self, text: str, name: str, kind: str = "") -> Iterator[tuple[int, str, str]]:
        """(place in the text, the words found, what to do) for each word of a file called `name` that holds entries of `kind`."""
        words = self.words_in(text)
        for found in _pattern({*words, *self._kept}).finditer(text) if words else ():
            rule = self._rules.get(found[0].lower())
            if rule and not any(place == kind or name.startswith(str(place)) for place in _texts(rule, "allowed_in")):
                yield found.start(), found[0], str(rule.get("say", ""))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the words, the longest first, as words of their own."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])" if word[0].isalnum() else re.escape(word) for word in longest_first), re.I)


def _texts(rule: dict, name: str) -> list:
    return rule[name] if isinstance(rule.get(name), list) else []


def _in_data(document: Document, kind: str, schema: dict, style: Style) -> Iterator[Problem]:
    written = list(prose(document.value, schema))
    for path, found in ((path, MARKS.search(text)) for path, text in written):
        if found:
            yield document.problem_in(path, found[0], "Stars, brackets and tags are shown as they stand here.", "Write plain words.")
    if not style.words_in("\n".join(text for _, text in written)):
        return
    for path, text in written:
        for _, word, todo in style.faults(text, document.name, kind):
            yield document.problem_in(path, word, f'We do not write "{word}".', todo)


def _gaps_in_questions(documents: Documents) -> Iterator[Problem]:
    for document, index, entry in entries(documents, "questions"):
        found = GAP.search(str(entry.get("text", "")))
        if found and not entry.get("needs_research"):
            yield document.problem_in(("questions", index, "text"), found[0], f"There is a gap here, {found[0]}, for something that a student finds out first.", "Add the line needs_research: true, or take the brackets out.")


def _figures_in_data(documents: Documents, kind: str) -> Iterator[Problem]:
    for document, index, entry in entries(documents, kind):
        for path, text in walk(entry) if "evidence" not in entry else ():
            if isinstance(text, str) and (found := FIGURE.search(text)) and not _has_evidence(entry, path):
                yield document.problem_in((kind, index, *path), found[0], *_unproven(found[0]))


def _has_evidence(entry: dict, path: tuple) -> bool:
    """Whether a part of the entry around `path`, such as one field of a sheet, names evidence."""
    part = entry
    for step in path:
        part = part[step]
        if isinstance(part, dict) and part.get("evidence"):
            return True
    return False


def _unproven(figure: str) -> tuple[str, str]:
    return f'The figure "{figure}" has no evidence.', "Add evidence: with the id of its source, or say it without the figure."


def _in_page(page: Page, prose: str, style: Style) -> Iterator[Problem]:
    words = LINK.sub(lambda found: found[0].replace(found["target"], " " * len(found["target"])).replace("![", " ["), prose)
    for place, word, todo in style.faults(words, page.name):
        yield problem_at(page, place, f'We do not write "{word}".', todo)
    for name in ("title", "description", "objective"):
        for _, word, todo in style.faults(str(page.front.get(name, "")), page.name) if page.document else ():
            yield page.document.problem_in((name,), word, f'We do not write "{word}".', todo)
    found = FIGURE.search(words)
    if found and "evidence" not in page.front and not page.source.startswith("staff/"):
        yield problem_at(page, found.start(), *_unproven(found[0]))
    for table in ALIGNED.finditer(prose):
        yield problem_at(page, table.start(), "This table aligns its columns.", "Take the colons out of its second line; the site's safety rules do not let a page set its own style.")


def _links(page: Page, prose: str, sources: Iterable[str]) -> Iterator[Problem]:
    for link in LINK.finditer(prose):
        path = link["target"].partition("#")[0]
        if link["picture"] and not link["text"].strip():
            yield problem_at(page, link.start(), "This picture has no words.", "Write what it shows between the square brackets, for those who cannot see it.")
        elif path.endswith(".md") and "://" not in path:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page.source), path))
            if target not in sources and target != page.source and not page.source.startswith("elsewhere/"):
                yield problem_at(page, link.start("target"), f'The link leads to "{link["target"]}", which is not there.', proposed(page, target, sources))


def proposed(page: Page, target: str, sources: Iterable[str]) -> str:
    """What to write instead of a link to `target`, a path below content/ that no page has: the nearest one, as seen from `page`."""
    index = f"{target.removesuffix('.md').rstrip('/')}/index.md"
    near = index if index in sources else nearest(target, sources)
    return f'Did you mean "{posixpath.relpath(near, posixpath.dirname(page.source) or ".")}"?' if near else "Link to another page, or write that one."


def problem_at(page: Page, place: int, what: str, todo: str) -> Problem:
    """A problem at a place in the body of a page, which is counted in characters."""
    line = page.body.count("\n", 0, place)
    return Problem(page.name, page.first_line + line, place - page.body.rfind("\n", 0, place), what, todo)
