"""Text is never markup: hostile words in every text field, through a real build, come out as the same words and nothing else.

Two copies of the project are built. In one, each text field holds a word of its own; in the other the same field holds
something hostile. The pages must then be the same, tag by tag, but for those words.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from macros import stubs
from macros.addresses import FOLDERS
from macros.components import signatures
from macros.fields import WRITTEN_AS
from macros.render import emphasis, inline, mark_slots, paragraphs
from macros.schema import entry_schema, kinds
from macros.toolkit import Toolkit, open_toolkit
from tests.machine import ROOT

HOSTILE = [
    "<script>x</script>", "</script><i>", "\"'><b>x</b>", "' onclick='x", "<!-- x", "<![CDATA[x", "]]>", "<?php x", "</title><i>", "</div></p>", "</ck-bank>",
    "{% raw %}", "{% x", "{# x #}", "{# x", "}}", "{ x } {n.x} {}", "%s %(x)s", "# x", "`x` ``", "_a_ __b__", "![x](y)", "[x](javascript:y)", "[x]: y", "- x", "1. x", "> x",
    "x | y", "~~x~~", "{: #x .y }", "&lt;b&gt;", "&amp;amp;", "&#60;b&#62;", "\\<b\\>", "\\`x", "http://x.y", "<http://x.y>", "<x@y.z>", "javascript:x", "x\\", "---", "$x$", "<b", "b>", "<", "&", "كلمة <i>", "\u202e<i>",
]  # fmt: skip
WRAPPED = [("[{}]", "<img src=x>"), ("*{}*", "<b>"), ("*{}*", "_x_"), ("[{}]", "\"'`&lt;")]
PLAIN = [("{}", text) for text in HOSTILE]
WHOLE_LINES = {"messages.body", "messages.subject", "messages.tones.body", "labels.text"}  # slots and {parts} must stay
GAPS = {"messages.body", "messages.subject", "messages.tones.body", "questions.text", "situations.say"}  # square brackets are drawn
CHECKING = ("house_style", "rules", "word_lists")  # never drawn: they say what other texts may not hold
LOOKS = {"ck-options--line", "is-long"}  # how a text is set hangs on its length
COPIED = ("content", "data", "macros", "site_overrides", "mkdocs.yml")


class Copy:
    """A copy of the project with words of ours in every text field: hostile ones, or a plain word of their own."""

    def __init__(self, root: Path, hostile: bool):
        self.root, self.hostile, self.words = root, hostile, {}
        root.mkdir()
        for name in COPIED:
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, root / name)
        shipped = open_toolkit(root)
        config = root / "mkdocs.yml"
        config.write_text(config.read_text(encoding="utf-8").replace("\nextra:\n", "\nextra:\n  wording: notes\n", 1), encoding="utf-8")  # an edition may hold such words
        for kind, schema in kinds(shipped.schema_folder).items():
            if kind in CHECKING:
                continue
            for document in shipped.documents.get(kind, []):
                document.value = {kind: [self._spoilt(entry, entry_schema(schema, kind), kind) for entry in document.value[kind]]}
                (root / document.name).write_text(json.dumps(document.value, ensure_ascii=False, indent=1), encoding="utf-8")
        self.toolkit = open_toolkit(root)
        self._write_pages()

    def _spoilt(self, value, schema: dict, place: str, entry: dict | None = None):
        if schema.get("type") == "object":
            return {name: self._spoilt(part, schema["properties"][name], f"{place}.{name}", value) for name, part in value.items()}
        if schema.get("type") == "array":
            return [self._spoilt(part, schema["items"], place, entry) for part in value]
        is_text = schema.get("type") == "string" and "x-list" not in schema and re.search(schema.get("pattern", ""), "?") and "enum" not in schema
        if not is_text or (place.endswith(".example") and entry.get("type") in ("choice", "choices", *WRITTEN_AS)):
            return value
        return self._words(value, schema, place)

    def _words(self, value: str, schema: dict, place: str) -> str:
        number = len(self.words)
        choices = [(wrap, text) for wrap, text in PLAIN if "[" not in text or place not in GAPS] + [pair for pair in WRAPPED if place not in WHOLE_LINES]
        before = f"{value} " if place in WHOLE_LINES else f"{number} " if place == "glossary.title" else ""
        after = "?" if schema.get("pattern") else ""
        most = schema["maxLength"] - len(before + after)
        fitting = [(wrap, text) for wrap, text in choices if len(wrap.format(text)) <= most]
        if not fitting:
            return value
        wrap, text = fitting[number % len(fitting)]
        word = f"Zq{number}z"
        self.words[word] = text
        return before + wrap.format(text if self.hostile else word) + after

    def _write_pages(self) -> None:
        """Stubs are written anew, where MkDocs would not read a title as a template; one page more calls every macro."""
        for kind, (folder, _) in FOLDERS.items():
            for entry in getattr(self.toolkit.kit, kind).values():
                if not any(sign in self.words.get(text, text) for text in (entry.title, entry.text) for sign in ("{%", "{#")):
                    (self.root / "content" / folder / f"{entry.id}.md").unlink(missing_ok=True)
        stubs.write(self.toolkit)
        lines = ["---", "title: All", "description: Every macro.", "---", "", "# All", ""]
        for signature in signatures().values():
            for value in list(self.toolkit.lists[signature.arguments[0].source])[:60] if signature.arguments and signature.arguments[0].source != "text" else []:
                alone = signature.name not in ("term", "p_mark", "usual")
                lines += [f'{"" if alone else "Say "}{{{{ {signature.name}("{value}") }}}}{"" if alone else " in *a* `sentence`."}', ""]
        (self.root / "content" / "all.md").write_text("\n".join(lines), encoding="utf-8")

    def build(self) -> subprocess.Popen:
        return subprocess.Popen([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=self.root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


class Stream(HTMLParser):
    """A page as one list of tags with their attributes, and of the text between them. JSON is read, not compared as written."""

    def __init__(self, page: str):
        super().__init__()
        self.parts: list = []
        self.is_json = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.is_json = tag == "script" and values.get("type") == "application/json"
        if tag == "h1" or values.get("class") == "md-skip":
            values |= {"id": "", "href": ""}  # MkDocs makes them from the heading's letters
        if values.get("class"):
            values["class"] = " ".join(name for name in values["class"].split() if name not in LOOKS)
        self.parts.append((tag, {name: json.loads(value) if name == "data-words" else value for name, value in values.items()}))

    def handle_endtag(self, tag):
        self.is_json = False
        self.parts.append(f"</{tag}>")

    def handle_data(self, data):
        if self.is_json:
            self.parts.append(json.loads(data))
        elif self.parts and isinstance(self.parts[-1], list):
            self.parts[-1][0] += data
        else:
            self.parts.append([data])

    def handle_comment(self, data):
        self.parts.append(("comment", data))

    handle_decl = handle_pi = unknown_decl = handle_comment


def replaced(value, words: dict[str, str]):
    """The same with each of our words changed into what is hostile."""
    if isinstance(value, str):
        pieces = value.split("Zq")
        return pieces[0] + "".join(words[f"Zq{number}z"] + rest for number, rest in (piece.split("z", 1) for piece in pieces[1:]))
    if isinstance(value, dict):
        return {name: replaced(part, words) for name, part in value.items()}
    return type(value)(replaced(part, words) for part in value) if isinstance(value, (list, tuple)) else value


@pytest.fixture(scope="module")
def copies(tmp_path_factory) -> tuple[Copy, Copy]:
    folder = tmp_path_factory.mktemp("hostile")
    both = Copy(folder / "plain", hostile=False), Copy(folder / "hostile", hostile=True)
    for copy, running in [(copy, copy.build()) for copy in both]:
        printed, _ = running.communicate(timeout=120)
        assert running.returncode == 0, [printed[-3000:], *(problem.as_text() for problem in copy.toolkit.problems)]
    assert both[0].words == both[1].words
    return both


def pages(copy: Copy) -> Iterator[tuple[str, str]]:
    for path in sorted((copy.root / "site").rglob("*.html")):
        yield path.relative_to(copy.root / "site").as_posix(), path.read_text(encoding="utf-8")


def test_hostile_text_is_text_and_changes_no_tag(copies):
    plain, hostile = (dict(pages(copy)) for copy in copies)
    words, met = copies[0].words, ""
    assert plain.keys() == hostile.keys() and len(plain) > 60
    for name in plain:
        wanted, found = Stream(plain[name]).parts, Stream(hostile[name]).parts
        met += plain[name]
        for one, other in zip(wanted, found):
            assert other == replaced(one, words), name
        assert len(wanted) == len(found), name
    seen = [text for word, text in words.items() if word in met]
    assert len(seen) > 1000 and set(seen) == {text for _, text in PLAIN + WRAPPED}, "each must have been on some page"


def test_the_search_index_holds_hostile_text_escaped(copies):
    plain, hostile = (json.loads((copy.root / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"] for copy in copies)
    words = {word: escape(text, quote=False) for word, text in copies[0].words.items()}
    for one, other in zip(plain, hostile, strict=True):
        assert other == replaced(one, words)


def test_double_curly_brackets_are_refused_wherever_they_stand(tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(ROOT / "data", copy / "data")
    glossary = copy / "data" / "glossary.yml"
    glossary.write_text('glossary:\n  - id: a\n    title: "{{ 7*7 }}"\n    text: b\n', encoding="utf-8")
    (copy / "content").mkdir()
    (copy / "content" / "index.md").write_text('---\ntitle: "{% set x = 1 %}"\ndescription: "{# gone #}"\n---\n\n# A\n', encoding="utf-8")
    told = [problem.as_text().split("\n")[0] for problem in open_toolkit(copy).problems]
    assert "data/glossary.yml:3:13: Double curly brackets have no meaning here." in told
    assert [line.split(": ")[0] for line in told if line.startswith("content/")] == ["content/index.md:2:9", "content/index.md:3:15"]


@pytest.mark.parametrize("text", [*HOSTILE, "<img src=x>", "{{ 7*7 }}"])
def test_the_filters_escape_everything_and_draw_only_their_own_marks(text, toolkit: Toolkit):
    for draw, marks in ((emphasis, set()), (lambda text: mark_slots(text, toolkit.kit), {"span"}), (paragraphs, {"p"}), (inline, set())):
        parts = Stream(str(draw(text))).parts
        assert {part[0] for part in parts if isinstance(part, tuple)} <= marks
        assert "".join(part[0] for part in parts if isinstance(part, list)) == text


def test_stress_and_slots_escape_what_is_inside_them(toolkit: Toolkit):
    assert emphasis("a *<b>* c") == "a <em>&lt;b&gt;</em> c"
    assert mark_slots("[<img>]", toolkit.kit) == '<span class="slot">[&lt;img&gt;]</span>'
