"""What every plan of questions promises, whatever a student chose: all 1,296 combinations hold it."""

import json
import subprocess

import pytest

from macros.planning import plan_data
from macros.toolkit import open_toolkit
from tests.machine import ROOT, node

KIT = open_toolkit(ROOT).kit
ARC = KIT.plan["usual"]
LENGTHS = {length.minutes: length for length in ARC.lengths}
SHOWN = {15: 5, 20: 6, 30: 7}
CAP = {boldest.closeness: boldest.risk for boldest in ARC.boldest}
MIDDLE = ("day", "culture", "challenge", "trend")


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
