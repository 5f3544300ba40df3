"""The checks on a student's text: what they say, where, how fast, and that JavaScript reads every pattern alike."""

import dataclasses
import io
import json
import re
import subprocess
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from macros import __main__, message
from macros.load import load_text
from macros.model.checks import Check, Examples, Limit, Look, Rule, Side, WordList
from macros.patterns import Faulty, compile_pattern
from macros.proof import check_examples
from macros.rulebook import book_of, compile_rules, only
from macros.rules import judge, normalise
from macros.toolkit import open_toolkit
from tests.bench.rules import CORPUS, counts, shares
from tests.machine import ROOT, node

MESSAGES = ("request", "nudge", "thank_you", "update", "reply", "logistics")
OF_ALL = {"asks-for-job", "pushes-cv", "generic-praise", "negative-about-present-job", "pressure", "unfilled-slot", "cliche", "ambiguous-date", "missing-time-zone", "length"}
OF_REQUESTS = {"states-duration", "asks-too-long", "flexible", "easy-out", "common-ground", "specific-reference", "learning-purpose", "says-not-a-job-ask"}
RULES = {
    "request": OF_ALL | OF_REQUESTS, "nudge": OF_ALL | OF_REQUESTS, "reply": OF_ALL, "logistics": OF_ALL,
    "thank_you": OF_ALL | {"names-insight", "next-action", "asks-to-keep-in-touch"}, "update": OF_ALL | {"next-action", "asks-to-keep-in-touch"},
    "question": {"open-question", "searchable", "never-ask", "one-question", "length"},
}  # fmt: skip
# Least precision and recall: on the texts the rules were tuned on, and on those that nobody looked into.
FLOORS = {rule: 0.9 for rule in set().union(*RULES.values()) - {"length"}} | {"one-question": 0.8}
HELD_OUT = 0.7


@pytest.fixture(scope="module")
def book():
    return message.load_all(ROOT)


@pytest.fixture(scope="module")
def rules():
    return {rule.id: rule for rule in message._entries(ROOT, "rules", Rule)}


def finding(book, rule, text, kind=None, form="", context=None):
    kind = kind or next(entry["kinds"][0] for entry in book["rules"] if entry["id"] == rule)
    return next(found for found in judge(text, kind, form, book, context) if found.rule == rule)


def found_words(book, rule, text, **options):
    return [text[start:end] for start, end in finding(book, rule, text, **options).spans]


def own_book(*rules, words=()):
    base = {"negators": ("not",), "not-negators": ("not only",), "turns": ("but",), "stop-words": ("the", "and", "you")}
    return compile_rules(rules, [WordList(name, name, tuple(found)) for name, found in {**base, **dict(words)}.items()], [])


def own_rule(name="r", **check):
    return Rule(name, "t", ("request",), "should", Check(**check), "Mend it.", "Good.", "w", "s", Examples(("a",), ("b",)))


# The shipped rules


@pytest.mark.parametrize("kind", RULES)
def test_each_rule_of_a_kind_gives_one_finding(book, kind):
    assert sorted(found.rule for found in judge("Hello.", kind, "", book)) == sorted(RULES[kind])


def test_what_a_rule_says_is_short_and_kind(rules):
    for rule in rules.values():
        for words in (rule.message, *(limit.message for limit in rule.check.limits)):
            assert len(words.split()) <= 25 and "!" not in words, rule.id
        assert len(rule.examples.pass_) >= 3 and len(rule.examples.fail) >= 3
        assert "reply" not in rule.praise


def test_only_what_is_hardly_ever_wrong_is_a_must(rules):
    assert {rule.id for rule in rules.values() if rule.level == "must"} <= {"asks-for-job", "unfilled-slot"}


def test_every_example_is_judged_as_it_says(book, rules):
    for rule in rules.values():
        for texts, wanted in ((rule.examples.pass_, True), (rule.examples.fail, False)):
            for text in texts:
                assert finding(only(book, rule.id), rule.id, text).ok is wanted, (rule.id, text)


@pytest.mark.parametrize("texts, floors", [("tuned.jsonl", FLOORS), ("held_out.jsonl", dict.fromkeys(FLOORS, HELD_OUT))])
def test_the_rules_agree_with_people(book, texts, floors):
    missed = []
    for rule, count in counts(book, CORPUS / texts).items():
        precision, recall, _ = shares(count)
        if min(precision, recall) < floors[rule]:
            missed.append((rule, precision, recall))
    assert missed == []


@pytest.mark.parametrize(
    "text, ok",
    [
        ("I'm not asking for a job.", True),
        ("I write without any expectation of a role with you.", True),
        ("I would like to learn from you rather than get a job referral for your team.", True),
        ("I don't want a job from this, but could you refer me?", False),
        ("I'm not sure if you are hiring at the moment.", False),
        ("I wouldn't say no to a job in your team.", False),
        ("Not only would I love to learn, I'd love to join your team.", False),
        ("This is not a request. Please keep me in mind for the summer.", False),
        ("I’M NOT ASKING FOR A JOB.", True),
        ("KEEP ME IN MIND, please.", False),
        ("I am not asking for a\njob or a placement.", True),
        ("Did you hear about any internships when you were a student?", True),
    ],
)
def test_a_denial_counts_in_its_own_part_of_the_sentence(book, text, ok):
    assert finding(book, "asks-for-job", text).ok is ok


def test_spans_count_code_points_of_the_text_as_given():
    book = own_book(own_rule(avoids=(Look(find=("keep me in mind", "<bracketed>")),)))
    text = "🙏🏽 Grüße\r\n\r\nPlease “KEEP me in\u00a0mind”\u00a0… 👩‍🔬 Dear [First Name], hello"
    assert found_words(book, "r", text) == ["KEEP me in\u00a0mind", "[First Name]"]


def test_line_ends_of_windows_change_nothing(book):
    text = "Dear Priya,\n\nI hope this email finds you well.\nCould we talk\nfor 20 minutes?\n"
    here, there = (judge(words, "request", "email", book) for words in (text, text.replace("\n", "\r\n")))
    assert [(found.rule, found.ok, found.message) for found in here] == [(found.rule, found.ok, found.message) for found in there]


def test_reading_a_text_never_changes_its_length(book):
    everything = "".join(chr(code) for code in range(0x30000) if not 0xD800 <= code < 0xE000)
    assert len(normalise(everything, book)) == len(everything)
    assert normalise("“ÉCOLE”—don’t", book) == "\"ecole\"-don't"


@pytest.mark.parametrize(
    "text, form, ok, level",
    [
        ("x" * 200, "linkedin_note", True, "should"),
        ("x" * 201, "linkedin_note", False, "must"),
        ("🙂" * 100, "linkedin_note", True, "should"),
        ("🙂" * 101, "linkedin_note", False, "must"),
        ("word " * 100, "email", True, "should"),
        ("word " * 101, "email", False, "should"),
        ("word " * 151, "email", False, "must"),
    ],
)
def test_length_is_told_at_its_own_level(book, text, form, ok, level):
    found = finding(book, "length", text, kind="request", form=form)
    assert (found.ok, found.level) == (ok, level)


def test_notes_prove_that_an_insight_is_named(book):
    text = "Thank you. Residents and drivers fill three days in five, and hardly any maps."
    assert not finding(book, "names-insight", text).ok
    assert finding(book, "names-insight", text, context={"notes": ["three days in five go on people: residents, drivers, councillors"]}).ok
    assert not finding(book, "names-insight", "Thank you for your time.", context={"notes": "thank you time"}).ok


# How rules are written


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


# Hostile texts


HOSTILE = {
    "spaces": " " * 100_000, "letters": "a" * 100_000, "words": "job " * 25_000, "could": "could you keep me in mind for a job " * 2_800, "lines": "\n" * 100_000,
    "brackets": "[" * 100_000, "open": "[a-" * 33_000, "questions": "?" * 100_000, "figures": "1/" * 50_000, "capitals": "X" * 100_000, "quotes": '"' * 100_000,
    "emoji": "🙂" * 100_000, "commas": "a," * 50_000, "underscores": "_" * 100_000, "dots": "." * 100_000, "hyphens": "half-an-" * 12_000,
}  # fmt: skip


@pytest.mark.parametrize("name", [*HOSTILE, "everything"])
def test_no_text_takes_long(book, rules, name):
    text = HOSTILE.get(name) or " ".join(example for rule in rules.values() for example in (*rule.examples.pass_, *rule.examples.fail)) * 20
    for kind in ("request", "thank_you", "question"):
        judge(text, kind, "email", book)  # compiles what this text needs
        before = time.process_time()
        judge(text, kind, "email", book)
        assert time.process_time() - before < 1


# The twin in the browser


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


# The verb


@pytest.fixture
def run(monkeypatch, capsys):
    def run(*arguments, text=None, terminal=False):
        raw = io.BytesIO(text if isinstance(text, bytes) else (text or "").encode())
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=raw, isatty=lambda: terminal))
        try:
            code = __main__.main(["message", *arguments])
        except SystemExit as leaving:
            code = leaving.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


GOOD = "Could I ring you for 20 minutes to hear how you chose this work? I am not asking for a job. No worries if not."


def test_json_holds_one_finding_for_every_rule(run):
    code, out, err = run("--kind", "request", "--channel", "email", "--json", text=GOOD)
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert list(told) == ["kind", "channel", "words", "characters", "findings"]
    assert (told["kind"], told["channel"], told["words"], told["characters"]) == ("request", "email", 25, len(GOOD))
    assert {entry["rule"] for entry in told["findings"]} == RULES["request"]
    for entry in told["findings"]:
        assert list(entry) == ["rule", "ok", "level", "spans", "message"]
        assert entry["level"] in ("must", "should", "hint") and isinstance(entry["ok"], bool)


def test_a_must_gives_exit_code_1_and_its_words(run):
    text = "Hello.\n\nI would love to pick your brain. " + "word " * 151
    code, out, _ = run("--kind", "request", "--channel", "email", text=text)
    assert code == 1
    assert out.startswith("What works: ") and 'line 3: "pick your brain"' in out
    assert out.index("Mend before you send it") < out.index("This is over 150 words") < out.index("Worth mending") < out.index("pick your brain")
    assert out.endswith(f"159 words, {len(text)} characters.\n")


def test_a_question_needs_no_channel(run):
    assert run("--kind", "question", text="How did you begin?")[0] == 0
    code, out, err = run("--kind", "request", text=GOOD)
    assert (code, out) == (2, "") and "--channel" in err


def test_a_file_or_standard_input(run, tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(GOOD, encoding="utf-8")
    assert run("--kind", "nudge", "--channel", "message", str(path))[0] == 0
    assert run("--kind", "nudge", "--channel", "message", "-", text=GOOD)[0] == 0


@pytest.mark.parametrize("text, words", [(b"caf\xe9", "standard input:1:4: This character is not saved as UTF-8"), (b"  \n", "There is no text here."), (b"H\0i\0 \0t\0h\0e\0r\0e\0", "UTF-16")])
def test_what_cannot_be_read_is_wrong_usage(run, text, words):
    code, out, err = run("--kind", "reply", "--channel", "email", "--json", text=text)
    assert (code, out) == (2, "") and words in err


def test_a_terminal_or_a_missing_file_is_told_in_plain_words(run, tmp_path):
    code, _, err = run("--kind", "reply", "--channel", "email", terminal=True)
    assert code == 2 and err.startswith("There is no text to check.")
    code, _, err = run("--kind", "reply", "--channel", "email", str(tmp_path / "gone.txt"))
    assert code == 2 and "There is no file or folder with this name" in err


def test_context_in_yaml_and_in_json(run, tmp_path):
    text = "Thank you. Residents and drivers fill three days in five, and hardly any maps."
    for name, words in (("c.yml", "notes:\n  - residents, drivers, councillors\n"), ("c.json", '{\n\t"notes": "residents and drivers"}')):
        (tmp_path / name).write_text(words, encoding="utf-8")
        _, out, _ = run("--kind", "thank_you", "--channel", "email", "--json", "--context", str(tmp_path / name), text=text)
        assert next(entry for entry in json.loads(out)["findings"] if entry["rule"] == "names-insight")["ok"]


@pytest.mark.parametrize("name, words, place", [("c.yml", "notes: [a\n", ":1:"), ("c.json", '{"notes": }', ":1:11: "), ("c.yml", "- a\n", ":1:1: "), ("c.json", "[" * 100_000, ":1:1: ")])
def test_a_bad_context_gets_one_line(run, tmp_path, name, words, place):
    path = tmp_path / name
    path.write_text(words, encoding="utf-8")
    code, out, err = run("--kind", "thank_you", "--channel", "email", "--context", str(path), text="Thank you.")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"{path}{place}")


def test_broken_rules_are_told_and_not_raised(run, tmp_path, monkeypatch):
    import shutil

    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.setattr(__main__, "ROOT", tmp_path)
    path = tmp_path / "data" / "rules" / "cliche.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("level: should", "levle: should"), encoding="utf-8")
    code, out, err = run("--kind", "reply", "--channel", "email", text="Hello.")
    assert (code, out) == (2, "") and "data/rules/cliche.yml" in err and "Did you mean" in err


def test_the_checks_know_no_file_and_no_schema():
    for name in ("rules", "patterns", "shapes", "rulebook"):
        source = Path(ROOT, "macros", f"{name}.py").read_text(encoding="utf-8")
        assert not re.search(r"^(?:import|from) (?:yaml|jsonschema|jinja2|macros\.(?:load|kit|schema|render))", source, re.M), name


def test_the_book_of_the_kit_is_the_book_of_the_verb():
    assert book_of(open_toolkit(ROOT).kit) == message.load_all(ROOT)
