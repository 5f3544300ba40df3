"""How checks are written: patterns and conditions in plain words, faults told at their own line, one reading in Python and in JavaScript."""

import dataclasses
import json
import re
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from macros import message
from macros.load import load_text
from macros.model.checks import Check, Examples, Limit, Look, Side, WordList
from macros.patterns import Faulty, compile_pattern
from macros.proof import check_examples
from macros.rules import normalise
from tests.bench.rules import CORPUS
from tests.judging import finding, own_book, own_rule
from tests.machine import ROOT, node


@pytest.fixture(scope="module")
def book():
    return message.load_all(ROOT)


@pytest.mark.parametrize(
    "pattern, yes, no",
    [
        ("find work", ["find work", "Find, work", "find\u00a0work"], ["finding work", "find some work"]),
        ("(find|look for) work", ["look for work"], ["look work"]),
        ("paid? work", ["work", "paid work"], ["workshop"]),
        ("appreciat*", ["appreciation", "appreciate"], ["unappreciated"]),
        ("keep ...2 mind", ["keep mind", "keep me in mind"], ["keep it. Mind", "keep all of this in mind"]),
        ("a <job>", ["a role", "a job"], ["a roll"]),
        ("don't", ["don't", "don’t", "dont"], ["don"]),
        ("half-hour", ["half-hour", "half hour", "halfhour"], ["half an hour"]),
        ("<begin> so", ["so it is", "Yes. So be it"], ["also so"]),
        ("café", ["cafe", "CAFÉ"], ["cafes"]),
        ("why \\?", ["why ?"], ["why"]),
    ],
)
def test_the_language_of_patterns(pattern, yes, no):
    book = own_book(own_rule(avoids=(Look(find=(pattern,)),)), words={"job": ("job", "role")}.items())
    assert [text for text in yes if finding(book, "r", text).ok] == []
    assert [text for text in no if not finding(book, "r", text).ok] == []


@pytest.mark.parametrize(
    "pattern, fault",
    [
        ("(a|b", "A bracket is opened and not closed."),
        ("a)", "There is a closing bracket too many."),
        ("<jbo>", "There is no list <jbo>."),
        ("...3", "A pattern needs a word that must be there."),
        ("? a", "A question mark needs a word before it; write \\? for the sign itself."),
    ],
)
def test_a_pattern_that_cannot_be_read_says_why(pattern, fault):
    with pytest.raises(Faulty, match=re.escape(fault)):
        compile_pattern(pattern, ["job"], {})


def test_each_kind_of_check():
    pick = Look(find=("pick",))
    assert not finding(own_book(own_rule(avoids=(pick,))), "r", "pick").ok
    assert finding(own_book(own_rule(avoids=(pick,))), "r", "do not pick").ok
    assert finding(own_book(own_rule(avoids=(pick,), at_most=1)), "r", "pick").ok
    assert not finding(own_book(own_rule(avoids=(pick,), at_most=1)), "r", "pick and pick").ok
    assert finding(own_book(own_rule(mentions=(Look(find=("pick",), negation="needed"),))), "r", "do not pick").ok
    assert not finding(own_book(own_rule(mentions=(Look(find=("pick",), negation="needed"),))), "r", "pick").ok
    assert not finding(own_book(own_rule(mentions=(Look(find=("pick",), with_=("berries",)),))), "r", "pick. Berries").ok
    assert finding(own_book(own_rule(mentions=(Look(find=("pick",), with_=("berries",), within="text"),))), "r", "pick. Berries").ok
    assert finding(own_book(own_rule(avoids=(Look(find=("pick",), except_=("pick up",)),))), "r", "pick up").ok
    assert finding(own_book(own_rule(mentions=(Look(find=("in <any>",), case="name"),))), "r", "in Leeds").ok
    assert not finding(own_book(own_rule(mentions=(Look(find=("in <any>",), case="name"),))), "r", "in time").ok
    assert not finding(own_book(own_rule(limits=(Limit(("request",), "hint", "Too short.", fewest=2),))), "r", "one").ok


def test_a_condition_may_name_another_rule():
    first = own_rule("first", mentions=(Look(find=("call",)),))
    second = own_rule("second", when=Side(rule="first"), then=Side(mentions=(Look(find=("zone",)),)))
    book = own_book(first, second)
    assert [finding(book, "second", text).ok for text in ("a call", "a call, my zone", "a walk")] == [False, True, True]


def test_a_wrong_example_or_pattern_is_told_at_its_own_line():
    document, _ = load_text("rules:\n  - id: r\n    check:\n      avoids:\n        - find:\n            - (pick\n    examples:\n      pass:\n        - pick\n", "data/rules/r.yml")
    rule = dataclasses.replace(own_rule(avoids=(Look(find=("pick",)),)), examples=Examples(("pick",), ("pick",)))

    def told(rule):
        kit = SimpleNamespace(rules={"r": rule}, word_lists={name: WordList(name, name, ("not",)) for name in ("negators", "not-negators", "turns", "stop-words")}, channels={})
        return [problem.as_text().split("\n")[0] for problem in check_examples(kit, {"rules": [document]})]

    assert told(rule) == ["data/rules/r.yml:9:11: This example should pass, but the rule finds fault with it."]
    faulty = dataclasses.replace(rule, check=Check(avoids=(Look(find=("(pick",)),)))
    assert told(faulty) == ["data/rules/r.yml:6:15: This pattern cannot be read: A bracket is opened and not closed."]


def test_the_checks_know_no_file_and_no_schema():
    for name in ("rules", "patterns", "shapes", "rulebook"):
        source = Path(ROOT, "macros", f"{name}.py").read_text(encoding="utf-8")
        assert not re.search(r"^(?:import|from) (?:yaml|jsonschema|jinja2|macros\.(?:load|kit|schema|render))", source, re.M), name


def expanded(book, source):
    lists = {name: [source for source, _ in found] for name, found in book["lists"].items()}
    while "<" in re.sub(r"\(\?<[=!]", "", source):
        source = re.sub(r"<([a-z0-9-]+)>", lambda found: "|".join(lists[found[1]]), source)
    return source


SAME = """
const {sources, texts} = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(sources.map(source => {
  const expression = new RegExp(source, "giu");
  return texts.map(text => [...text.matchAll(expression)].filter(found => found[0]).map(found => {
    const start = [...text.slice(0, found.index)].length;
    return [start, start + [...found[0]].length];
  }));
})));
"""


def test_javascript_reads_every_pattern_alike(book):
    looks = [look for rule in book["rules"] for part in (rule["mentions"], rule["avoids"], rule["when"]["mentions"], rule["then"]["mentions"]) for look in part]
    written = [pattern for look in looks for name in ("find", "except", "with", "without") for pattern in look[name]]
    sources = sorted({expanded(book, source) for source, _ in [*written, *book["lists"]["negators"], *book["lists"]["turns"]]} | {book["sentence"], book["clause"], book["word"]})
    texts = [normalise(json.loads(line)["text"], book) for line in (CORPUS / "tuned.jsonl").read_text(encoding="utf-8").splitlines()[::12]]
    done = subprocess.run([node(), "-e", SAME], input=json.dumps({"sources": sources, "texts": texts}), capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-2000:]
    for source, theirs in zip(sources, json.loads(done.stdout), strict=True):
        ours = [[list(found.span()) for found in re.finditer(source, text) if found.group()] for text in texts]
        assert ours == theirs, source
