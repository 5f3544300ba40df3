"""What `check` says. Each folder of tests/cases is a test: bad ones with the whole text a person reads, good ones without any."""

import functools
import os
import re
import shutil
from pathlib import Path

import pytest
import yaml

from macros import __main__, commands, load
from macros import toolkit as pipeline
from macros.problems import Problem
from tests.machine import ROOT

CASES = Path(__file__).parent / "cases"
BAD, GOOD = (sorted((CASES / side).iterdir()) for side in ("bad", "good"))
GLOSSARY = "glossary:\n  - id: coffee-chat\n    title: coffee chat\n    text: A short talk.\n"
PAGE = "---\ntitle: A page\ndescription: What it is for.\n---\n\n# A page\n"
FIRST_LINE = re.compile(r"\S[^\n]*:[1-9][0-9]*:[1-9][0-9]*: [^\n]+[.:?]")
JARGON = re.compile(r"\b(mapping|scalar|sequence|instance|schema|YAML|JSON|string|integer|boolean|dict|parse|token|valid|unexpected|error)\b|\bNone\b")


@pytest.fixture(scope="module")
def once():
    """The shipped project, read once for all cases: they only refer to it."""
    real = pipeline.open_toolkit
    pipeline.open_toolkit = functools.cache(real)
    yield
    pipeline.open_toolkit = real


@pytest.fixture
def check(monkeypatch, capsys):
    """Runs `check` in a folder. Returns the exit code and everything it prints."""

    def run(folder: Path, *arguments: str) -> tuple[int, str]:
        monkeypatch.chdir(folder)
        code = __main__.main(["check", *arguments])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


def files(case: Path) -> list[str]:
    return sorted(path.relative_to(case).as_posix() for path in case.rglob("*") if path.is_file() and path.name != "expected.txt")


def expected(case: Path) -> str:
    return (case / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)], ids=["python", "libyaml"])
def test_a_bad_case_is_told_in_these_words(case, loader, check, once, monkeypatch):
    monkeypatch.setattr(load, "LOADER", loader)
    assert check(case, *files(case)) == (1, expected(case))


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.name)
@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)], ids=["python", "libyaml"])
def test_a_good_case_passes(case, loader, check, once, monkeypatch):
    monkeypatch.setattr(load, "LOADER", loader)
    assert check(case, *files(case)) == (0, "Nothing to mend, 0 notes.\n")


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_a_message_is_a_place_a_fault_and_a_next_step_without_jargon(case):
    *lines, summary = expected(case).splitlines()
    firsts, seconds = lines[::2], lines[1::2]
    assert len(firsts) == len(seconds) and all(FIRST_LINE.fullmatch(line) for line in firsts)
    assert all(re.fullmatch(r" {4}\S.*", line) for line in seconds)
    assert not JARGON.search("\n".join(lines))
    places = [line.split(": ")[0] for line in firsts]
    assert len(places) == len(set(places)) or all(" is missing " in line for line in firsts), "one place, one message"
    for place in places:
        name, line, column = place.rsplit(":", 2)
        text = (case / name).read_bytes().split(b"\n")
        assert int(line) <= max(len(text), 1) and int(column) <= len(text[int(line) - 1]) + 1


def test_there_are_enough_cases():
    assert len(BAD) >= 50 and len(GOOD) >= 20


def test_git_keeps_the_bytes_of_the_cases():
    assert "tests/cases/** -text" in (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert b"\r\n" in (CASES / "good" / "windows-line-ends" / "glossary.yml").read_bytes()
    assert (CASES / "bad" / "utf-16" / "glossary.yml").read_bytes()[:2] == b"\xff\xfe"


# The command


def test_the_project_as_shipped_has_nothing_to_mend(check):
    code, printed = check(ROOT)
    assert code == 0 and "Nothing to mend" in printed


def test_every_fault_of_every_file_is_told_in_one_run(check, once, tmp_path):
    """All but references: where files of a kind cannot be read, nothing can be said to be missing from it."""
    for case in BAD:
        shutil.copytree(case, tmp_path / case.name)
    code, printed = check(tmp_path, ".")
    told = set(printed.splitlines())
    lines = {f"{case.name}/{line}" for case in BAD for line in expected(case).splitlines()[:-1:2] if not re.search(r"There is no (\"|slot)|used twice|unverified|uses \[|neither a data file", line)}
    assert code == 1 and len(lines) > 150 and lines - told == set()


@pytest.mark.parametrize("given", ["glossary.yml", "./glossary.yml", "{here}/glossary.yml", "..{sep}{name}{sep}glossary.yml", ".", "{here}"])
def test_a_path_may_be_relative_absolute_or_a_folder(given, check, once, tmp_path):
    (tmp_path / "glossary.yml").write_text(GLOSSARY.replace("title", "titel"), encoding="utf-8")
    code, printed = check(tmp_path, given.format(here=tmp_path, name=tmp_path.name, sep=os.sep))
    assert code == 1 and re.match(r"\S*glossary\.yml:3:5: The name \"titel\" does not belong here\.\n", printed)


def test_files_of_the_project_are_named_as_they_were_given(check, once):
    assert check(ROOT, "data/questions", "content/index.md")[0] == 0
    assert check(ROOT / "data", "probes.yml", "../content")[0] == 0


def test_a_path_that_is_not_there_is_told(check, once, tmp_path):
    for name in ("nothing.yml", "nothing.md", "nothing"):
        assert check(tmp_path, name)[1].startswith(f"{name}:1:1: There is no file or folder with this name.\n")
    assert check(tmp_path, "data/nothing.yml")[0] == 1


def test_a_folder_without_anything_to_check_is_told(check, once, tmp_path):
    (tmp_path / "notes.txt").write_text("Words.", encoding="utf-8")
    code, printed = check(tmp_path, ".")
    assert code == 1 and printed.startswith(".:1:1: There is no data file and no page in this folder.\n")


def test_a_file_that_may_not_be_opened_is_told(check, once, tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Zugriff verweigert", str(path))

    (tmp_path / "glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert check(tmp_path, "glossary.yml")[1].startswith("glossary.yml:1:1: This computer does not let you open this file.\n")


def test_wrong_usage_ends_with_2(check, capsys):
    for arguments in (["--colour"], ["--format", "html"]):
        with pytest.raises(SystemExit) as ended:
            check(ROOT, *arguments)
        assert ended.value.code == 2
    with pytest.raises(SystemExit) as ended:
        __main__.main([])
    assert ended.value.code == 2


@pytest.mark.parametrize("verb", ["serve", "test", "bench"])
def test_what_follows_such_a_verb_is_handed_on_as_it_is(verb, monkeypatch):
    called = []
    monkeypatch.setattr(commands.subprocess, "call", lambda command, **_: called.append(command) or 3)
    monkeypatch.setattr(commands, "not_free", lambda _address: "")  # whatever else this computer shows
    assert __main__.main([verb, "-k", "worksheet", "-x", "--watch", "notes"]) == 3
    assert called[0][-5:] == ["-k", "worksheet", "-x", "--watch", "notes"]


def test_format_github_puts_each_problem_on_one_line_with_its_place(check, once):
    code, printed = check(CASES / "bad" / "misspelt-name", "questions.yml", "--format", "github")
    assert code == 1
    assert printed.startswith('::error file=questions.yml,line=4,col=5::The name "topci" does not belong here. Did you mean "topic"?\n')


def test_format_github_escapes_what_would_end_the_command():
    problem = Problem("a,b:c%.yml", 1, 2, "100 %\r\nmore::", "do", "note")
    assert problem.as_github() == "::notice file=a%2Cb%3Ac%25.yml,line=1,col=2::100 %25%0D%0Amore:: do"


# In the project itself, not beside it
