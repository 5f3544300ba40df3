"""The road without a terminal: the template's workflow is valid, asks for little, and its lines do what they say, up to what only GitHub can do."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from macros.edition.compose import TAKEN
from macros.edition.new import new_edition
from tests.edition_cases import check
from tests.machine import ROOT, hidden_pango

TEMPLATE = ROOT / "template"
WORKFLOW = TEMPLATE / ".github" / "workflows" / "site.yml"
HERE = "kit-9.9.9"


class _Loader(yaml.SafeLoader):
    """As GitHub reads: `on` is a word."""


_Loader.yaml_implicit_resolvers = {first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:bool" or first not in "oO"] for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()}


@pytest.fixture(scope="module")
def workflow() -> dict:
    return yaml.load(WORKFLOW.read_text(encoding="utf-8"), _Loader)


def test_the_workflow_fits_githubs_schema(workflow):
    schema = json.loads((ROOT / "tests" / "schemas" / "github-workflow.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(workflow)] == []
    assert [*Draft7Validator(schema).iter_errors(workflow | {"jobs": {"build": {"steps": []}}})] != []


def test_the_workflow_may_do_little_and_fetches_nothing_unpinned(workflow):
    text = WORKFLOW.read_text(encoding="utf-8")
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert [*workflow["on"]] == ["push", "pull_request", "workflow_dispatch"]
    assert not re.search(r"secrets|token:|schedule", text.replace("id-token: write", ""))
    assert all(job["timeout-minutes"] <= 20 and job["runs-on"] == "ubuntu-24.04" for job in workflow["jobs"].values()) and workflow["concurrency"]
    uses = re.findall(r"uses: (.*)", text)
    assert len(uses) == 4 and all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use) for use in uses)
    assert "http" not in (TEMPLATE / "kit.txt").read_text(encoding="utf-8") + text.replace("https://$host/", ""), "no address is made up"


def test_the_handbook_shows_the_whole_workflow():
    assert f"```\n{WORKFLOW.read_text(encoding='utf-8')}```" in (ROOT / "content" / "staff" / "publish.md").read_text(encoding="utf-8")


def test_the_templates_edition_is_what_the_command_would_make(tmp_path):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "data").symlink_to(ROOT / "data")
    made = new_edition(tmp_path, "my-centre", {"name": "My Centre Coffee Chat Kit"})
    there = TEMPLATE / "editions" / "my-centre"
    assert {path.relative_to(there): path.read_text() for path in there.rglob("*") if path.is_file()} == {path.relative_to(made): path.read_text() for path in made.rglob("*") if path.is_file()}


def archive(folder: Path, name: str, changes: dict[str, tuple[str, str]] = {}) -> str:
    """Packs the kit as a release does. changes: file -> (words, words in their place). Returns its line of kit.txt."""
    kit = folder / f"{name}-files"
    kit.mkdir()
    for part in TAKEN:
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copyfile)(ROOT / part, kit / part, **({"ignore": shutil.ignore_patterns("__pycache__")} if (ROOT / part).is_dir() else {}))
    for file, (old, new) in changes.items():
        text = (kit / file).read_text(encoding="utf-8")
        assert old in text
        (kit / file).write_text(text.replace(old, new), encoding="utf-8")
    packed = folder / f"{name}.tar.gz"
    with tarfile.open(packed, "w:gz") as tar:
        tar.add(kit, name)
    return f"{packed.as_uri()} {hashlib.sha256(packed.read_bytes()).hexdigest()}\n"


@pytest.fixture(scope="module")
def releases(tmp_path_factory) -> tuple[str, str]:
    """The line of kit.txt for the kit as it is, and for an older one with another number and another subject of a message."""
    folder = tmp_path_factory.mktemp("releases")
    version = re.search(r'^version = "(.*)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.M)[1]
    older = {"pyproject.toml": (f'version = "{version}"', 'version = "0.0.1"'), "data/messages/first-messages.yml": ('"From [my-school] to [their-field]"', '"A question from [my-school] about [their-field]"')}
    return archive(folder, "kit-now"), archive(folder, "kit-before", older)


class Runner:
    """A repository made from the template, and the shell lines of the workflow's first job in it."""

    def __init__(self, folder: Path, steps: list[dict]):
        self.folder, self.steps, self.summary = folder / "repository", steps, folder / "summary.md"
        shutil.copytree(TEMPLATE, self.folder)
        self.summary.write_text("")
        tools = folder / "tools"
        tools.mkdir()
        # In place of `python3 run.py`, which would install the requirements anew; tests/test_run.py sees to that.
        (tools / "python3").write_text(f'#!/bin/sh\nroot=$(cd "$(dirname "$1")" && pwd)\nshift\nPYTHONPATH="$root" exec "{sys.executable}" -P -m macros "$@"\n')
        # There is no package to be had here, and no Pango: the site has to come all the same.
        (tools / "sudo").write_text("#!/bin/sh\nexit 1\n")
        for tool in tools.iterdir():
            tool.chmod(0o755)
        self.environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "LD_LIBRARY_PATH": str(hidden_pango(folder)), "GITHUB_STEP_SUMMARY": str(self.summary), "GITHUB_REPOSITORY_OWNER": "Northfield", "GITHUB_REPOSITORY": "Northfield/chats", "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}

    def write(self, name: str, text: str, mode: str = "w") -> None:
        with (self.folder / name).open(mode, encoding="utf-8") as file:
            file.write(text)

    def run(self) -> tuple[int, str]:
        """Runs the steps in order as GitHub does, until one fails. Returns its exit code and all that was printed."""
        printed = ""
        for step in self.steps:
            done = subprocess.run(["bash", "-e", "-c", step["run"]], cwd=self.folder, env=self.environment, capture_output=True, text=True)
            printed += done.stdout + done.stderr
            if done.returncode and not step.get("continue-on-error"):
                return done.returncode, printed
        return 0, printed


@pytest.fixture
def runner(tmp_path, workflow) -> Runner:
    return Runner(tmp_path, [step for step in workflow["jobs"]["build"]["steps"] if "run" in step])


def test_an_empty_line_for_the_kit_is_told_where_it_is(runner):
    code, printed = runner.run()
    assert code == 1 and "::error file=kit.txt,line=1::kit.txt names no release yet." in printed


def test_another_archive_than_promised_is_refused(runner, releases):
    runner.write("kit.txt", re.sub(r"[0-9a-f]{64}", "0" * 64, releases[0]), "a")
    code, printed = runner.run()
    assert code == 1 and "does not have this checksum" in printed and not (runner.folder / "kit").exists()


SLIPS = {
    "half a checksum": (lambda now, before: now.rstrip()[:-24], 3, "has 40 characters; it needs 64"),
    "a checksum with a name before it": (lambda now, before: now.replace(" ", " sha256:", 1), 3, "has 71 characters"),
    "two lines joined": (lambda now, before: f"{now.rstrip()} {before}", 3, "holds more than an address and a checksum"),
    "an address on its own": (lambda now, before: now.replace(" ", "\n", 1), 3, "has 0 characters"),
    "the older release above": (lambda now, before: f"{before}# between\n{now}", 3, "The upper line is the older release (0.0.1), the lower one the newer"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_the_line_for_the_kit_is_told_at_its_line(runner, releases, slip):
    wrong, line, said = SLIPS[slip]
    runner.write("kit.txt", "# The kit.\n\n")
    runner.write("kit.txt", wrong(*releases), "a")
    code, printed = runner.run()
    assert code == 1 and f"::error file=kit.txt,line={line}::" in printed and said in printed


def test_capital_figures_and_a_space_that_does_not_break_are_no_slips(runner, releases):
    address, checksum = releases[0].split()
    runner.write("kit.txt", f"{address}\u00a0{checksum.upper()}\r\n")
    runner.write("editions/my-centre/data/questions.yml", "questions:\n  hide: [frist-month]\n")
    assert "first-month" in runner.run()[1], "it came as far as the edition"


@pytest.mark.parametrize("missing, said", [("kit.txt", "There is no kit.txt at the top"), ("editions", "There is no folder editions at the top")])
def test_what_was_not_uploaded_is_told(runner, missing, said):
    place = runner.folder / missing
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    code, printed = runner.run()
    assert code == 1 and "::error file=kit.txt,line=1::" in printed and said in printed


def test_a_mistake_is_an_annotation_at_its_line(runner, releases):
    runner.write("kit.txt", releases[0], "a")
    runner.write("editions/my-centre/data/questions.yml", "questions:\n  hide: [frist-month]\n")
    code, printed = runner.run()
    assert code == 1
    assert '::error file=editions/my-centre/data/questions.yml,line=2,col=10' in printed and "first-month" in printed
    summary = runner.summary.read_text(encoding="utf-8")
    assert "Everything that is to be mended:" in summary and "    editions/my-centre/data/questions.yml:2:10: " in summary


def test_a_clean_edition_becomes_a_site_and_a_new_release_tells_what_it_changed(runner, releases):
    now, before = releases
    runner.write("kit.txt", f"\r\n{now}{before}", "a")
    runner.write("editions/my-centre/edition.yml", 'name: Northfield\nrelease: "0.0.1"\n')
    runner.write("editions/my-centre/data/messages.yml", 'messages:\n  change:\n    alum:\n      subject: "A [my-school] student asks about [their-field]"\n')
    code, printed = runner.run()
    assert code == 0, printed
    assert "PDFs need Pango" in printed and "The site is built without new PDFs" in printed
    assert "<title>Northfield" in (runner.folder / "kit" / "site" / "index.html").read_text(encoding="utf-8").replace("\n", "")
    assert 'href="/chats/stuck/#talk-to-a-person"' in (runner.folder / "kit" / "site" / "404.html").read_text(encoding="utf-8"), "the page for a wrong address knows where the site is"
    summary = runner.summary.read_text(encoding="utf-8")
    assert "This site has no PDFs to fill in" in summary
    assert "from release 0.0.1 to " in summary and "remove the older line of kit.txt" in summary and "run.py" not in summary
    assert 'The kit changed "subject" of "alum" since you wrote yours: "A question from [my-school] about [their-field]" is now' in summary


def test_every_line_that_the_template_offers_can_be_used(tmp_path):
    folder = shutil.copytree(TEMPLATE / "editions" / "my-centre", tmp_path / "my-centre")
    for path in folder.rglob("*.yml"):
        remark, _, offered = path.read_text(encoding="utf-8").rpartition("use one.\n" if path.name == "edition.yml" else "to use it.\n")
        path.write_text(re.sub(r"^# ", "", offered, flags=re.M), encoding="utf-8")
        assert remark.startswith("# ") and len(offered.splitlines()) > 4
    for name in ("logo.svg", "logo-dark.svg"):
        (folder / name).write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', encoding="utf-8")
    checked = check(folder)
    assert [problem.as_text() for problem in checked.problems] == []
    assert len(checked.entries) >= len([*(folder / "data").iterdir()])


@pytest.mark.parametrize("astray", ["edition.yml", "data", "content"])
def test_what_was_uploaded_to_the_top_is_told(runner, releases, astray):
    runner.write("kit.txt", releases[0], "a")
    runner.write(astray, "")
    code, printed = runner.run()
    assert code == 1 and f"At the top of this repository stands {astray}, where the kit does not look. Move it into the folder of your edition, such as editions/northfield/{astray}." in printed
