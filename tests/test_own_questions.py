"""A question of one's own in the plan: read by the rules, told politely, never refused."""

import re

import pytest
from playwright.sync_api import expect

from tests.plans import make


def own(page, text: str):
    """Adds a question of one's own and returns its row."""
    page.get_by_role("button", name="Take out question 2").click()
    page.get_by_label("A question of your own").fill(text)
    page.get_by_role("button", name="Add it").click()
    return page.locator(".ck-plan-item").filter(has=page.get_by_text("Your own", exact=True))


@pytest.mark.parametrize(
    "text, said",
    [
        ("Do you like your job?", "how|what"),
        ("How did you start, and what do you earn now, and who helped you?", "one|two"),
        ("What does your company do?", "search|site|look"),
        ("Could you get me a job in your team?", "ask|leave|never"),
        ("Tell me about nights", "question mark"),
    ],
)
def test_what_could_be_better_is_said_under_the_field_and_the_question_stays(visit, text, said):
    page = visit.open("/questions/")
    make(page)
    assert not any("books/" in url for url in visit.requests), "the rules are fetched for one's own words only"
    row = own(page, text)
    note = row.get_by_role("status")
    expect(note).to_have_text(re.compile(said, re.I))
    expect(row.get_by_role("textbox")).to_have_value(text)
    expect(row.get_by_role("textbox")).to_have_accessible_description(note.inner_text())
    visit.go(page)
    expect(page.locator(".ck-plan-item").filter(has=page.get_by_text("Your own", exact=True)).get_by_role("textbox")).to_have_value(text)


def test_a_good_question_gets_no_note_and_a_mended_one_loses_it(visit):
    page = visit.open("/questions/")
    make(page)
    row = own(page, "Do you like nights?")
    expect(row.get_by_role("status")).not_to_be_empty()
    row.get_by_role("textbox").fill("What are nights like for you?")
    expect(row.get_by_role("status")).to_be_empty()
