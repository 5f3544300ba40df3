"""The verb `message`: checks one text against the rules. Loads rules and channels only, so that it starts at once."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from macros.characters import decode, read_text
from macros.document import Document
from macros.kit import build
from macros.load import load_file, load_text, walk
from macros.model.checks import Rule, WordList
from macros.model.library import Channel
from macros.problems import Problem
from macros.rulebook import FaultyRule, compile_rules
from macros.rules import Finding, count_words, judge

KINDS = ("request", "nudge", "thank_you", "update", "reply", "logistics", "question")
FORMS = ("email", "linkedin_note", "message")
LEVELS = {"must": "Mend before you send it", "should": "Worth mending", "hint": "Worth a thought"}
MOST_PRAISE, MOST_SHOWN = 3, 6
NO_TEXT = "There is no text to check. Name a file, or send the text in: run.py message --kind request --channel email < letter.txt"


class Refused(Exception):
    """The text cannot be checked; the words say why."""


def message(root: Path, options: argparse.Namespace) -> int:
    """Checks the text of a file, or of standard input. Returns 0 when nothing stands against a must, 1 otherwise, 2 for wrong usage."""
    try:
        text = _text(options.file)
        context = _context(options.context) if options.context else {}
        book = load_book(root, options.kind)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    findings = judge(text, options.kind, options.channel or "", book, context)
    words = count_words(text, book)
    print(_as_json(options, text, words, findings) if options.json else _as_text(text, words, findings))
    return int(any(not found.ok and found.level == "must" for found in findings))


def load_all(root: Path) -> dict[str, Any]:
    """The compiled rules of a project for every kind of text. Raises as load_book does."""
    return load_book(root, *KINDS)


def load_book(root: Path, *kinds: str) -> dict[str, Any]:
    """The compiled rules of a project for these kinds of text. Raises Refused with everything that is wrong with them."""
    try:
        rules, lists, channels = (_entries(root, *kind) for kind in (("rules", Rule), ("word_lists", WordList), ("channels", Channel)))
        return compile_rules([rule for rule in rules if {*kinds} & {*rule.kinds}], lists, channels)
    except (FaultyRule, LookupError, TypeError, AttributeError):
        raise Refused(_faults(root)) from None


def _entries(root: Path, kind: str, class_: type) -> list:
    files = [path for path in (root / "data" / f"{kind}.yml", *sorted((root / "data" / kind).glob("*.yml"))) if path.is_file()]
    found = [load_file(path, path.relative_to(root).as_posix()) for path in files]
    if not found or any(problems for _, problems in found):
        raise LookupError
    return [build(class_, entry) for document, _ in found if document for entry in document.value[kind]]


def _faults(root: Path) -> str:
    from macros.toolkit import open_toolkit  # slow to import, and only needed when something is wrong

    problems = [problem for problem in open_toolkit(root).problems if problem.file.startswith(("data/rules", "data/word_lists", "data/channels"))]
    return "\n".join([*(problem.as_text() for problem in problems), "The checks cannot be read. Mend them, then try again."])


def _text(name: str | None) -> str:
    if name and name != "-":
        text, problems = read_text(Path(name), name)
    elif not sys.stdin or sys.stdin.isatty():
        raise Refused(NO_TEXT)
    else:
        text, problems = decode(sys.stdin.buffer.read(), "standard input")
    if problems:
        raise Refused(problems[0].as_text())
    if not text.strip():
        raise Refused(f"{name if name and name != '-' else 'standard input'}:1:1: There is no text here.\n    Write the message first.")
    return text


def _context(name: str) -> dict[str, list[str]]:
    """What the student knows: name -> texts. Raises Refused with one line."""
    text, problems = read_text(Path(name), name)
    if text is not None:
        value, problems = _read(text, name)
        if isinstance(value, dict):
            return {str(key): [str(part) for _, part in walk(value[key]) if not isinstance(part, (dict, list))] for key in value}
        problems = problems or [Problem(name, 1, 1, "A context begins with a name and a colon, such as notes:")]
    raise Refused(str(problems[0].as_text()).split("\n")[0])


def _read(text: str, name: str) -> tuple[Any, list[Problem]]:
    if name.endswith(".json") or text.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(text), []
        except json.JSONDecodeError as error:
            return None, [Problem(name, error.lineno, error.colno, "This cannot be understood from here on.")]
        except RecursionError:
            return None, [Problem(name, 1, 1, "Too many levels stand inside one another here.")]
    document, problems = load_text(text, name)
    return (document.value if isinstance(document, Document) and not problems else None), problems


def _as_json(options: argparse.Namespace, text: str, words: int, findings: list[Finding]) -> str:
    found = [{"rule": f.rule, "ok": f.ok, "level": f.level, "spans": [list(span) for span in f.spans], "message": f.message} for f in findings]
    return json.dumps({"kind": options.kind, "channel": options.channel, "words": words, "characters": len(text), "findings": found})


def _as_text(text: str, words: int, findings: list[Finding]) -> str:
    met = sorted((found for found in findings if found.ok), key=lambda found: not found.spans)
    broken = sorted((found for found in findings if not found.ok), key=lambda found: list(LEVELS).index(found.level))
    lines = ["What works: " + " ".join(found.message for found in met[:MOST_PRAISE])] if met else []
    heading = ""
    for found in broken[:MOST_SHOWN]:
        if found.level != heading:
            heading = found.level
            lines += ["", f"{LEVELS[heading]}:"]
        lines.append(f"  - {found.message}{_where(text, found)}")
    if len(broken) > MOST_SHOWN:
        lines += ["", f"{len(broken) - MOST_SHOWN} more. Mend these first, then check again."]
    return "\n".join([*lines, "", f"{words} words, {len(text)} characters."])


def _where(text: str, found: Finding) -> str:
    """The first words that a finding is about, with their line."""
    if not found.spans:
        return ""
    start, end = found.spans[0]
    words = " ".join(text[start:end].split())
    return f' (line {text.count(chr(10), 0, start) + 1}: "{words if len(words) <= 60 else words[:57] + "…"}")'
