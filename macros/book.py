"""The checks as the browser gets them: one small script for messages, one for questions, kept fresh beside the code that reads them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.kit import Faulty, Kit
from macros.patterns import BETWEEN, END, LETTER, SKIPPED, START
from macros.rulebook import FaultyRule, book_of

FOLDER = Path("site_overrides") / "assets" / "js" / "books"
HEAD = "// Written by macros/book.py from data/rules, data/word_lists and data/channels. Do not change it by hand.\n"
NAMES = ("question.js", "message.js")
MAKERS = ("book", "rulebook", "patterns", "shapes")  # the modules that a script is made by
LIST = re.compile("<([a-z0-9-]+)>")
ALWAYS = ("turns", "negators", "not-negators")
# Capitals, which no pattern holds since texts are folded, each for a piece that comes again and again.
SHORT = dict(zip("BSOCFELG", (BETWEEN, SKIPPED, START + "(?:", ")" + END, START, END, LETTER, "(?:")))


def book_scripts(kit: Kit) -> dict[str, str]:
    """File name -> the text of a script. Raises Faulty or FaultyRule when rules, lists or channels hold problems."""
    book, sources = book_of(kit), _sources(kit)
    questions = [rule for rule in book["rules"] if "question" in rule["kinds"]]
    messages = [rule for rule in book["rules"] if set(rule["kinds"]) != {"question"}]
    bodies = {name: _script(portable({**book, "rules": rules}), kit) for name, rules in zip(NAMES, (questions, messages))}
    return {name: f"{HEAD}{_stamp(body, sources)}{body}" for name, body in bodies.items()}


def keep_books(root: Path, kit: Kit) -> None:
    """Writes what changed below `root`; nothing while the data holds problems, or where the folder may only be read.

    A script that bears the stamp of its own text and of today's sources is let alone: making it takes half a second.
    """
    with contextlib.suppress(Faulty, FaultyRule, OSError):
        sources = _sources(kit)
        if all(_is_fresh(root / FOLDER / name, sources) for name in NAMES):
            return
        for name, text in book_scripts(kit).items():
            path = root / FOLDER / name
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")


def _is_fresh(path: Path, sources: str) -> bool:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    head, stamp, body = (text.split("\n", 2) + ["", ""])[:3]
    return f"{head}\n{stamp}\n" == HEAD + _stamp(body, sources)


def _sources(kit: Kit) -> str:
    """All that the scripts are made from: the data, and the modules that make them of it."""
    code = [(Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8") for name in MAKERS]
    return repr([kit.rules, kit.word_lists, kit.channels, code])


def _stamp(body: str, sources: str) -> str:
    return f"// {hashlib.sha256((sources + body).encode()).hexdigest()[:24]}\n"


def _script(book: dict[str, Any], kit: Kit) -> str:
    rules = (kit.rules[rule["id"]] for rule in book["rules"])
    words = {rule.id: {"title": rule.title, "why": rule.why, "example": rule.examples.pass_[0]} for rule in rules}
    parts = {**book, "rules": [], "lists": {}, "words": words, "short": SHORT}
    lines = [f'"{name}": {_json(value)}' for name, value in parts.items() if name not in ("rules", "lists")]
    lines += [f'"rules": [\n{_lines(map(_json, book["rules"]))}\n]', f'"lists": {{\n{_lines(f"{_json(name)}: {_json(found)}" for name, found in book["lists"].items())}\n}}']
    return f"export default {{\n{_lines(lines)}\n}};\n"


def _lines(parts: Iterator[str] | list[str]) -> str:
    return ",\n".join(parts)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def portable(book: dict[str, Any]) -> dict[str, Any]:
    """A book without what only makes looking quick in Python.

    A pattern is its expression alone, shortened by SHORT; a choice used once stands where it is used; values that
    are empty are left out. site_overrides/assets/js/books.js puts all of that back.
    """
    rules, lists = _plain(book["rules"]), _plain(book["lists"])
    reached = _reached([*_texts(rules), *(text for name in ALWAYS for text in lists[name])], lists) | set(ALWAYS)
    named = {name: lists[name] for name in lists if name in reached}
    times = Counter(name for text in _texts([rules, named]) for name in LIST.findall(text))
    once = {name for name in named if times[name] == 1 and name not in ALWAYS}

    def pack(value: Any) -> Any:
        if isinstance(value, str):
            return _shorten(_inline(value, named, once))
        if isinstance(value, dict):
            return {name: pack(part) for name, part in value.items() if part not in ("", [], None)}
        return [pack(part) for part in value] if isinstance(value, list) else value

    return {**book, "rules": pack(rules), "lists": {name: pack(found) for name, found in named.items() if name not in once}}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return value[0] if len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], list) else [_plain(part) for part in value]
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from _texts(part)


def _reached(texts: list[str], lists: dict[str, list[str]]) -> set[str]:
    found, waiting = set(), texts
    while waiting:
        fresh = {name for text in waiting for name in LIST.findall(text) if name in lists} - found
        found |= fresh
        waiting = [text for name in fresh for text in lists[name]]
    return found


def _inline(text: str, lists: dict[str, list[str]], once: set[str]) -> str:
    return LIST.sub(lambda found: "|".join(_inline(part, lists, once) for part in lists[found[1]]) if found[1] in once else found[0], text)


def _shorten(text: str) -> str:
    for sign, piece in SHORT.items():
        text = text.replace(piece, sign)
    return text
