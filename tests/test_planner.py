"""The question planner: a student makes a plan, changes it, and finds it on the sheet for the day."""

import re

import pytest
from playwright.sync_api import expect

from tests.plans import kept, make, questions
from tests.printing import printed, squeezed
from tests.test_journeys import press_until

SAVED = "Your plan is ready."


def test_a_plan_made_once_stands_on_both_sheets_and_comes_back(visit, toolkit):
    page = visit.open("/questions/")
    make(page, minutes="30 minutes", who="Someone who leads a team")
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_role("heading", name="Your plan")).to_be_focused()
    plan = questions(page)
    assert len(plan) == 7 and plan[-1] == toolkit.kit.questions["who-else-to-learn-from"].text
    expect(page.locator(".ck-plan-item").first.get_by_text("At the start")).to_be_visible()
    expect(page.get_by_text("7 questions for 30 minutes. Stop them at 25, so that the last 5 are for closing.")).to_be_visible()
    visit.go(page)
    assert kept(page) == plan
    expect(page.get_by_label("How long did you ask for?")).to_have_value("30")
    page.get_by_role("link", name="The sheet for the day").click()
    rows = page.locator("[data-field=notes] .ck-row")
    expect(rows.first.get_by_label("Question")).to_have_value(plan[0])
    assert [row.get_by_label("Question").input_value() for row in rows.all()] == plan
    expect(page.get_by_label("Your closing words")).to_have_value(re.compile(re.escape(plan[-1])))
    rows.nth(1).get_by_label("Question").fill("How did you get here, from the bakery?")
    expect(page.get_by_text("Saved on this device.")).to_be_visible()
    visit.go(page, "/sheets/question-plan/")
    expect(page.get_by_label("How many minutes did you ask for?")).to_have_value("30")
    expect(page.get_by_label("Two spare questions")).to_have_value(re.compile(r"\?\n.*\?$"))
    assert page.locator("[data-field=questions] .ck-row").nth(1).get_by_label("Question").input_value() == "How did you get here, from the bakery?"
    visit.go(page, "/questions/")
    assert kept(page)[1] == "How did you get here, from the bakery?"


def test_a_question_moves_by_keyboard_and_the_focus_goes_with_it(visit):
    page = visit.open("/questions/")
    make(page)
    before = questions(page)
    press_until(page, ".ck-plan-item:nth-child(2) [data-action=down]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Moved. It is now question 3 of 6.")).to_be_visible()
    expect(page.get_by_role("button", name="Move question 3 down")).to_be_focused()
    assert questions(page) == [before[0], before[2], before[1], *before[3:]]
    for _ in range(3):
        page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move question 6 up")).to_be_focused()
    assert questions(page)[-1] == before[1]
    visit.go(page)
    assert kept(page)[-1] == before[1]


def test_a_question_is_swapped_and_taken_out_and_nothing_written_is_lost(visit):
    page = visit.open("/questions/")
    make(page)
    before = questions(page)
    page.get_by_role("button", name="Swap question 3").click()
    expect(page.get_by_role("button", name="Swap question 3")).to_be_focused()
    after = questions(page)
    assert after[2] != before[2] and after[:2] + after[3:] == before[:2] + before[3:]
    expect(page.get_by_role("status").filter(has_text=f"Swapped. Now it says: {after[2]}")).to_be_visible()
    page.locator(".ck-plan-item textarea").nth(2).fill("What was Tuesday like?")
    page.get_by_role("button", name="Swap question 3").click()
    page.get_by_role("button", name="Undo").click()
    assert questions(page)[2] == "What was Tuesday like?"
    page.get_by_role("button", name="Take out question 3").click()
    assert len(questions(page)) == 5
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    assert questions(page)[2] == "What was Tuesday like?"
    page.get_by_role("button", name="Clear this plan").click()
    assert questions(page) == [] and page.get_by_label("Spare questions").input_value() == ""
    page.get_by_role("button", name="Undo").click()
    assert len(questions(page)) == 6 and page.get_by_label("Spare questions").input_value()


def test_a_question_of_ones_own_is_checked_kindly_and_never_refused(visit):
    page = visit.open("/questions/")
    make(page, minutes="30 minutes")
    page.get_by_label("A question of your own").fill("Tell me about <b>nights</b>")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("status").filter(has_text="Seven questions are enough.")).to_be_visible()
    page.get_by_role("button", name="Take out question 2").click()
    page.get_by_role("button", name="Add it").click()
    own = page.locator(".ck-plan-item").nth(4)
    expect(own.get_by_role("textbox")).to_be_focused()
    expect(own.get_by_role("textbox")).to_have_value("Tell me about <b>nights</b>")
    expect(own.get_by_text("It does not end with a question mark yet.")).to_be_visible()
    assert own.locator("b").count() == 1  # the clock mark; what was typed is text
    own.get_by_role("textbox").fill("What are nights like?")
    expect(own.get_by_text("It does not end with a question mark yet.")).to_be_hidden()


def test_a_finding_of_the_research_sheet_begins_the_talk(visit):
    page = visit.open("/sheets/research/")
    page.get_by_label("How did they get here?").fill("Wrote about night buses")
    expect(page.get_by_text("Saved on this device.")).to_be_visible()
    visit.go(page, "/questions/")
    expect(page.get_by_label("Something you found out about them")).to_have_value("Wrote about night buses")
    make(page)
    assert "[" in questions(page)[0]
    expect(page.locator(".ck-plan-item").first.get_by_text("Put your own words where the brackets are.")).to_be_visible()
    page.locator(".ck-plan-item textarea").first.fill("How did your article on night buses come about?")
    expect(page.locator(".ck-plan-item").first.get_by_text("Put your own words where the brackets are.")).to_be_hidden()


def test_without_a_goal_the_planner_asks_for_one_and_the_goal_of_my_question_is_taken_over(visit):
    page = visit.open("/questions/")
    page.get_by_role("button", name="Make my plan").click()
    expect(page.get_by_text("Choose what you want to know, then your plan can begin.")).to_be_visible()
    expect(page.get_by_label("What do you want to know?")).to_be_focused()
    visit.go(page, "/sheets/my-question/")
    page.get_by_label("How people get in").check()
    expect(page.get_by_text("Saved on this device.")).to_be_visible()
    visit.go(page, "/questions/")
    expect(page.get_by_label("What do you want to know?")).to_have_value("entry-route")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_plan_prints_with_marks_and_follow_ups_and_the_day_with_its_questions_on_one_page(visit, paper):
    page = visit.open("/questions/")
    make(page, minutes="30 minutes")
    plan = questions(page)
    pages, words = printed(page, paper)
    assert pages <= 2 and "At about" in words and "If they say more" in words
    assert [question for question in plan if squeezed(question) not in squeezed(words)] == []
    assert [word for word in ("Swap", "Make my plan", "Talk to a person", "Make them yours") if word in words] == []
    visit.go(page, "/sheets/on-the-day/")
    pages, words = printed(page, paper)
    assert pages == 1 and [question for question in plan if squeezed(question) not in squeezed(words)] == []
    assert "Keep an eye on the time" not in words


def test_the_planner_can_be_read_without_javascript(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/questions/")
    expect(page.locator(".ck-needs-script")).to_contain_text("Without JavaScript, or on paper")
    assert page.locator(".ck-needs-script").is_visible()
    assert page.get_by_role("button").count() == 0 and page.get_by_role("link", name="all the questions").is_visible()
    page.goto(f"{address}/sheets/on-the-day/")
    expect(page.get_by_text("leave your phone in your bag")).to_be_visible()
    assert page.get_by_role("timer").count() == 0
    context.close()
