"""`run.py message`: a text in, findings out, for people and for other programs."""

import io
import json
from types import SimpleNamespace

import pytest

from macros import __main__
from tests.judging import RULES
from tests.machine import ROOT


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
