"""Somebody new to a country, or writing to another one: both clocks, names and titles, plainer words, and visas late or not at all."""

import re

import pytest
from playwright.sync_api import expect

from tests.people import DANIEL, bring, someone
from tests.test_builder import DRAFT, LOOK, write

TALK = {"answered": "2027-03-05", "chat": "2027-03-18", "chat_time": "15:00", "chat_zone": "Europe/London", "their_zone": "America/Toronto"}
VISA = re.compile(r"\b(?:visas?|permits?|sponsor\w*|immigration|right to work)\b", re.I)


def test_the_confirmation_and_the_dates_give_both_clocks(visit):
    bring(visit, {DANIEL: someone("Daniel", "Osei", **TALK)})
    page = visit.open("/messages/")
    expect(page.get_by_label("For", exact=True)).to_have_value("time-and-place")
    page.get_by_role("button", name="Put it together").click()
    expect(page.locator(DRAFT)).to_have_value(re.compile(r"on Thursday.{1,20}11:00 Toronto time\. For me that is Thursday.{1,20}15:00 London time\.", re.S))
    visit.go(page, "/sheets/time-and-place/")
    expect(page.locator("[data-part=clocks]")).to_have_text(re.compile(r"3:00 PM|15:00"))
    expect(page.locator("[data-part=clocks]")).to_contain_text("Toronto")
    expect(page.locator("[data-part=clocks]")).to_contain_text("London")


def test_a_time_without_a_zone_is_pointed_out(visit):
    page = visit.open("/messages/")
    write(page, "Hello Daniel,\n\nI live in Leeds and you are in Toronto. Could we talk by video on Tuesday at 15:00, for 20 minutes?\n\nNoor Hassan")
    expect(page.get_by_text("Everything we looked at")).to_be_visible()
    expect(page.locator("[data-part=everything] li", has_text=re.compile("zone|clock"))).to_contain_text("worth a look")


def test_names_and_titles_are_explained_where_the_name_is_written(visit):
    page = visit.open("/messages/")
    field = page.get_by_label("Their first name")
    expect(field).to_have_accessible_description(re.compile("Family names come first in some places.*more formal.*title and surname", re.S))
    page.get_by_label("How you know them").select_option("They live in another country")
    expect(page.get_by_text("Begin with title and surname, and follow when they relax.")).to_be_visible()
    page.get_by_label("Their title and surname").fill("Ms Nyberg")
    page.get_by_role("button", name="Put it together").click()
    expect(page.locator(DRAFT)).to_have_value(re.compile(r"^Dear Ms Nyberg,"))


def test_plainer_and_more_formal_words_are_one_press_from_the_answers(visit):
    page = visit.open("/messages/")
    page.get_by_label("How you know them").select_option("We share a school, course or employer")
    page.get_by_role("link", name="Take plainer or more formal words").click()
    expect(page).to_have_url(re.compile("/messages/alum/$"))
    page.get_by_label("Plainer words").check()
    expect(page.locator(".ck-letter-side > .ck-letter:visible")).to_have_count(1)


@pytest.mark.parametrize("stage", ["first-message", "introduction", "no-reply", "thank-you", "fix-the-time", "keep-in-touch"])
def test_every_step_of_the_way_has_a_message_in_plainer_words(toolkit, stage):
    plain = [message for message in toolkit.kit.messages.values() if message.purpose == stage and any(tone.id == "plain" for tone in message.tones)]
    assert plain, f"no message of {stage} has plainer words"


def test_plainer_words_are_short_sentences(toolkit):
    for message in toolkit.kit.messages.values():
        for tone in message.tones:
            sentences = re.split(r"(?<=[.?!])\s+|\n+", re.sub(r"[\[{][^\]}]*[\]}]", "word", tone.body))
            assert tone.id != "plain" or max(len(sentence.split()) for sentence in sentences) <= 16, message.id


def test_no_message_speaks_of_visas_and_a_first_message_that_does_is_pointed_out(visit, toolkit):
    for message in toolkit.kit.messages.values():
        assert not VISA.search(" ".join([message.subject or "", message.body, *(tone.body for tone in message.tones)])), message.id
    page = visit.open("/messages/")
    write(page, "Hello Daniel,\n\nCould you tell me whether your company sponsors visas? May I ask you for 20 minutes?\n\nNoor Hassan")
    expect(page.locator("[data-rule=asks-for-job]")).to_be_visible()
    page.locator(DRAFT).fill("Hello Daniel,\n\nHow do people who trained elsewhere usually begin here? May I ask you for 20 minutes?\n\nNoor Hassan")
    expect(page.locator(LOOK)).to_be_visible()
    expect(page.locator("[data-rule=asks-for-job]")).to_have_count(0)


def test_where_to_get_advice_on_working_here_is_a_late_question_and_an_optional_one(visit, toolkit):
    [question] = [question for question in toolkit.kit.questions.values() if VISA.search(f"{question.text} {question.why}") and "international" in question.audiences]
    assert question.part == "advice" and not VISA.search(question.text)
    assert "sponsor-my-visa" in toolkit.kit.never_ask
    page = visit.open("/questions/")
    page.get_by_label("What do you want to know?").select_option("How people get in")
    page.get_by_text("More, if you like").click()
    page.get_by_label("Who are you talking to?").select_option("Someone who moved country")
    page.get_by_role("button", name="Make my plan").click()
    asked = page.locator(".ck-plan-item:visible textarea")
    expect(asked.first).to_be_visible()
    texts = [field.input_value() for field in asked.all()]
    assert question.text not in texts[:3], "never near the beginning"
    if question.text in texts:
        page.get_by_role("button", name=f"Take out question {texts.index(question.text) + 1}").click()
        assert question.text not in [field.input_value() for field in page.locator(".ck-plan-item:visible textarea").all()]


def test_being_new_to_a_country_has_a_page_that_names_who_to_ask(visit):
    page = visit.open("/stuck/new-country/")
    expect(page.get_by_role("main")).to_contain_text("international office")
    expect(page.get_by_role("main")).to_contain_text("it need not come first")
