"""What `check` says. Each folder of tests/cases is a test: bad ones with the whole text a person reads, good ones without any."""

import functools
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from macros import __main__, commands, load, toolkit as pipeline
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
    assert __main__.main([verb, "-k", "worksheet", "-x", "--dev-addr", "127.0.0.1:9000"]) == 3
    assert called[0][-5:] == ["-k", "worksheet", "-x", "--dev-addr", "127.0.0.1:9000"]


def test_coverage_fails_only_while_a_requirement_has_no_home(project, capsys):
    assert run(project, "check", "--coverage").returncode == 0
    requirements = project / "data" / "requirements.yml"
    requirements.write_text(requirements.read_text(encoding="utf-8") + "  - id: A49\n    text: Something that nothing answers.\n", encoding="utf-8")
    plain, strict = run(project, "check"), run(project, "check", "--coverage")
    assert (plain.returncode, strict.returncode) == (0, 1)
    assert "note: Nothing covers requirement A49 yet.\n    It asks: Something that nothing answers.\n" in strict.stdout


def test_format_github_puts_each_problem_on_one_line_with_its_place(check, once):
    code, printed = check(CASES / "bad" / "misspelt-name", "questions.yml", "--format", "github")
    assert code == 1
    assert printed.startswith('::error file=questions.yml,line=4,col=5::The name "topci" does not belong here. Did you mean "topic"?\n')


def test_format_github_escapes_what_would_end_the_command():
    problem = Problem("a,b:c%.yml", 1, 2, "100 %\r\nmore::", "do", "note")
    assert problem.as_github() == "::notice file=a%2Cb%3Ac%25.yml,line=1,col=2::100 %25%0D%0Amore:: do"


# In the project itself, not beside it


@pytest.fixture
def project(tmp_path) -> Path:
    """A copy of what `check` reads, with its own macros."""
    for name in ("data", "content", "macros"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def run(folder: Path, *arguments: str, **changes: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1", **changes}
    return subprocess.run([sys.executable, "-m", "macros", *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8", errors="replace")


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_file_that_cannot_be_read_is_told_once_and_not_by_all_that_refer_to_it(project):
    spoil(project / "data" / "vocabulary.yml", "  - id: goals", "\t- id: goals")
    spoil(project / "data" / "channels.yml", "title: ", "title: @")
    found = pipeline.open_toolkit(project)
    assert [problem.file for problem in found.problems] == ["data/channels.yml", "data/vocabulary.yml"]
    assert found.notes == []


def test_a_file_that_is_missing_is_told(project):
    (project / "data" / "probes.yml").unlink()
    assert [problem.as_text() for problem in pipeline.open_toolkit(project).problems] == ["data/probes.yml:1:1: This file is missing.\n    Put it back."]


def test_a_list_that_is_missing_from_the_vocabulary_is_told_once(project):
    spoil(project / "data" / "vocabulary.yml", "- id: topics", "- id: topic")
    assert [problem.what for problem in pipeline.open_toolkit(project).problems] == ['The list "topics" is missing from the vocabulary.']


def test_a_label_that_a_component_needs_is_told_when_it_is_missing(project):
    spoil(project / "data" / "labels.yml", "- id: map-name", "- id: map-nam")
    assert [problem.what for problem in pipeline.open_toolkit(project).problems] == ['The label "map-name" is missing.']


def test_a_page_that_others_link_to_is_told_when_it_is_missing(project):
    for name in ("sheets/day-before.md", "five-ps/patient.md"):
        (project / "content" / name).unlink()
    for verb in ("check", "build"):
        done = run(project, verb)
        assert done.returncode == 1
        assert "content/sheets/day-before.md:1:1: This page is missing.\n    Write it with: python3 run.py stubs\n" in done.stdout
        assert "content/five-ps/patient.md:1:1: This page is missing.\n    Write it; other pages link to it.\n" in done.stdout
    assert "wrote content/sheets/day-before.md" in run(project, "stubs").stdout


def test_files_that_computers_leave_about_are_passed_over(project):
    for name in (".DS_Store", "questions/.culture.yml.swp", "questions/culture.yml~", "Thumbs.db"):
        (project / "data" / name).write_bytes(b"\0\1\2")
    assert pipeline.open_toolkit(project).problems == []


def test_a_file_of_another_kind_in_data_is_told(project):
    (project / "data" / "probes.yaml").write_text("probes:\n", encoding="utf-8")
    (project / "data" / "recipes.yml").write_text("recipes:\n", encoding="utf-8")
    told = [problem.as_text().split("\n")[0] for problem in pipeline.open_toolkit(project).problems]
    assert told == ["data/probes.yaml:1:1: Data files end in .yml, this one in .yaml.", 'data/recipes.yml:1:1: There is no kind of data called "recipes".']


def test_check_keeps_the_lists_of_the_editors_fresh_but_not_while_something_is_wrong(project):
    lists, probes = project / "data" / "schemas" / "lists.json", project / "data" / "probes.yml"
    good = probes.read_text(encoding="utf-8")
    for text, code, kept in ((good + "\n  - id: and-then\n    text: And then?\n    where: now\n", 1, False), (good + "\n  - id: and-then\n    text: And then?\n    when: After a story\n", 0, True)):
        probes.write_text(text, encoding="utf-8")
        assert run(project, "check").returncode == code
        assert (b"and-then" in lists.read_bytes()) == kept


# The world it runs in


def test_a_terminal_without_unicode_gets_what_it_can_show(project):
    spoil(project / "data" / "glossary.yml", "title: coffee chat", "title: “coffee”: chat")
    done = run(project, "check", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stdout.startswith("data/glossary.yml:4:20: Curly quotation marks") and done.stdout.isascii()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
def test_a_file_name_that_is_not_utf_8_does_no_harm(project):
    name = os.fsdecode(b"caf\xe9.yml")
    (project / name).write_text("glossary:\n", encoding="utf-8")
    done = run(project, "check", name)
    assert done.returncode == 1 and done.stdout and "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX pipe")
def test_a_reader_that_goes_away_does_no_harm(project):
    for path in (project / "data").rglob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace("id:", "di:"), encoding="utf-8")
    done = subprocess.run(f'"{sys.executable}" -m macros check | head -n 1', shell=True, cwd=project, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(project)})
    assert done.stdout.count("\n") == 1 and "Traceback" not in done.stderr and "BrokenPipe" not in done.stderr


def test_stopping_it_by_hand_prints_no_traceback(monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "open_toolkit", stop)
    assert __main__.run(["check"]) == 130


def test_the_recipe_for_a_new_question_gives_a_valid_question(tmp_path):
    """What the staff page shows as an example must pass the checker it describes."""
    page = (ROOT / "content" / "staff" / "change-the-data.md").read_text(encoding="utf-8")
    [entry] = re.findall(r"```\n(  - id: .*?)```", page, re.S)
    (tmp_path / "questions.yml").write_text(f"questions:\n{entry}", encoding="utf-8")
    assert pipeline.check_paths(ROOT, [str(tmp_path / "questions.yml")]) == ([], [])


def test_a_broken_or_missing_schema_is_told_like_any_fault(tmp_path):
    """Nobody should touch data/schemas; who does still gets a line, not a traceback."""
    for name in ("content", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "data" / "schemas" / "slots.json").unlink()
    (tmp_path / "data" / "schemas" / "page.json").write_text("{\n", encoding="utf-8")
    toolkit = pipeline.open_toolkit(tmp_path)
    assert [(problem.file, problem.line) for problem in toolkit.problems] == [("data/schemas/page.json", 2), ("data/schemas/slots.json", 1)]
