"""What composing an edition writes: a complete ordinary project in build/<id>/ with its site, whole or not at all."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from mkdocs.config import load_config

from macros import __main__
from macros.edition import compose as composing
from macros.edition.anchors import EXTENSIONS
from macros.edition.compose import build, compose
from macros.edition.serving import refresh, stamp
from macros.toolkit import open_toolkit
from tests.edition_cases import check, write
from tests.machine import ROOT

FILES = {
    "edition.yml": 'name: "Leeds: coffee & chats"\ntagline: One talk.\nrelease: "0.1.0"\nbrand: "#A51C30"\nlogo: logo.svg\ntalk_to_a_person: Drop in at the desk.\nfoot: Leeds\nlinks:\n  alumni: https://alumni.example.edu/\ncontacts:\n  - name: Careers desk\n    email: careers@example.edu\n',
    "logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>\n',
    "data/questions.yml": "questions:\n  hide: [next-step-in-my-place]\n  change:\n    first-month:\n      text: What was your first month in Leeds like?\n  add:\n    - id: leeds-first\n      text: What did Leeds teach you that you still use?\n      topic: advice\n      part: advice\n      goals: [explore]\n      audiences: [any]\n      depth: 1\n      risk: 0\n      minutes: 2\n      probes: [say-more]\n  order: [leeds-first]\n",
    "data/worksheets.yml": "worksheets:\n  hide: [host-card]\n",
    "data/checklists.yml": "checklists:\n  add:\n    - id: leeds-visit\n      title: Before you visit\n      text: Three things to do first.\n      stage: prepare\n      scope: me\n      ps: [prepared]\n      pages: 1\n      next: Go.\n      items:\n        - {id: card, text: Pack your card.}\n        - {id: map, text: Look at the map.}\n        - {id: call, text: Call if you are late.}\n",
    "content/about/our-office.md": "---\ntitle: Our office\ndescription: Where to find us.\n---\n\n# Our office\n\n![The door](door.png)\n\n[The list](../sheets/leeds-visit.md) and [the card](../sheets/host-card.md)\n",
    "content/about/door.png": "GIF89a",
}


@pytest.fixture(scope="module")
def edition(tmp_path_factory) -> Path:
    """An edition called leeds that uses every verb."""
    return write(tmp_path_factory.mktemp("editions") / "leeds", FILES)


@pytest.fixture(scope="module")
def project(edition, tmp_path_factory) -> Path:
    """The composed project with its site, built by MkDocs strictly."""
    target = tmp_path_factory.mktemp("build") / "leeds"
    before = fingerprint(ROOT)
    assert build(check(edition), target) > 150
    assert fingerprint(ROOT) == before, "the kit is only read"
    return target


def fingerprint(root: Path) -> str:
    files = [path for name in ("content", "mkdocs.yml", "run.py") for path in [root / name, *(root / name).rglob("*")] if path.is_file()]
    return hashlib.sha256(b"".join(path.as_posix().encode() + path.read_bytes() for path in sorted(files))).hexdigest()


def page(project: Path, address: str) -> str:
    return (project / "site" / address / "index.html").read_text(encoding="utf-8")


def test_the_composed_project_is_clean_and_complete_by_itself(project):
    toolkit = open_toolkit(project)
    assert [problem.as_text() for problem in toolkit.problems] == []
    assert toolkit.kit.questions["first-month"].text == "What was your first month in Leeds like?"
    done = subprocess.run([sys.executable, "-m", "macros", "check", "data"], cwd=project, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(project)})
    assert done.returncode == 0, done.stdout


def test_what_was_added_and_changed_is_on_the_pages_and_what_was_hidden_is_nowhere(project):
    bank = page(project, "questions/all")
    assert "What did Leeds teach you" in bank and "first month in Leeds" in bank and "what would you do next, if you were in my place" not in bank.lower()
    assert "Pack your card." in page(project, "sheets/leeds-visit") and not (project / "site" / "sheets" / "host-card").exists()
    named = [path.relative_to(project).as_posix() for path in (project / "site").rglob("*.html") if "host-card" in path.read_text(encoding="utf-8")]
    assert named == [] and "sheets/host-card" not in (project / "site" / "search" / "search_index.json").read_text(encoding="utf-8")
    assert list(open_toolkit(project).kit.questions)[0] == "leeds-first"


def test_settings_are_in_the_frame_and_the_colour_in_a_style_sheet_of_its_own(project):
    config = yaml.load((project / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", ""), yaml.SafeLoader)
    assert (config["site_name"], config["extra"]["site_id"], config["extra"]["wording"]) == ("Leeds: coffee & chats", "leeds", "notes")
    brand = config["extra"]["centre"]
    assert brand["brand"] == "#A51C30" and brand["links"]["alumni"] == "https://alumni.example.edu/" and brand["links"]["events"] == "" and brand["contacts"][0]["name"] == "Careers desk"
    assert (project / "site" / brand["logo"]).read_text(encoding="utf-8") == FILES["logo.svg"]
    style = (project / "site" / "assets" / "css" / "edition.css").read_text(encoding="utf-8")
    assert style.count("--brand: #A51C30") == 1 and style.count(f"--brand: {brand['brand_dark']}") == 2
    assert "assets/css/edition.css" in page(project, "") and "Leeds: coffee &amp; chats" in page(project, "") and "Drop in at the desk." in page(project, "stuck")


def test_own_pages_stand_at_the_foot_of_every_page_with_their_files(project):
    assert 'about/our-office/">Our office</a>' in page(project, "questions")
    assert (project / "site" / "about" / "door.png").exists()
    assert "the card" in page(project, "about/our-office")


def test_provenance_says_who_wrote_what(project):
    told = json.loads((project / "provenance.json").read_text(encoding="utf-8"))
    assert told["entries"]["questions"] == {"leeds-first": {"*": "leeds"}, "first-month": {"text": "leeds"}}
    assert told["hidden"] == {"questions": {"next-step-in-my-place": "leeds"}, "worksheets": {"host-card": "leeds"}}
    assert told["pages"]["about/our-office.md"] == {"layer": "leeds", "replaces": False} and told["left_out"] == ["sheets/host-card.md"]
    assert (told["edition"], told["layers"], told["release"]) == ("leeds", ["leeds"], "0.1.0")


def test_every_page_carries_its_policy(project):
    assert all("Content-Security-Policy" in path.read_text(encoding="utf-8") for path in (project / "site").rglob("*.html"))


def test_when_the_site_cannot_be_built_what_was_there_stays(edition, tmp_path, monkeypatch):
    target = tmp_path / "leeds"
    (target / "site").mkdir(parents=True)
    (target / "site" / "index.html").write_text("the last good one", encoding="utf-8")
    monkeypatch.setattr(composing.subprocess, "run", lambda *_args, **_more: subprocess.CompletedProcess([], 1, ""))
    with pytest.raises(composing.NotBuilt):
        build(check(edition), target)
    assert (target / "site" / "index.html").read_text(encoding="utf-8") == "the last good one"
    assert [path.name for path in tmp_path.iterdir()] == ["leeds"]


def test_a_warning_of_mkdocs_stops_the_build_and_is_shown_without_its_small_talk(tmp_path, capfd):
    office = "---\ntitle: Our office\ndescription: Where to find us.\n---\n\n# Our office\n"
    folder = write(tmp_path / "leeds", {"content/about/our-office.md": office})
    checked = check(folder)
    write(folder, {"content/about/our-office.md": f"{office}\n[A place](../sheets/my-question.md#nothing)\n"})  # which a check would tell
    with pytest.raises(composing.NotBuilt):
        build(checked, tmp_path / "built")
    told = capfd.readouterr().err
    assert "WARNING" in told and "does not contain an anchor '#nothing'" in told and "INFO" not in told
    assert not (tmp_path / "built").exists()


def test_links_of_the_kit_into_a_page_that_lost_the_place_lead_to_the_page(tmp_path):
    plain = "---\ntitle: Myths\ndescription: What people say.\n---\n\n# Myths\n\nNone here.\n"
    compose(check(write(tmp_path / "leeds", {"content/stuck/myths.md": plain})), tmp_path / "built")
    home = (tmp_path / "built" / "content" / "index.md").read_text(encoding="utf-8")
    assert "](stuck/myths.md)" in home and "myths.md#" not in home and home.replace("](stuck/myths.md)", "](stuck/myths.md#myth-asking-bothers-people)") == (ROOT / "content" / "index.md").read_text(encoding="utf-8")


def test_two_editions_laid_over_one_another_keep_the_last_word(tmp_path, monkeypatch):
    write(tmp_path / "low", {"data/questions.yml": "questions:\n  change:\n    first-month:\n      text: What did you do first here?\n      why: A low reason.\n  hide: [unwritten-rules]\n"})
    top = write(tmp_path / "top", {"edition.yml": 'name: Top\nrelease: "0.1.0"\nlayers: [low]\n', "data/questions.yml": "questions:\n  change:\n    first-month:\n      text: What did you do at the very first?\n"})
    monkeypatch.setattr("macros.edition.layers.find", lambda _root, name: tmp_path / name)
    checked = check(top)
    told = composing.provenance_of(checked)
    assert checked.problems == [] and checked.toolkit.kit.questions["first-month"].text == "What did you do at the very first?"
    assert checked.toolkit.kit.questions["first-month"].why == "A low reason." and "unwritten-rules" not in checked.toolkit.kit.questions
    assert told["entries"]["questions"]["first-month"] == {"text": "top", "why": "low"} and told["hidden"]["questions"] == {"unwritten-rules": "low"}


def test_a_layer_that_stands_on_itself_is_told(tmp_path, monkeypatch):
    write(tmp_path / "low", {"edition.yml": 'name: Low\nrelease: "0.1.0"\nlayers: [top]\n'})
    top = write(tmp_path / "top", {"edition.yml": 'name: Top\nrelease: "0.1.0"\nlayers: [low]\n'})
    monkeypatch.setattr("macros.edition.layers.find", lambda _root, name: tmp_path / name)
    assert [problem.what for problem in check(top).problems] == ['The layer "top" would be laid over itself.']


def test_a_preview_is_brought_up_to_date_file_by_file(edition, tmp_path):
    folder = shutil.copytree(edition, tmp_path / "leeds")
    target = tmp_path / "preview"
    compose(check(folder), target)
    times = {path: path.stat().st_mtime_ns for path in target.rglob("*") if path.is_file()}
    seen = stamp(ROOT, folder)
    (folder / "data" / "worksheets.yml").unlink()
    (folder / "content" / "about" / "our-office.md").unlink()
    assert stamp(ROOT, folder) != seen
    refresh(check(folder), target)
    touched = {path.relative_to(target).as_posix() for path, time in times.items() if not path.exists() or path.stat().st_mtime_ns != time}
    assert (target / "content" / "sheets" / "host-card.md").is_file() and not (target / "content" / "about" / "our-office.md").exists()
    assert "content/about/our-office.md" in touched and "content/index.md" not in touched and len(touched) < 12


def test_the_command_line_knows_the_verb():
    assert __main__.VERBS["edition"][1] == "edition.commands.edition"


def test_the_places_of_a_page_are_found_with_the_extensions_that_the_site_is_built_with():
    assert list(EXTENSIONS) == load_config(str(ROOT / "mkdocs.yml")).markdown_extensions
