"""What `check` says of a whole project: missing files, spoilt files, and what the machine around it does."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros import __main__, commands
from macros import toolkit as pipeline
from tests.machine import ROOT


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


def test_a_broken_or_missing_schema_is_told_like_any_fault(tmp_path):
    """Nobody should touch data/schemas; who does still gets a line, not a traceback."""
    for name in ("content", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "data" / "schemas" / "slots.json").unlink()
    (tmp_path / "data" / "schemas" / "page.json").write_text("{\n", encoding="utf-8")
    toolkit = pipeline.open_toolkit(tmp_path)
    assert [(problem.file, problem.line) for problem in toolkit.problems] == [("data/schemas/page.json", 2), ("data/schemas/slots.json", 1)]


def test_the_reading_report_stands_beside_the_check_and_not_in_its_place(project):
    done = run(project, "check", "--reading")
    assert done.returncode == 0 and "Lessons: median grade" in done.stdout and "Nothing to mend" in done.stderr
    glossary = project / "data" / "glossary.yml"
    glossary.write_text(glossary.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    done = run(project, "check", "--reading")
    assert done.returncode == 1 and 'Did you mean "title"?' in done.stdout and "Lessons: median grade" in done.stdout


def test_coverage_fails_only_while_a_requirement_has_no_home(project, capsys):
    assert run(project, "check", "--coverage").returncode == 0
    requirements = project / "data" / "requirements.yml"
    requirements.write_text(requirements.read_text(encoding="utf-8") + "  - id: A49\n    text: Something that nothing answers.\n", encoding="utf-8")
    plain, strict = run(project, "check"), run(project, "check", "--coverage")
    assert (plain.returncode, strict.returncode) == (0, 1)
    assert "note: Nothing covers requirement A49 yet.\n    It asks: Something that nothing answers.\n" in strict.stdout
