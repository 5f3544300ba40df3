"""The handbook says what is so: each recipe's lines do what it promises, each message is the real one, each paper names what there is."""

import re
from pathlib import Path

import pytest
import yaml

from macros.edition.compose import compose
from macros.edition.diff import diff_of
from macros.edition.drift import remember
from macros.toolkit import open_toolkit
from tests.edition_cases import CASES, check, kit, printed, write
from tests.machine import ROOT

STAFF = ROOT / "content" / "staff"
RECIPES = ("words-and-questions", "messages-sheets-pages", "your-brand")
MARKED = re.compile(r"^In `editions/northfield/(?P<file>[^`]+)`:\n\n```\n(?P<text>.*?)^```$", re.S | re.M)
BLOCK = re.compile(r"^```\n(.*?)^```$", re.S | re.M)


def text_of(name: str) -> str:
    return (STAFF / f"{name}.md").read_text(encoding="utf-8")


def recipes() -> dict[str, dict[str, str]]:
    """Each recipe by its heading: the files it has you write, with their text."""
    found = {}
    for name in RECIPES:
        for section in re.split(r"^(?=## )", text_of(name), flags=re.M):
            if files := {block["file"]: block["text"] for block in MARKED.finditer(section)}:
                found[section.splitlines()[0].lstrip("# ")] = files
    return found


SEEN = {
    "Change a word": ["labels: 1 changed", "questions: 1 changed"],
    "Add a question": ["questions: 1 added"],
    "Hide a question": ["questions: 2 hidden"],
    "Put some first": ["questions: nothing added, changed or hidden, in another order"],
    "All in one file": ["questions: 2 added, 1 changed, 1 hidden, in another order"],
    "Reword a message": ["messages: 1 changed"],
    "Add a message": ["messages: 1 added"],
    "Change a checklist": ["checklists: 1 changed"],
    "Add a sheet": ["worksheets: 1 added"],
    "Add a pack": ["packs: 1 added"],
    "Add a page": ["pages: 1 added, 0 in place of the kit's"],
    "Your links": ["services: 1 changed"],
    "Show less": ["paths: 1 hidden", "stages: 5 changed"],
}


def test_every_recipe_is_tried():
    assert {name for name in recipes() if name not in SEEN} == {recipe_of_the_settings()}


def recipe_of_the_settings() -> str:
    return next(name for name, files in recipes().items() if "brand:" in files.get("edition.yml", ""))


@pytest.mark.parametrize("name", SEEN)
def test_a_recipe_does_what_it_says(name, tmp_path):
    checked = check(write(tmp_path / "northfield", recipes()[name]))
    assert [problem.as_text() for problem in checked.problems] == []
    heads = [line for line in diff_of(checked) if re.match(r"[a-z][a-z ]*: ", line)]
    assert heads == SEEN[name]


def test_all_recipes_together_make_one_clean_project_with_the_addresses_they_promise(tmp_path):
    files: dict[str, str] = {}
    for recipe in recipes().values():
        for file, text in recipe.items():
            files[file] = yaml.safe_dump(merged(yaml.safe_load(files.get(file, "{}")), yaml.safe_load(text)), sort_keys=False, allow_unicode=True) if file.endswith(".yml") else text
    checked = check(write(tmp_path / "northfield", files))
    assert [problem.as_text() for problem in checked.problems] == []
    project = tmp_path / "project"
    compose(checked, project)
    assert [problem.as_text() for problem in open_toolkit(project).problems] == []
    promised = re.findall(r"`/([a-z/-]*northfield[a-z-]*)/`", "".join(map(text_of, RECIPES)))
    assert len(promised) >= 3
    assert [address for address in promised if not (project / "content" / f"{address}.md").is_file()] == []


def merged(one, other):
    """Two files of one kind as a person puts them together: each word once, lists joined."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one | {name: merged(one[name], value) if name in one else value for name, value in other.items()}
    return one + [part for part in other if part not in one] if isinstance(one, list) else other


def test_each_mistake_is_a_case_and_its_message_is_the_real_one():
    cases = {(path / "expected.txt").read_text(encoding="utf-8"): path / "leeds" for path in CASES.iterdir()}
    sections = re.split(r"^(?=## \d+\. )", text_of("mistakes"), flags=re.M)[1:]
    assert len(sections) == 10
    for section in sections:
        wrong, said = BLOCK.findall(section.partition("## If")[0])[:2]
        assert said in cases, said
        written = [path.read_text(encoding="utf-8") for path in cases[said].rglob("*.yml")]
        start = wrong.replace("→", "\t").partition("      …")[0]
        assert any(text.startswith(start) for text in written), wrong


def test_what_an_update_tells_is_shown_as_it_is_told(tmp_path):
    shown = BLOCK.findall(text_of("update"))[-1]
    folder = write(tmp_path / "northfield", recipes()["Reword a message"])
    before, now = re.search(r'wrote yours: "(.*)" is now "(.*)"', shown).groups()
    checked = check(folder)
    remember(checked.edition, kit())
    was = folder / "was.json"
    hashed = re.search(r'"hash": "([0-9a-f]+)",\s+"words": ' + re.escape(f'"{now}"'), was.read_text(encoding="utf-8"))[1]
    was.write_text(was.read_text(encoding="utf-8").replace(hashed, "0" * 16).replace(f'"{now}"', f'"{before}"'), encoding="utf-8")
    assert shown in printed(check(folder))


def test_the_commands_shown_exist_and_so_do_their_words():
    from macros.edition import commands

    source = Path(commands.__file__).read_text(encoding="utf-8")
    known = set(re.findall(r'(?:command\(|\(|, )"(new|check|diff|serve|build|update|import|export)"', source))
    used = {verb for path in STAFF.rglob("*.md") for verb in re.findall(r"run\.py edition ([a-z]+)", path.read_text(encoding="utf-8"))}
    assert used and used <= known
    for words in ("is ready. Its settings are in edition.yml, your words go into data/, your pages into content/.", "pages. The whole project is in build/"):
        assert words in source and words in text_of("begin") + text_of("publish")


def test_every_id_of_the_kit_can_be_looked_up(site):
    page = (site / "staff" / "ids" / "index.html").read_text(encoding="utf-8")
    data = kit().kit
    for entries in (data.questions, data.messages, data.worksheets, data.checklists, data.packs, data.labels):
        assert [name for name in entries if f"<code>{name}</code>" not in page] == []
    assert [item.id for entry in data.checklists.values() for item in entry.items if f"<code>{item.id}</code>" not in page] == []


def test_the_conformance_report_has_every_criterion_and_names_tests_there_are():
    report = (STAFF / "adopt" / "accessibility.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d\.\d\.\d+) [^|]+ \| (Supports|Partly|Not tested|Does not apply) \| (.*) \|$", report, re.M)
    assert len(rows) == len({number for number, *_ in rows}) == 55, "31 of level A and 24 of level AA"
    assert {name for name in re.findall(r"`(test_\w+\.py)`", report) if not (ROOT / "tests" / name).is_file()} == set()
    results = [result for _, result, _ in rows]
    said = re.search(r"Of (\d+) criteria: (\d+) supported, (\d+) partly, (\d+) not tested, (\d+) that do not apply", report).groups()
    assert [*map(int, said)] == [55, *map(results.count, ("Supports", "Partly", "Not tested", "Does not apply"))]


def test_a_single_key_outside_a_field_does_nothing(visit):
    page = visit.open("/steps/ask/")
    for key in ("f", "s", "/", "p", "n", ",", "."):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    assert page.url.endswith("/steps/ask/")


def test_the_papers_name_every_package():
    page = (STAFF / "adopt" / "licences.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[a-z][a-z0-9-]+", " ".join(line for line in page.splitlines() if line.startswith("- "))))
    for lock in ("requirements.txt", "requirements-pdf.txt"):
        packages = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.M))
        assert packages - named == set(), lock


def test_addresses_for_an_lms_are_pages(site):
    page = (STAFF / "adopt" / "lms.md").read_text(encoding="utf-8") + (STAFF / "adopt" / "texts.md").read_text(encoding="utf-8")
    found = set(re.findall(r"`?(?:\[address\])?(/[a-z]+/[a-z0-9/-]*)(?:#[a-z-]+)?", re.sub(r"\]\([^)]*\)", "", page)))
    assert len(found) > 12
    assert [address for address in found if not (site / address.strip("/") / "index.html").is_file()] == []
