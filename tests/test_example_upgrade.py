"""The example edition lives through a release: a renamed id, a changed text under an override, a question taken out. All is told, nothing is lost."""

import re
import shutil
from pathlib import Path

import pytest

from macros.edition import commands
from macros.edition.compose import TAKEN
from macros.edition.settings import release_of
from tests.machine import ROOT

GONE = """
  - id: old-question
    text: What do you remember of your first day?
    topic: day-to-day
    part: day
    goals: [explore]
    audiences: [any]
    depth: 1
    risk: 0
    minutes: 2
    probes: [an-example]
"""
RETIRED = """# yaml-language-server: $schema=schemas/retired.json
retired:
  - id: questions
    items:
      - id: old-question
        text: Two questions asked the same.
        instead: first-month
"""
OURS = """  change:
    old-question:
      text: What do you remember of your first day at Wrenfield?
"""


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} holds no {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def releases(tmp_path_factory) -> tuple[Path, Path]:
    """A made-up release 0.0.9 with the example edition as it was written for it, and the release of today without any edition."""
    folder = tmp_path_factory.mktemp("releases")
    old, new = folder / "old", folder / "new"
    for kit in (old, new):
        kit.mkdir()
        for part in TAKEN:
            (shutil.copytree if (ROOT / part).is_dir() else shutil.copyfile)(ROOT / part, kit / part)
    shutil.copytree(ROOT / "editions" / "wrenfield", old / "editions" / "wrenfield")
    for path in [*(old / "data").rglob("*.yml"), *(old / "data" / "schemas").glob("*.json"), *(old / "content").rglob("*.md"), *(old / "editions").rglob("*.yml")]:
        text = path.read_text(encoding="utf-8")
        if re.search(r"\bfirst-month\b", text):
            path.write_text(re.sub(r"\bfirst-month\b", "first-weeks", text), encoding="utf-8")
    with (old / "data" / "questions" / "day-to-day.yml").open("a", encoding="utf-8") as file:
        file.write(GONE)
    edit(old / "data" / "messages" / "first-messages.yml", '"From [my-school] to [their-field]"', '"A question from [my-school] about [their-field]"')
    version = release_of(ROOT)
    edit(old / "pyproject.toml", f'version = "{version}"', 'version = "0.0.9"')
    edition = old / "editions" / "wrenfield"
    edit(edition / "edition.yml", f'release: "{version}"', 'release: "0.0.9"')
    (edition / "was.json").unlink()  # today's release wrote it
    edit(edition / "data" / "questions.yml", "  change:\n", OURS)
    edit(new / "data" / "questions" / "day-to-day.yml", "  - id: first-month\n", "  - id: first-month\n    renamed_from: [first-weeks]\n")
    (new / "data" / "retired.yml").write_text(RETIRED, encoding="utf-8")
    return old, new


def run(kit: Path, *arguments: str) -> int:
    return commands.edition(kit, type("Options", (), {"rest": list(arguments)}))


def test_the_example_lives_through_a_release(releases, capfd):
    old, new = releases
    assert run(old, "update", "wrenfield") == 0, capfd.readouterr()
    assert "Written down in" in capfd.readouterr().out
    shutil.copytree(old / "editions", new / "editions")
    before = {path: path.read_bytes() for path in (new / "editions").rglob("*") if path.is_file()}

    assert run(new, "update", "wrenfield", "--look") == 0
    told = capfd.readouterr().out
    assert f"from release 0.0.9 to {release_of(ROOT)}." in told and "questions: 0 new, 1 gone\n  - old-question" in told
    assert '"first-weeks" is now called "first-month".' in told
    assert '"old-question" is no longer part of the kit: Two questions asked the same.' in told
    assert 'The kit changed "subject" of "alum" since you wrote yours: "A question from [my-school] about [their-field]" is now "From [my-school] to [their-field]".' in told
    assert {path: path.read_bytes() for path in before} == before, "looking writes nothing"

    assert run(new, "build", "wrenfield") == 0
    site = new / "build" / "wrenfield" / "site"
    bank = (site / "questions" / "all" / "index.html").read_text(encoding="utf-8")
    assert "What was your first month out of Wrenfield like?" in bank and bank.count("wrenfield-placement-year") > 0 and "first day at Wrenfield" not in bank
    message = (site / "messages" / "alum" / "index.html").read_text(encoding="utf-8")
    assert "student asks about" in message, "their own subject stays"

    assert run(new, "update", "wrenfield") == 0
    capfd.readouterr()
    assert run(new, "update", "wrenfield", "--look") == 0
    again = capfd.readouterr().out
    assert "since you" not in again and "No entries are new or gone." in again and '"first-weeks" is now called "first-month".' in again
    changed = [path.name for path, text in before.items() if path.read_bytes() != text]
    assert sorted(changed) == ["edition.yml", "was.json"]
