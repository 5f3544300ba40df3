"""What checking an edition says. Each folder of tests/cases/editions is a test: an edition called leeds, and the whole text a person reads."""

import re

import pytest

from macros.edition.anchors import lost_places, prose_of
from macros.edition.check import check_edition
from macros.edition.folder import read_edition
from macros.edition.typing_slips import check_typing
from macros.edition.which import NoEdition, find
from macros.problems import Problem
from macros.toolkit import Toolkit
from tests.edition_cases import CASES, check, kit, printed, write
from tests.machine import ROOT

ALL = sorted(CASES.iterdir())
FIRST_LINE = re.compile(r"editions/leeds[^\n]*:[1-9][0-9]*:[1-9][0-9]*: (?:note: )?[^\n]+[.:?]")
JARGON = re.compile(r"\b(mapping|scalar|sequence|instance|schema|YAML|JSON|string|integer|boolean|dict|parse|token|valid|unexpected|error|overlay|upstream|merge|base|override)\b|\bNone\b(?! of)")


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_a_mistake_in_an_edition_is_told_in_these_words(case):
    checked = check(case / "leeds")
    assert printed(checked) == (case / "expected.txt").read_text(encoding="utf-8")
    assert bool(checked.problems) != case.name.startswith("note-")


def test_every_message_stands_in_the_edition_says_what_to_do_and_uses_no_jargon():
    for case in ALL:
        lines = (case / "expected.txt").read_text(encoding="utf-8").splitlines()
        for line in lines:
            assert line.startswith("    ") or FIRST_LINE.fullmatch(line), (case.name, line)
            assert not JARGON.search(line), (case.name, line)
        assert not any(not line.startswith("    ") and not follows.startswith("    ") and "note: " not in line for line, follows in zip(lines, [*lines[1:], ""])), case.name


def test_there_are_at_least_forty_mistakes():
    assert sum(not case.name.startswith("note-") for case in ALL) >= 40


def test_a_fault_of_the_kit_is_told_as_the_kits_and_the_edition_is_let_alone(tmp_path):
    fault = Problem("data/probes.yml", 4, 5, "Something is wrong.")
    sick = Toolkit(ROOT, kit().kit, kit().pages, [fault], [], kit().documents, kit().lists)
    checked = check_edition(ROOT, write(tmp_path / "leeds", {"data/questions.yml": "questions:\n  hide: [nothing]\n"}), sick)
    assert checked.problems == [fault] and checked.base_is_faulty


def test_an_edition_without_any_overlay_changes_nothing(tmp_path):
    checked = check(write(tmp_path / "leeds", {}))
    assert (checked.problems, checked.notes, checked.entries, checked.texts, checked.gone) == ([], [], {}, {}, set())
    assert {kind: [document.value for document in found] for kind, found in checked.toolkit.documents.items()} == {kind: [document.value for document in found] for kind, found in kit().documents.items()}


def test_a_file_that_holds_only_remarks_changes_nothing(tmp_path):
    checked = check(write(tmp_path / "leeds", {"data/questions.yml": "# questions:\n#   hide: [first-month]\n\n"}))
    assert (checked.problems, checked.entries) == ([], {})


@pytest.mark.parametrize(("there", "given", "told"), [
    (["northfield/edition.yml.txt"], "northfield", "The folder editions/northfield has no file edition.yml, but one called edition.yml.txt. Rename it to edition.yml. If Windows hides the .txt, switch on View, File name extensions."),
    (["northfield/edition.yaml"], "northfield", "The folder editions/northfield has no file edition.yml, but one called edition.yaml. Rename it to edition.yml."),
    (["northfield/data/questions.yml"], "northfield", "The folder editions/northfield has no file edition.yml. It holds the settings; write one with name: and release:."),
    (["northfield/northfield/edition.yml"], "northfield", "The folder editions/northfield has no file edition.yml; there is one further in, in editions/northfield/northfield. Move that folder straight into editions/."),
    (["template/editions/northfield/edition.yml"], "template", "The folder editions/template has no file edition.yml; there is one further in, in editions/template/editions/northfield. Move that folder straight into editions/."),
    (["editions/northfield/edition.yml"], "editions", "The folder editions/editions has no file edition.yml; there is one further in, in editions/editions/northfield. Move that folder straight into editions/."),
    (["northfield/Edition.yml"], "editions/northfield", "The folder editions/northfield has no file edition.yml, but one called Edition.yml. Rename it to edition.yml."),
    ([], "northfield", 'There is no edition "northfield" in editions/. There are: wrenfield.'),
    ([], "wrenfeild", 'There is no edition "wrenfeild" in editions/. Did you mean "wrenfield"?'),
    ([], "", 'There is no edition "" in editions/. There are: wrenfield.'),
])  # fmt: skip
def test_an_edition_that_is_not_found_is_told_in_these_words(there, given, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("wrenfield/edition.yml", *there):
        path = tmp_path / "editions" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("name: A\n", encoding="utf-8")
    with pytest.raises(NoEdition) as refusal:
        find(tmp_path, given)
    assert str(refusal.value) == told


def test_faults_of_several_files_are_told_in_one_go(tmp_path):
    checked = check(write(tmp_path / "leeds", {
        "data/questions.yml": "questions:\n  hide: [nobody]\n",
        "data/messages.yml": "messages:\n  chnage: {}\n",
        "content/about/office.md": "# Nothing at the top\n",
        "edition.yml": 'name: Leeds\nrelease: "0.1.0"\nbrand: red\n',
    }))  # fmt: skip
    assert {problem.file.rpartition("leeds/")[2] for problem in checked.problems} == {"data/questions.yml", "data/messages.yml", "content/about/office.md", "edition.yml"}


def test_what_names_a_hidden_entry_goes_on_without_it(tmp_path):
    checked = check(write(tmp_path / "leeds", {
        "data/questions.yml": "questions:\n  hide: [next-step-in-my-place]\n",
        "data/worksheets.yml": "worksheets:\n  hide: [host-card]\n",
        "data/glossary.yml": "glossary:\n  hide: [time-box]\n",
        "content/about/office.md": '---\ntitle: Office\ndescription: Where.\n---\n\n# Office\n\nA {{ term("time-box") }} helps.\n',
    }))  # fmt: skip
    assert checked.problems == []
    merged = checked.toolkit.kit
    assert merged.never_ask["get-me-a-job"].question == ""
    assert "host-card" not in {sheet for pack in merged.packs.values() for sheet in getattr(pack, "sheets", ())} | {lesson.worksheet for lesson in checked.toolkit.lessons.values()}
    assert "sheets/host-card.md" in checked.gone and "sheets/host-card.md" not in checked.toolkit.pages
    assert not any("host-card" in page.body for page in checked.toolkit.pages.values())
    assert "A time box helps." in checked.texts["about/office.md"]


def test_a_lesson_that_no_step_lists_any_more_leaves_the_course_and_what_led_to_it(tmp_path):
    lessons = [name for name in kit().kit.stages["prepare"].lessons if name != "introduce-yourself"]
    checked = check(write(tmp_path / "leeds", {"data/stages.yml": f"stages:\n  change:\n    prepare:\n      lessons: [{', '.join(lessons)}]\n"}))
    assert checked.problems == []
    assert "introduce-yourself" not in checked.toolkit.lessons and "introduce-yourself" not in checked.toolkit.kit.paths["whole-course"].lessons


def test_the_core_leaves_out_the_longest_way_through(tmp_path):
    checked = check(write(tmp_path / "leeds", {"edition.yml": 'name: Leeds\nrelease: "0.1.0"\nshow: core\n'}))
    assert checked.problems == []
    assert "whole-course" not in checked.toolkit.kit.paths and len(checked.toolkit.lessons) < len(kit().lessons)
    assert set(checked.toolkit.kit.paths["ready-by-friday"].lessons) <= checked.toolkit.lessons.keys()


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"questions: &a [*a]", b"{" * 200, b"questions:\n  change: 3\n  hide: {a: b}\n  add: x\n  order: 1\n", b"questions: [change, {hide: 1}]", b"- - -", b"\x00", b"questions:\n  change:\n    first-month:\n      probes: {add: [x]}\n"])
def test_whatever_stands_in_a_file_is_answered(raw, tmp_path):
    folder = write(tmp_path / "leeds", {"data/questions.yml": ""})
    for name in ("data/questions.yml", "edition.yml", "content/page.md"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        before = path.read_bytes() if path.exists() else None
        path.write_bytes(raw)
        assert all(problem.line >= 1 for problem in check(folder).problems)
        path.write_bytes(before) if before is not None else path.unlink()


PAGE = "---\ntitle: Our office\ndescription: Where to find us.\n---\n\n# Our office\n\n![The door](door.png)\n"


@pytest.mark.parametrize(("size", "told"), [(900_000, []), (9_000_000, ["This picture is 9.0 MB, which takes long on a phone."])])
def test_a_picture_that_takes_long_is_told(size, told, tmp_path):
    folder = write(tmp_path / "leeds", {"content/about/our-office.md": PAGE})
    (folder / "content" / "about" / "door.png").write_bytes(b"\x89PNG".ljust(size, b"x"))
    checked = check(folder)
    assert (checked.problems, [note.what for note in checked.notes]) == ([], told)


def test_a_link_to_a_file_that_is_not_there_is_told_in_data_as_in_content(tmp_path):
    folder = write(tmp_path / "leeds", {"data/messages.yml": "", "content/about/our-office.md": PAGE})
    (folder / "data" / "questions.yml").symlink_to("nowhere.yml")
    (folder / "content" / "about" / "door.png").symlink_to("nowhere.png")
    told = {problem.file.rpartition("leeds/")[2]: problem.what for problem in check(folder).problems if problem.line == 1}
    assert told == dict.fromkeys(("data/questions.yml", "content/about/door.png"), "This is a link to another file.")


def test_a_folder_beside_an_edition_that_looks_like_one_is_told(tmp_path):
    folder = write(tmp_path / "editions" / "hull", {})
    write(tmp_path / "editions" / "hull-old", {"data/questions.yml": "questions:\n  hide: [first-month]\n"})
    (tmp_path / "editions" / "hull-old" / "edition.yml").unlink()
    for name in ("data", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    assert [(problem.file, problem.level, problem.what) for problem in read_edition(folder, tmp_path).problems] == [("editions/hull-old", "note", "This folder has no file edition.yml, so it is no edition.")]


def test_no_link_of_the_kit_leads_to_a_place_that_is_not_there():
    assert [(page.source, link["target"]) for page in kit().pages.values() for link in lost_places(page, kit())] == []


def test_no_page_of_the_kit_has_a_slip_of_typing():
    assert [problem.as_text() for page in kit().pages.values() for problem in check_typing(page, prose_of(page))] == []
