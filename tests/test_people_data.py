"""What the tools know of people, rings and next steps as data: rules, waits, links, lessons."""

import json
import shutil

import pytest

from macros.lessons import is_lesson
from macros.model.people import next_rules
from macros.pages import read_page
from macros.render import Place, render
from macros.toolkit import open_toolkit
from tests.machine import ROOT

NUMBERS = {"five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


def test_the_rules_the_browser_tests_use_are_the_shipped_ones(toolkit):
    kept = json.loads((ROOT / "tests" / "fixtures" / "next-rules.json").read_text(encoding="utf-8"))
    assert json.loads(json.dumps(next_rules(toolkit.kit.next_steps))) == kept


def test_the_wait_before_a_reminder_is_the_one_we_advise(toolkit):
    words = toolkit.kit.practices["reminders"].short.split()
    said = NUMBERS.get(words[0]) or int(words[0])
    for name in ("remind", "let-go"):
        assert list(toolkit.kit.next_steps[name].days) == [said] and toolkit.kit.next_steps[name].working


def test_what_the_logic_knows_by_name_exists_in_the_data(toolkit):
    [limit] = [field for field in toolkit.kit.worksheets["keep-in-touch"].fields if field.id == "limit"]
    assert {"not-again", "real-news"} <= {option.id for option in limit.options}
    assert list(toolkit.kit.next_steps["touch"].days) == [30, 60, 90]


def test_every_thing_to_do_leads_to_its_page_and_every_page_exists(toolkit):
    for step in toolkit.kit.next_steps.values():
        assert bool(step.page) == bool(step.link)
        assert not step.page or step.page in toolkit.pages, step.id


def test_there_are_five_rings_and_nobody_is_sent_to_a_stranger_first(toolkit):
    rings = list(toolkit.kit.rings.values())
    assert len(rings) == 5 and rings[-1].id == "stranger" and not rings[-1].first_for
    nerves = [choice.id for choice in toolkit.kit.vocabulary["nerves"].items]
    assert sorted(nerve for ring in rings for nerve in ring.first_for) == sorted(nerves), "each answer chooses one ring"
    assert "very" in rings[0].first_for
    assert [ring.id for ring in rings if ring.services] == ["alum"]


def test_the_tool_among_the_lessons_is_no_lesson(toolkit):
    page = toolkit.pages["steps/find/someone.md"]
    assert page.schema == "page" and not is_lesson(page) and "someone" not in toolkit.lessons
    assert toolkit.pages["steps/find/new-people.md"].schema == "lesson"
    elsewhere = read_page(ROOT / "content" / "steps" / "find" / "someone.md", "someone.md", "steps/find/someone-else.md")
    assert elsewhere.schema == "lesson"


@pytest.mark.parametrize("links, address", [
    ('{alumni: "https://alumni.northfield.example/list"}', "https://alumni.northfield.example/list"),
    ("{alumni: http://alumni.example}", "http://alumni.example"),
    ('{alumni: ""}', ""),
    ("{alumni: javascript:alert(1)}", ""),
    ('{alumni: "https://x.example/\\"><b>"}', ""),
    ("[alumni]", ""),
])  # fmt: skip
def test_an_instructor_sets_the_link_to_former_students(tmp_path, links, address):
    for name in ("content", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "mkdocs.yml").write_text(f"extra:\n  centre:\n    links: {links}\n", encoding="utf-8")
    toolkit = open_toolkit(tmp_path)
    assert toolkit.site.links.get("alumni", "") == address
    html = render("find_someone", toolkit, Place("steps/find/someone.md", {}))
    assert ("The list of former students of your school</a>" in html) == bool(address)
    assert ("Ask its alumni office" in html) != bool(address) and "<b>\"" not in html
