"""The handbook says what is so: each recipe's lines do what it promises, each message is the real one, each paper names what there is."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

from macros.edition.compose import compose
from macros.edition.diff import diff_of
from macros.edition.drift import remember
from macros.site import Loader
from macros.toolkit import open_toolkit
from tests.conftest import Visit
from tests.edition_cases import CASES, check, kit, printed, write
from tests.machine import ROOT
from tests.serving import served

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
    "Your place in the example": ["slots: 2 changed"],
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


def test_an_own_staff_page_stands_in_the_list_of_staff_pages(tmp_path):
    page = "---\ntitle: Our first class\ndescription: What we do in the first class of the year.\nsearch:\n  exclude: true\n---\n\n# Our first class\n\nBring paper.\n"
    checked = check(write(tmp_path / "northfield", {**recipes()["Change a word"], "content/staff/first-class.md": page}))
    assert [problem.as_text() for problem in checked.problems] == []
    compose(checked, tmp_path / "project")
    listed = yaml.load((tmp_path / "project" / "mkdocs.yml").read_text(encoding="utf-8"), Loader)["extra"]["staff_links"]
    assert listed[-2:] == [{"group": "Your own pages"}, {"text": "Our first class", "link": "staff/first-class/"}]


def test_each_mistake_is_a_case_and_its_message_is_the_real_one():
    cases = {(path / "expected.txt").read_text(encoding="utf-8"): path / "leeds" for path in CASES.iterdir()}
    sections = re.split(r"^(?=## \d+\. )", text_of("mistakes"), flags=re.M)[1:]
    assert len(sections) == 10
    for section in sections:
        wrong, said = BLOCK.findall(section.partition("## If")[0].replace("northfield", "leeds"))[:2]
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


PAPERS = sorted((STAFF / "adopt").glob("*.md"))


def test_each_paper_says_for_whom_it_is_and_of_which_release_it_is_true():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    said = re.compile(rf"^# .+\n\n\*For .+\. True of release {re.escape(version)}\.\*\n\n", re.M)
    assert [path.name for path in PAPERS if not said.search(path.read_text(encoding="utf-8"))] == [], "read them again with each release"
    assert f"Coffee Chat Kit {version}," in text_of("adopt/accessibility") and f"coffee-chat-kit-{version}.tar.gz" in text_of("adopt/it")


def test_every_paper_is_on_the_list():
    listed = text_of("adopt/index")
    assert [path.name for path in PAPERS if path.stem != "index" and f"]({path.name}):" not in listed] == []


def test_the_site_is_as_large_as_the_paper_for_it_says(site):
    said = int(re.search(r"about (\d+) MB without the PDFs", text_of("adopt/it"))[1])
    files = [path for path in site.rglob("*") if path.is_file() and not path.is_relative_to(site / "pdf")]
    assert abs(sum(path.stat().st_size for path in files) / 1e6 - said) < 1
    assert abs(len(files) - int(re.search(r"about (\d+) and \d+ files", text_of("adopt/it"))[1])) < 15


def test_in_a_subfolder_under_the_headers_of_the_paper_tools_work_and_no_other_site_frames_them(site, browser, tmp_path):
    block = re.search(r"^```\n(Content-Security-Policy: .*?)^```$", text_of("adopt/it"), re.S | re.M)[1]
    headers = dict(line.split(": ", 1) for line in block.splitlines())
    shutil.copytree(site, tmp_path / "coffee-chats")
    with served(tmp_path) as at:
        context = browser.new_context()
        visit = Visit(context, f"{at}/coffee-chats")

        def answer(route):
            got = route.fetch()
            route.fulfill(response=got, headers={**got.headers, **headers})

        context.route("**/*", answer)
        for path in ("/", "/messages/", "/questions/all/", "/people/"):
            visit.open(path)
        page = visit.open("/sheets/my-question/")
        page.locator("ck-worksheet textarea").first.fill("Would I like it?")
        page.get_by_text("Saved on this device.").wait_for()
        assert visit.errors == [] and visit.elsewhere() == []
        page = context.new_page()
        page.set_content(f'<iframe src="{at}/coffee-chats/"></iframe>')
        expect(page.frame_locator("iframe").locator("h1")).to_have_count(1)  # the browser's own, which says that it was refused
        expect(page.frame_locator("iframe").locator(".ck-header")).to_have_count(0)
        assert any("frame-ancestors" in error for error in visit.errors)
        context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_diagram_of_the_data_is_words_in_boxes_and_has_no_fill_on_paper(visit, width):
    page = visit.open("/staff/adopt/privacy/")
    page.set_viewport_size({"width": width, "height": 900})
    diagram = page.locator(".ck-flow")
    assert "What they write" in diagram.inner_text() and "their email or another app" in diagram.inner_text()
    assert diagram.evaluate("it => [...it.querySelectorAll('*')].filter(e => e.scrollWidth > e.clientWidth && e.clientWidth).length") == 0
    page.emulate_media(media="print")
    assert diagram.evaluate("it => [...new Set([it, ...it.querySelectorAll('*')].map(e => getComputedStyle(e).backgroundColor))]") == ["rgba(0, 0, 0, 0)"]
    assert float(page.locator(".ck-flow-kept").evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)")) > 2
