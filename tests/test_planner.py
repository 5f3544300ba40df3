"""The question planner: what every plan promises, and a student who makes one, changes it, and finds it on the sheet for the day."""

import json
import re
import subprocess

import pytest
from playwright.sync_api import expect

from macros.planning import plan_data
from macros.toolkit import open_toolkit
from tests.machine import ROOT, node
from tests.test_accessibility import violations
from tests.test_journeys import press_until
from tests.test_print import printed, squeezed

KIT = open_toolkit(ROOT).kit
ARC = KIT.plan["usual"]
LENGTHS = {length.minutes: length for length in ARC.lengths}
SHOWN = {15: 5, 20: 6, 30: 7}
CAP = {boldest.closeness: boldest.risk for boldest in ARC.boldest}
MIDDLE = ("day", "culture", "challenge", "trend")
SAVED = "Your plan is ready."


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Every plan: 9 goals, 3 lengths, 12 people, 2 closenesses, with and without a finding; and a seventh of all pairs of goals."""
    bank = tmp_path_factory.mktemp("plans") / "bank.json"
    bank.write_text(json.dumps(plan_data(KIT)), encoding="utf-8")
    done = subprocess.run([node(), str(ROOT / "tests" / "browser" / "all-plans.mjs"), str(bank)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def broken(made, holds) -> list:
    """The choices of every plan for which `holds(choices, plan, its questions)` is false."""
    return [one["choices"] for one in [*made["single"], *made["double"]] if not holds(one["choices"], one["plan"], [KIT.questions[asked["id"]] for asked in one["plan"]["asked"]])]


def parts(questions) -> list[str]:
    return [question.part for question in questions]


def test_every_combination_gives_a_plan_and_all_of_them_quickly(made):
    assert len(made["single"]) == 9 * 3 * 12 * 2 * 2 == 1296
    assert made["milliseconds"] < 2000


def test_a_plan_has_as_many_questions_as_its_minutes_and_two_spares(made):
    assert broken(made, lambda choices, plan, asked: len(asked) == SHOWN[choices["minutes"]] and len(plan["spares"]) == 2) == []


def test_a_plan_begins_easily_and_ends_with_its_close(made):
    assert broken(made, lambda choices, plan, asked: parts(asked)[0] == "opening" and parts(asked).count("opening") == 1 and parts(asked)[-1] == "close") == []


def test_a_plan_holds_a_story_one_advice_and_the_closing_questions_its_length_has_room_for(made):
    def holds(choices, plan, asked):
        closing = tuple(question.closing for question in asked if question.part == "close")
        return parts(asked).count("story") >= 1 and parts(asked).count("day") <= 2 and parts(asked).count("advice") == 1 and closing == LENGTHS[choices["minutes"]].closing

    assert broken(made, holds) == []


def test_nothing_is_asked_twice(made):
    def holds(choices, plan, asked):
        everything = [*asked, *(KIT.questions[spare] for spare in plan["spares"])]
        groups = {(question.topic, question.part, question.closing) for question in everything}
        return len(groups) == len({question.id for question in everything}) == len(everything)

    assert broken(made, holds) == []


def test_no_question_needs_more_closeness_than_there_is_nor_comes_from_a_topic_left_to_the_student(made):
    def holds(choices, plan, asked):
        everything = [*asked, *(KIT.questions[spare] for spare in plan["spares"])]
        early = [question for question in asked if question.part in ("opening", "story")]
        return all(question.risk <= CAP[choices["know"]] and question.topic != "belonging" for question in everything) and all(question.risk < 2 for question in early)

    assert broken(made, holds) == []


def test_every_question_suits_the_person_and_a_finding_is_only_named_when_there_is_one(made):
    def holds(choices, plan, asked):
        everything = [*asked, *(KIT.questions[spare] for spare in plan["spares"])]
        return all({"any", choices["who"]} & set(question.audiences) and (choices["researched"] or not question.needs_research) for question in everything)

    assert broken(made, holds) == []


def test_the_minutes_fit(made):
    def holds(choices, plan, asked):
        length = LENGTHS[choices["minutes"]]
        core = sum(question.minutes for question in asked if question.part not in ("opening", "close"))
        close = sum(question.minutes for question in asked if question.part == "close")
        return core <= length.core and core + asked[0].minutes <= length.opening + length.core and close <= length.close == plan["close"]["minutes"]

    assert broken(made, holds) == []


def test_depth_rises_to_what_is_hard_and_falls_to_the_end(made):
    def holds(choices, plan, asked):
        turn = parts(asked).index("advice")
        rise, fall = [question.depth for question in asked[:turn]], [question.depth for question in asked[turn - 1 :]]
        return rise == sorted(rise) and fall == sorted(fall, reverse=True)

    assert broken(made, holds) == []


def test_the_parts_stand_in_order(made):
    assert broken(made, lambda choices, plan, asked: parts(asked) == sorted(parts(asked), key=ARC.order.index)) == []


def test_before_the_close_every_question_serves_a_goal(made):
    assert broken(made, lambda choices, plan, asked: all(set(question.goals) & set(choices["goals"]) for question in asked if question.part != "close")) == []


def test_one_question_can_be_left_out_and_never_the_first_the_advice_or_the_close(made):
    def holds(choices, plan, asked):
        optional = [question.part for question, told in zip(asked, plan["asked"]) if told["optional"]]
        return len(optional) == LENGTHS[choices["minutes"]].if_time and set(optional) <= {"story", *MIDDLE}

    assert broken(made, holds) == []


def test_the_same_choices_give_the_same_plan_whatever_the_order_of_the_bank(made):
    assert [one["choices"] for one in [*made["single"], *made["double"]] if not one["again"]] == []


def test_the_clock_never_goes_back_and_the_close_begins_five_minutes_before_the_end(made):
    for one in made["single"]:
        closing = parts([KIT.questions[asked["id"]] for asked in one["plan"]["asked"]]).index("close")
        assert one["marks"][0] == 0 and one["marks"] == sorted(set(one["marks"])) and one["marks"][closing] == one["choices"]["minutes"] - 5, one["choices"]


def test_a_swap_keeps_the_promises_of_a_plan(made):
    for one in (one for one in made["single"] if "swaps" in one):
        ids = [asked["id"] for asked in one["plan"]["asked"]]
        for place, others in enumerate(one["swaps"]):
            assert ids[place] in others and set(others) & set(ids) == {ids[place]}
            assert {KIT.questions[other].part for other in others} == {KIT.questions[ids[place]].part}
            assert all(KIT.questions[other].risk <= CAP[one["choices"]["know"]] for other in others)


def test_most_places_offer_something_else(made):
    swaps = [others for one in made["single"] if "swaps" in one for others in one["swaps"]]
    assert sum(len(others) > 1 for others in swaps) > 0.9 * len(swaps)


def test_the_bank_takes_the_minutes_its_depths_say():
    minutes = {depth.depth: depth.minutes for depth in ARC.depths}
    assert [question.id for question in KIT.questions.values() if question.part != "close" and question.minutes != minutes[question.depth]] == []
    assert [question.id for question in KIT.questions.values() if not set(question.best_for) <= set(question.goals)] == []
    assert [question.id for question in KIT.questions.values() if question.closing and question.part != "close"] == []


# --- in the browser


def make(page, goal="What the work is like day to day", **more):
    page.get_by_label("What do you want to know?").select_option(label=goal)
    if "who" in more:
        page.get_by_text("More, if you like").click()
    for label, value in more.items():
        page.get_by_label({"minutes": "How long did you ask for?", "who": "Who are you talking to?", "know": "How well do you know them?"}[label]).select_option(label=value)
    page.get_by_role("button", name="Make my plan").click()


def questions(page) -> list[str]:
    return [box.input_value() for box in page.locator(".ck-plan-item:visible textarea").all()]


def test_a_plan_made_once_stands_on_both_sheets_and_comes_back(visit):
    page = visit.open("/questions/")
    make(page, minutes="30 minutes", who="Someone who leads a team")
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_role("heading", name="Your plan")).to_be_focused()
    plan = questions(page)
    assert len(plan) == 7 and plan[-1] == KIT.questions["who-else-to-learn-from"].text
    expect(page.locator(".ck-plan-item").first.get_by_text("At the start")).to_be_visible()
    expect(page.get_by_text("7 questions for 30 minutes. Stop them at 25, so that the last 5 are for closing.")).to_be_visible()
    visit.go(page)
    assert questions(page) == plan
    expect(page.get_by_label("How long did you ask for?")).to_have_value("30")
    page.get_by_role("link", name="The sheet for the day").click()
    expect(page.locator(":not(:defined)")).to_have_count(0)
    rows = page.locator("[data-field=notes] .ck-row")
    assert [row.get_by_label("Question").input_value() for row in rows.all()] == plan
    expect(page.get_by_label("Your closing words")).to_have_value(re.compile(re.escape(plan[-1])))
    rows.nth(1).get_by_label("Question").fill("How did you get here, from the bakery?")
    expect(page.get_by_text("Saved on this device.")).to_be_visible()
    visit.go(page, "/sheets/question-plan/")
    expect(page.get_by_label("How many minutes did you ask for?")).to_have_value("30")
    expect(page.get_by_label("Two spare questions")).to_have_value(re.compile(r"\?\n.*\?$"))
    assert page.locator("[data-field=questions] .ck-row").nth(1).get_by_label("Question").input_value() == "How did you get here, from the bakery?"
    visit.go(page, "/questions/")
    assert questions(page)[1] == "How did you get here, from the bakery?"


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
    assert questions(page)[-1] == before[1]


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


# --- the timer


def test_the_timer_is_quiet_and_says_once_when_to_close(visit):
    page = visit.context.new_page()
    page.clock.install(time="2027-03-11T15:00:00")
    visit.go(page, "/sheets/on-the-day/")
    page.get_by_label("Your closing words").fill("Who else could I learn from, Daniel?")
    expect(page.get_by_label("How many minutes do you have?")).to_have_value("20")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    expect(page.get_by_role("timer")).to_have_text("About 20 minutes left")
    page.clock.run_for("04:01")
    expect(page.get_by_role("timer")).to_have_text("About 16 minutes left")
    page.evaluate("window.said = []; new MutationObserver(() => said.push(document.querySelector('[data-part=cue]').textContent)).observe(document.querySelector('.ck-timer-cue'), { subtree: true, childList: true, characterData: true })")
    page.clock.run_for("10:30")
    cue = page.locator(".ck-timer").get_by_role("status")
    expect(cue).to_have_text("")
    page.clock.run_for("01:30")
    expect(cue).to_have_text("Time to close")
    expect(page.locator(".ck-timer-lines")).to_have_text("Who else could I learn from, Daniel?")
    page.clock.run_for("02:00")
    assert page.evaluate("said") == ["Time to close"]
    page.clock.run_for("03:00")
    expect(cue).to_have_text("The time you asked for is over. Thank them, and let them go.")
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_focused()


def test_the_timer_is_right_after_sleep_pause_and_reload(visit):
    page = visit.context.new_page()
    page.clock.install(time="2027-03-11T15:00:00")
    visit.go(page, "/sheets/on-the-day/")
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.fast_forward("15:30")  # a locked screen: its ticks fire at most once
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("timer")).to_have_text("About 5 minutes left")
    expect(page.locator(".ck-timer").get_by_role("status")).to_have_text("Time to close")
    page.get_by_role("button", name="Pause").click()
    page.clock.fast_forward("10:00")
    visit.go(page)
    expect(page.get_by_role("timer")).to_have_text("Paused, about 5 minutes left")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Hide the minutes").click()
    expect(page.get_by_role("timer")).to_have_text("The timer is on. It will tell you when it is time to close.")
    assert page.evaluate("document.querySelectorAll('audio, video').length") == 0


@pytest.mark.parametrize("scheme, width", [("light", 320), ("dark", 1280)])
def test_plan_and_timer_have_no_violation_and_no_sideways_scroll(browser, address, scheme, width):
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.clock.install(time="2027-03-11T15:00:00")
    page.goto(f"{address}/questions/")
    make(page)
    page.get_by_role("button", name="Take out question 2").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.goto(f"{address}/sheets/on-the-day/")
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for("16:00")
    expect(page.get_by_text("Time to close", exact=True)).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    context.close()
