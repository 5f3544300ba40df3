"""A new release under an edition: a renamed id, a changed text, a question taken out. Nothing of the edition is lost, and all is told."""

import json
import shutil
from pathlib import Path

import pytest

from macros.edition import commands
from macros.edition.check import check_edition
from macros.edition.drift import news, remember
from macros.edition.folder import read_edition
from macros.toolkit import open_toolkit
from tests.edition_cases import write
from tests.machine import ROOT

OLD = {
    "edition.yml": '# Ours.\nname: Leeds\nrelease: "0.0.9"\n',
    "data/questions.yml": "# Our words.\nquestions:\n  change:\n    first-weeks:\n      text: What were your first weeks in Leeds like?\n    unwritten-rules:\n      text: Which rules does nobody write down here?\n    old-question:\n      depth: 3\n  hide: [older-question]\n  order: [first-weeks]\n",
    "content/stuck/myths.md": "---\ntitle: Myths\ndescription: Ours.\n---\n\n# Myths\n",
    "content/about/us.md": '---\ntitle: Us\ndescription: Who we are.\n---\n\n# Us\n\n[Old list](../sheets/day-ahead.md)\n\n{{ checklist("day-ahead") }}\n',
}


@pytest.fixture
def kit(tmp_path) -> Path:
    """The new release: first-weeks is called first-month, day-ahead is day-before, unwritten-rules has other words, two questions are gone."""
    for name in ("data", "content", "macros", "site_overrides"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    edit(tmp_path / "data" / "questions" / "day-to-day.yml", "  - id: first-month\n", "  - id: first-month\n    renamed_from: [first-weeks]\n")
    edit(tmp_path / "data" / "checklists" / "day-before.yml", "  - id: day-before\n", "  - id: day-before\n    renamed_from: [day-ahead]\n")
    (tmp_path / "data" / "retired.yml").write_text('# yaml-language-server: $schema=schemas/retired.json\nretired:\n  - id: questions\n    items:\n      - id: old-question\n        text: Two questions asked the same.\n        instead: unwritten-rules\n      - id: older-question\n        text: Nobody chose it.\n', encoding="utf-8")
    write(tmp_path / "editions" / "leeds", OLD)
    was = {"release": "0.0.9", "entries": {"questions": {"first-weeks": {"text": {"hash": "0", "words": "How were your first weeks?"}}, "unwritten-rules": {"text": {"hash": "1", "words": "Which rules are not written?"}}}}, "pages": {"stuck/myths.md": "2"}, "ids": {"questions": ["first-weeks", "unwritten-rules", "old-question"]}}
    (tmp_path / "editions" / "leeds" / "was.json").write_text(json.dumps(was), encoding="utf-8")
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def run(kit: Path, *arguments: str) -> int:
    return commands.edition(kit, type("Options", (), {"rest": list(arguments)}))


def test_nothing_is_lost_and_all_is_told(kit, capsys):
    checked = check_edition(kit, kit / "editions" / "leeds")
    assert [problem.as_text() for problem in checked.problems] == []
    merged = checked.toolkit.kit
    assert merged.questions["first-month"].text == "What were your first weeks in Leeds like?" and next(iter(merged.questions)) == "first-month"
    assert merged.questions["unwritten-rules"].text == "Which rules does nobody write down here?"
    assert '{{ checklist("day-before") }}' in checked.texts["about/us.md"] and "[Old list](../sheets/day-before.md)" in checked.texts["about/us.md"]
    told = {(note.file.rpartition("leeds/")[2], note.line): note.what for note in checked.notes}
    assert told[("data/questions.yml", 4)] == '"first-weeks" is now called "first-month".'
    assert told[("data/questions.yml", 5)].startswith('The kit changed "text" of "first-month" since you wrote yours: "How were your first weeks?" is now "What was your first month')
    assert told[("data/questions.yml", 7)].startswith('The kit changed "text" of "unwritten-rules"')
    assert told[("data/questions.yml", 8)] == '"old-question" is no longer part of the kit: Two questions asked the same.'
    assert told[("data/questions.yml", 10)] == '"older-question" is no longer part of the kit: Nobody chose it.'
    assert told[("content/stuck/myths.md", 1)].startswith(("The kit changed its own page", "This page takes the place"))
    assert told[("edition.yml", 3)].startswith("This edition was last looked over with release 0.0.9")


def test_update_shows_it_once_writes_down_that_it_was_seen_and_touches_nothing_else(kit, capsys):
    folder = kit / "editions" / "leeds"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert run(kit, "update", "leeds", "--look") == 0
    shown = capsys.readouterr().out
    assert "from release 0.0.9 to 0.1.0" in shown and "since you wrote yours" in shown and " new, 1 gone" in shown and "\n  - old-question" in shown
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert run(kit, "update", "leeds") == 0
    changed = [path.name for path in folder.rglob("*") if path.is_file() and path.read_bytes() != before.get(path)]
    assert sorted(changed) == ["edition.yml", "was.json"]
    assert (folder / "edition.yml").read_text(encoding="utf-8") == '# Ours.\nname: Leeds\nrelease: "0.1.0"\n'
    capsys.readouterr()
    assert run(kit, "update", "leeds") == 0
    again = capsys.readouterr().out
    assert "since you" not in again and " new, " not in again


def test_what_is_counted_is_what_is_shown_and_the_command_names_the_edition(kit, capsys):
    assert run(kit, "update", "leeds", "--look") == 0
    printed = capsys.readouterr()
    shown = printed.out.count(": note: ")
    assert shown >= 5 and printed.err == f"editions/leeds: Nothing to mend, {shown} notes.\n"
    assert printed.out.count("you looked: python3 run.py edition update leeds\n") == printed.out.count("since you ") == 3


def test_without_was_json_silence_is_no_good_news(kit, capsys):
    was = kit / "editions" / "leeds" / "was.json"
    was.unlink()
    words = "There is no was.json in editions/leeds, so what changed under your words cannot be told. If your old folder has one, copy it here."
    assert run(kit, "update", "leeds", "--look") == 0
    shown = capsys.readouterr().out
    assert words in shown and "new or gone" not in shown and not was.exists()
    write(kit / "editions" / "york", {"content/about/us.md": OLD["content/about/us.md"]})
    assert run(kit, "update", "york") == 0 and "was.json, so" not in capsys.readouterr().out
    assert run(kit, "update", "york") == 0 and "\nNo entries are new or gone.\n" in capsys.readouterr().out


def test_what_was_written_down_can_be_anything(kit, capsys):
    base = open_toolkit(kit)
    parts = ('"entries": 3, "pages": [], "ids": {"questions": 4}', '"entries": {"questions": {"first-month": 3, "unwritten-rules": {"text": 5}}}', '"entries": {"questions": []}', '"entries": {"questions": {"first-month": [1]}}', '"ids": {"questions": [1, []]}, "pages": {"stuck/myths.md": []}')
    whole = [f'{{"release": "0.0.9", {part}}}' for part in parts]
    for text in ("", "[]", "[" * 5000, "\x00", '{"release": 9}', '{"release": "0.0.9", "x": "\\ud83d"}', *whole):
        (kit / "editions" / "leeds" / "was.json").write_text(text, encoding="utf-8")
        checked = check_edition(kit, kit / "editions" / "leeds", base)
        assert checked.problems == []
        assert any(note.file.endswith("was.json") for note in checked.notes) == (text not in whole)
        assert remember(checked.edition, base) and [*news(checked.edition, base)] == []
        assert json.loads((kit / "editions" / "leeds" / "was.json").read_text(encoding="utf-8"))["entries"]["questions"].keys() == {"first-month", "unwritten-rules"}


def test_what_was_written_down_and_cannot_be_read_is_told_and_kept(kit, capsys):
    damaged = b'{\n<<<<<<< HEAD\n "release": "0.0.9"\n=======\n \xff}'
    was = kit / "editions" / "leeds" / "was.json"
    was.write_bytes(damaged)
    told = "editions/leeds/was.json:1:1: note: This file cannot be read, so what changed under your words cannot be told.\n    Put a whole copy in its place. Otherwise the next build or update begins it anew, and keeps this one as was.json~.\n"
    for command in (["check", "leeds"], ["update", "leeds", "--look"]):
        assert run(kit, *command) == 0 and told in capsys.readouterr().out and was.read_bytes() == damaged
    assert run(kit, "update", "leeds") == 0 and told in capsys.readouterr().out
    assert was.with_name("was.json~").read_bytes() == damaged and json.loads(was.read_text(encoding="utf-8"))["release"] == "0.1.0"
    assert run(kit, "check", "leeds") == 0 and "was.json" not in capsys.readouterr().out


def test_what_stops_an_update_and_what_does_not(kit, capsys):
    was = kit / "editions" / "leeds" / "was.json"
    whole = was.read_bytes()
    was.write_bytes(b"\xef\xbb\xbf" + whole)  # as Notepad saves it
    assert run(kit, "check", "leeds") == 0 and capsys.readouterr().out.count("since you ") == 3
    was.write_text('{"release": "9.9.9"}', encoding="utf-8")
    assert run(kit, "update", "leeds") == 1
    assert capsys.readouterr().out == "editions/leeds/was.json:1:1: This file was written by a newer kit (9.9.9); the kit here is 0.1.0.\n    Take that kit. To stay with this one, delete this file.\n"
    assert was.read_text(encoding="utf-8") == '{"release": "9.9.9"}'
    was.unlink()
    was.mkdir()
    assert run(kit, "update", "leeds") == 1
    assert capsys.readouterr().out == "editions/leeds/was.json:1:1: This is a folder, or a file that this computer does not let you open.\n    Move it away. The next build writes a new one.\n"


ONLY_THE_LINE = "Nothing of yours was changed but the line release: in edition.yml."


@pytest.mark.parametrize(("written", "after", "said"), [
    ('name: Leeds\nrelease: "0.0.9"  # looked over by Jo\n', 'name: Leeds\nrelease: "0.1.0"  # looked over by Jo\n', ONLY_THE_LINE),
    ("  name: Leeds\r\n  release: 0.0.9\r\n", '  name: Leeds\r\n  release: "0.1.0"\r\n', ONLY_THE_LINE),
    ("name: Leeds\nrelease : '0.0.9'\n", 'name: Leeds\nrelease : "0.1.0"\n', ONLY_THE_LINE),
    ('\ufeff"release": "0.0.9"\n"name": Leeds\n', '\ufeff"release": "0.1.0"\n"name": Leeds\n', ONLY_THE_LINE),
    ('{"name": "Leeds", "release": "0.0.9"}\n', '{"name": "Leeds", "release": "0.1.0"}\n', ONLY_THE_LINE),
    ("name: Leeds\nrelease: |-\n  0.0.9\n", "name: Leeds\nrelease: |-\n  0.0.9\n", 'Now change edition.yml yourself: release: "0.1.0"'),
    ('name: Leeds\nrelease: "0.1.0"\n', 'name: Leeds\nrelease: "0.1.0"\n', "Nothing of yours was changed."),
])  # fmt: skip
def test_the_release_is_written_where_it_stands_and_what_is_said_of_it_is_true(written, after, said, tmp_path):
    settings = write(tmp_path / "leeds", {}) / "edition.yml"
    settings.write_bytes(written.encode("utf-8"))
    edition = read_edition(settings.parent, ROOT)
    assert [problem for problem in edition.problems if problem.level == "problem"] == []
    assert commands.release_written(edition, "0.1.0") == said
    assert settings.read_bytes().decode("utf-8") == after


def test_an_id_of_an_older_release_is_never_used_again(kit):
    edit(kit / "data" / "questions" / "advice.yml", "id: next-step-in-my-place", "id: old-question")
    checked = check_edition(kit, kit / "editions" / "leeds")
    assert 'The id "old-question" belonged to an entry of an older release, and an id is never used again.' in [problem.what for problem in checked.problems]
