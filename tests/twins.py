"""Both check engines on the same texts, and texts worth trying: shipped ones, hostile ones, random ones."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from macros.kit import Kit
from macros.model.library import example_words
from macros.rules import judge
from macros.validate import SLOT
from tests.machine import ROOT, node

KINDS = ("request", "nudge", "thank_you", "update", "reply", "logistics", "question")
FORMS = ("email", "linkedin_note", "message")
CONTEXT = {"notes": ["Ride the first bus before you draw the line.", "Sit in on a public consultation"], "facts": "She wrote an article on the hospital night bus"}
HOSTILE = [
    "", " ", "\n\n\n", "\r\n \t\u00a0", "\ufeff\u2028\x85\x1c", "\x00" * 50, "[" * 3000, "(" * 3000, "not " * 3000, "a" * 20_000, "? " * 5000, "no, " * 4000 + "job",
    "😀 could you 👩‍🔬 find me a job? 😀", "\U0001f468\u200d\U0001f469 my CV is attached \U00010348", "\ud83d job \ude00 any openings?", "ＪＯＢ ſtraße İstanbul ı K ẞ", "e\u0301 re\u0301sume\u0301 résumé",
    "Could you\r\nrefer me\r\nfor a job?", "Could you refer\nme for a job", "I’m not asking for a job — but could you refer me?", "<b>job</b> <script>alert(1)</script>", "[their-first-name] {name} ${x} %s <name> ____ XXX",
    "03/04/2026 at 5pm, 12/12/2026 at 17:00 BST, 3.4.26 1/2 hour", "I'd rather not. Not a job? A job! no job; not, but, although a job", "constructor __proto__ toString <job>", "half an hour " * 1500,
]  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One text to judge."""

    text: str
    kind: str
    form: str = ""
    context: dict[str, Any] = field(default_factory=dict)


def in_python(cases: list[Case], book: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """What the Python engine finds in each case."""
    found = ([vars(finding) | {"spans": [list(span) for span in finding.spans]} for finding in judge(case.text, case.kind, case.form, book, case.context)] for case in cases)
    return list(found)


def in_browser(cases: list[Case]) -> tuple[list[list[dict[str, Any]]], list[float]]:
    """What the browser's engine finds in each case, and in how many milliseconds."""
    done = subprocess.run([node(), str(ROOT / "tests" / "judge.mjs")], input=json.dumps([vars(case) for case in cases]), capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-3000:]
    answers = json.loads(done.stdout)
    return [answer["findings"] for answer in answers], [answer["time"] for answer in answers]


def differences(cases: list[Case], book: dict[str, Any]) -> list[str]:
    """Each case on which the engines disagree, with what each says."""
    told = []
    for case, one, other in zip(cases, in_python(cases, book), in_browser(cases)[0], strict=True):
        if one != other:
            told += [f"{case.kind} {case.text[:300]!r}: {a} against {b}" for a, b in zip(one, other) if a != b] or [f"{case.text[:300]!r}: {len(one)} against {len(other)} findings"]
    return told


def examples(kit: Kit) -> Iterator[Case]:
    """Every example of every rule, for each kind that it is for."""
    for rule in kit.rules.values():
        for text in (*rule.examples.pass_, *rule.examples.fail):
            yield from (Case(text, kind, "email", CONTEXT) for kind in rule.kinds)


def templates(kit: Kit) -> Iterator[Case]:
    """Every shipped message, blank and filled, in each tone; and every question."""
    for message in kit.messages.values():
        words = example_words(message, kit.slots)
        for body in (message.body, *(tone.body for tone in message.tones)):
            form = kit.channels[message.channel].form
            yield Case(body, message.kind, form)
            yield Case(SLOT.sub(lambda found: words[found[1]], body), message.kind, form, CONTEXT)
    yield from (Case(question.text, "question") for question in kit.questions.values())


def corpus() -> Iterator[Case]:
    """The texts of tests/corpus."""
    for path in sorted((ROOT / "tests" / "corpus").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            yield Case(entry["text"], entry["kind"], entry.get("channel") or "", entry.get("context") or {})


def hostile() -> Iterator[Case]:
    """Texts that somebody might try, for every kind."""
    return (Case(text, kind, "linkedin_note", CONTEXT) for text in HOSTILE for kind in ("request", "thank_you", "question"))


def at_random(count: int, kit: Kit, seed: int = 20270311) -> list[Case]:
    """Texts put together from pieces of the examples, with signs and other letters thrown in."""
    dice = random.Random(seed)
    words = sorted({word for case in [*examples(kit), *templates(kit)] for word in case.text.split()})
    phrases = sorted({" ".join(case.text.split()[start : start + 4]) for case in examples(kit) for start in range(0, len(case.text.split()), 4)})
    signs = [".", "?", "!", ",", ";", "\n", "\n\n", " - ", "—", "’", '"', "(", ")", "[", "]", "é", "İ", "ß", "😀", "\u00a0", "\t", "\r\n", "\u200b", "3/4", "17:00", "…", "_____", "*", "/"]

    def piece() -> str:
        roll = dice.random()
        text = dice.choice(phrases) if roll < 0.5 else dice.choice(words) if roll < 0.85 else dice.choice(signs)
        return text.upper() if dice.random() < 0.03 else text

    return [Case(dice.choice([" ", " ", " ", "", "\n"]).join(piece() for _ in range(dice.randint(1, 40))), dice.choice(KINDS), dice.choice(FORMS), dice.choice([{}, CONTEXT])) for _ in range(count)]
