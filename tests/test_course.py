"""The course: lessons, paths, situations, the self-check and our defaults, as a student and an instructor meet them."""

import re
import shutil

import pytest

from macros import coverage
from macros.lessons import is_lesson, path_minutes
from macros.reading import read_level
from macros.toolkit import open_toolkit
from tests.machine import ROOT

CAPSTONE = "capstone"
FINDING = {"people-you-know", "new-people", "who-first"}
FINDING_SHEETS = {"sheets/people-map.md", "sheets/prospects.md", "sheets/finding.md", "steps/find/index.md"}


@pytest.fixture(scope="session")
def lessons(toolkit):
    """Every lesson's page by its id."""
    return {page.front["id"]: page for page in toolkit.pages.values() if is_lesson(page)}


def words(markdown: str) -> int:
    """The words of a page that a reader sees, without macro calls, marks and addresses."""
    text = re.sub(r"^\{\{.*\}\}$|\]\([^)]*\)|^#.*$|<[^>]*>", " ", markdown, flags=re.M)
    return len(re.findall(r"[\w’'-]*[A-Za-z0-9][\w’'-]*", text))


def test_there_are_34_lessons_and_a_capstone_each_under_its_step(toolkit, lessons):
    assert len(lessons) == 35 and CAPSTONE in lessons
    listed = [name for stage in toolkit.kit.stages.values() for name in stage.lessons]
    assert sorted(listed) == sorted(lessons), "every lesson stands once, in its step's list"


def test_a_lesson_has_every_part_that_a_lesson_needs(lessons):
    for name, page in lessons.items():
        headings = re.findall(r"^## (.+)$", page.body, re.M)
        calls = [call.name for call in page.calls]
        assert calls[0] == "lesson_head" and calls[-1] == "lesson_foot", name
        assert "Do this now" in headings and "Check yourself" in headings, name
        assert any("xample" in heading for heading in headings), name
        now = page.body.split("## Do this now")[1].split("\n## ")[0]
        assert "](" in now, f"{name}: leads to its sheet or tool"
        assert len(re.findall(r"^- ", page.body.split("## Check yourself")[1], re.M)) >= 2, name


def test_a_lesson_can_be_read_in_one_go(lessons):
    assert {name: words(page.body) for name, page in lessons.items() if not 300 <= words(page.body) <= 720} == {}


def test_half_of_the_lessons_ask_for_grade_8_at_most_and_so_do_all_others(lessons):
    assert {name: read_level(page.body).grade for name, page in lessons.items() if read_level(page.body).grade > 8} == {}


def test_why_it_matters_takes_two_sentences(lessons):
    for name, page in lessons.items():
        why = page.body.split("{{ lesson_head() }}")[1].strip().split("\n\n")[0]
        assert len(re.findall(r"[.?](?=[\s\"”)]|$)", why)) == 2, f"{name}: {why}"


def test_every_path_has_the_student_find_somebody(toolkit):
    for path in toolkit.kit.paths.values():
        assert set(path.lessons) & FINDING or {thing.page for thing in path.things} & FINDING_SHEETS, path.id
    assert {path.time for path in toolkit.kit.paths.values()} == {"ten", "thirty", "longer"}


def test_a_path_takes_the_time_it_is_offered_for(toolkit):
    minutes = {path.id: path_minutes(path, toolkit.lessons) for path in toolkit.kit.paths.values()}
    assert minutes["see-one"] <= 10 and minutes["message-today"] <= 30
    assert list(toolkit.kit.paths["short-course"].lessons) == ["new-people", "what-a-coffee-chat-is", "message-that-gets-answered", "question-arc", "last-five-minutes", "the-next-day-note"]
    assert set(toolkit.kit.paths["whole-course"].lessons) == set(toolkit.lessons)


@pytest.mark.parametrize("kind, exactly", [("messages", 42), ("checklists", 10), ("worksheets", 25), ("glossary", 34), ("situations", 18), ("rubric", 9), ("probes", 15), ("never_ask", 18), ("bands", 4), ("assessment", 5)])
def test_the_library_is_whole(toolkit, kind, exactly):
    assert len(getattr(toolkit.kit, kind)) == exactly


def test_the_library_is_large_enough(toolkit):
    assert len(toolkit.kit.questions) >= 192 and len(toolkit.kit.evidence) >= 28


def test_every_situation_ends_with_a_person_and_something_that_helps(toolkit):
    for situation in toolkit.kit.situations.values():
        assert situation.person and (situation.messages or situation.worksheets or situation.checklists or situation.lessons), situation.id


def test_the_bands_hold_every_total_once(toolkit):
    bands = list(toolkit.kit.bands.values())
    assert [total for band in bands for total in range(band.from_, band.to + 1)] == list(range(4, 21))
    for habit in toolkit.kit.assessment.values():
        assert [feedback.id for feedback in habit.feedback] == [band.id for band in bands]
        assert [item.reverse for item in habit.items].count(True) == 1, habit.id
        for feedback in habit.feedback:
            assert len(feedback.text.split()) <= 50 and feedback.minutes <= 10


def test_a_default_changed_in_the_data_changes_everywhere(tmp_path):
    copy = tmp_path / "copy"
    for name in ("content", "data"):
        shutil.copytree(ROOT / name, copy / name)
    practices = copy / "data" / "practices.yml"
    text = practices.read_text(encoding="utf-8")
    for old, new in (("20 minutes", "25 minutes"), ("24 hours", "two days"), ("7 working days", "nine working days"), ("seven working days", "nine working days")):
        text = text.replace(f"    short: {old}", f"    short: {new}")
    practices.write_text(text, encoding="utf-8")
    kit = open_toolkit(copy).kit
    assert "25 minutes" in kit.messages["alum"].body and "25 minutes" in kit.practices["length-to-ask"].text
    assert "two days" in kit.practices["thank-you-timing"].text
    assert "nine working days" in kit.practices["reminders"].text
    drawn = [*kit.messages.values(), *kit.checklists.values(), *kit.worksheets.values(), *kit.situations.values(), *kit.five_ps.values(), *kit.glossary.values()]
    left = [entry.id for entry in drawn for old in ("20 minutes", "24 hours") if old in repr(entry)]
    assert left == []


def test_a_lesson_that_no_step_lists_is_told(tmp_path):
    copy = tmp_path / "copy"
    for name in ("content", "data"):
        shutil.copytree(ROOT / name, copy / name)
    lesson = copy / "content" / "steps" / "ask" / "silence.md"
    lesson.rename(lesson.with_name("quiet.md"))
    (copy / "content" / "steps" / "find" / "voices.md").write_text(lesson.with_name("quiet.md").read_text(encoding="utf-8").replace("id: silence", "id: voices").replace("stage: ask", "stage: find"), encoding="utf-8")
    told = [problem.what for problem in open_toolkit(copy).problems]
    assert 'This lesson is called "silence", but its file quiet.md.' in told
    assert 'No step lists the lesson "voices".' in told


def test_coverage_names_what_has_no_home(toolkit):
    documents = {**toolkit.documents}
    pages = [page for page in toolkit.pages.values() if "A01" not in page.front.get("covers", [])]
    open_ones = [note.what for note in coverage.check_coverage({"requirements": documents["requirements"]}, pages)]
    assert "Nothing covers requirement A01 yet." in open_ones
