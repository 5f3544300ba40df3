"""The promise of the home page: one evening, no account, from nobody in mind to a message, a plan, the sheet for the day and the dates."""

import re
from datetime import date, timedelta

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Locator, expect

from macros.toolkit import open_toolkit
from tests.conftest import Visit
from tests.machine import ROOT
from tests.printing import printed, squeezed
from tests.test_accessibility import violations

KIT = open_toolkit(ROOT).kit
GOAL = "What the work is like day to day"
ANSWERS = {
    "What the two of you share": "chose Northfield University",
    "One thing of theirs that you noticed": "your article on redrawing the hospital night bus",
    "What you want to learn": "what a transport planner does in a normal week",
    "Who you are": "a second-year geography student",
    "Your full name": "Marisol Vega",
    "Where you study, train or work": "Northfield University",
    "The kind of work they do": "transport planning",
}
FINE = "Nothing stands out. Read it aloud once, then send it."
SLOW = 20_000  # the rules are fetched with the first draft; a busy machine may take its time
READING, TYPING = 200, 25  # words a minute: every word of every page, and a phone's keyboard
WORDS = """() => { const count = part => part.innerText.split(/\\s+/).filter(Boolean).length, main = document.querySelector("main");
return [...main.querySelectorAll("select")].reduce((words, list) => words - count(list), count(main)); }"""


class Hands:
    """A student at the device. Everything they do is done to something the page offers; what they choose, read and type is counted."""

    def __init__(self, visit: Visit):
        self.visit, self.page = visit, visit.open("/")
        self.choices = self.typed = 0
        self.read: dict[str, int] = {}

    def to(self, control: Locator) -> None:
        raise NotImplementedError

    def press(self, control: Locator) -> None:
        raise NotImplementedError

    def enter(self, control: Locator, text: str) -> None:
        raise NotImplementedError

    def choose(self, control: Locator, words: str) -> None:
        raise NotImplementedError

    def follow(self, control: Locator) -> None:
        """Goes where a link leads."""
        before = self.page.url
        self.press(control)
        expect(self.page).not_to_have_url(before)
        expect(self.page.locator(":not(:defined)")).to_have_count(0)

    def write(self, control: Locator, text: str) -> None:
        self.typed += len(text.split())
        self.enter(control, text)

    def look(self, *stays: tuple[Locator, str]) -> None:
        """The page is fine as it is; it is loaded anew, and what was written is still there."""
        for control, value in stays:
            expect(control).to_have_value(value)
        assert violations(self.page) == []
        self.visit.go(self.page)
        for control, value in stays:
            expect(control).to_have_value(value)
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        path = self.page.evaluate("location.pathname")
        self.read[path] = max(self.read.get(path, 0), self.page.evaluate(WORDS))

    @property
    def minutes(self) -> float:
        """How long a person takes who reads every word of every page, and types on a phone."""
        return sum(self.read.values()) / READING + self.typed / TYPING


class Keyboard(Hands):
    """Only keys: what is wanted is reached with Tab."""

    def to(self, control: Locator) -> None:
        for _ in range(250):
            self.page.keyboard.press("Tab")
            if control.evaluate("control => control === document.activeElement"):
                return
        raise AssertionError(f"{control} was not reached with Tab")

    def press(self, control: Locator) -> None:
        self.to(control)
        self.page.keyboard.press("Space" if control.evaluate("it => it.matches('input')") else "Enter")

    def enter(self, control: Locator, text: str) -> None:
        self.to(control)
        kind = control.get_attribute("type")
        if kind == "date":  # the parts of a date field, in the order of this browser's language
            text = "{1}{2}{0}".format(*text.split("-"))
        self.page.keyboard.type(f"{text.replace(':', '')}PM" if kind == "time" else text)

    def choose(self, control: Locator, words: str) -> None:
        self.to(control)
        self.page.keyboard.type(words)


class Thumb(Hands):
    """Only taps, and the phone's own keyboard and wheels."""

    def press(self, control: Locator) -> None:
        control.tap()

    def enter(self, control: Locator, text: str) -> None:
        control.tap()
        if control.get_attribute("type") in ("date", "time"):
            control.fill(text)
        else:  # no faster than two taps of two fields that the browser tells from one double tap
            self.page.keyboard.type(text, delay=25)

    def choose(self, control: Locator, words: str) -> None:
        control.tap()
        control.select_option(label=words)


def find_a_name(me: Hands) -> None:
    """Nobody in mind: one tap on how asking feels, one ring, one name."""
    page = me.page
    me.follow(page.get_by_role("link", name="Help me find someone"))
    me.press(page.get_by_label("It feels fine"))
    me.choices += 2
    ring = page.locator("details[data-ring=alum]")
    expect(ring).to_have_attribute("open", "")
    me.look()
    expect(page.get_by_label("It feels fine")).to_be_checked()
    me.write(ring.get_by_label("A name came to mind? Write it here"), "Daniel Osei")
    me.press(ring.get_by_role("button", name="Put them on my list"))
    me.follow(ring.get_by_role("link", name="Write to Daniel Osei"))
    expect(page.get_by_label("Their first name")).to_have_value("Daniel")


def have_a_name(me: Hands) -> None:
    """Somebody in mind: the way to them is asked where the message is written."""
    page = me.page
    me.follow(page.get_by_role("link", name="I have someone in mind"))
    me.choose(page.get_by_label("How you know them"), "We share a school, course or employer")
    me.choices += 2
    me.write(page.get_by_label("Their first name"), "Daniel")


def write_a_message(me: Hands) -> None:
    """Short answers, put together; the tool finds nothing to change, and it is sent."""
    page = me.page
    for label, words in ANSWERS.items():
        me.write(page.get_by_label(label, exact=True), words)
    expect(page.get_by_text("Saved on this device.")).to_be_visible()
    me.look(*[(page.get_by_label(label, exact=True), words) for label, words in ANSWERS.items()])
    expect(page.get_by_label("How you know them")).to_have_value("same-school")
    me.press(page.get_by_role("button", name="Put it together"))
    draft = page.get_by_role("textbox", name="Your own words, from here on")
    expect(draft).to_have_value(re.compile(r"^Hello Daniel,\n\nYou and I both chose Northfield.*Marisol Vega$", re.S))
    expect(page.get_by_text(FINE)).to_be_visible(timeout=SLOW)
    me.look((draft, draft.input_value()))
    expect(page.get_by_text(FINE)).to_be_visible(timeout=SLOW)
    me.press(page.get_by_role("button", name="Copy the message"))
    me.press(page.get_by_role("button", name="Yes, I sent it today"))
    expect(page.get_by_text("If nothing comes, you may send one reminder on")).to_be_visible()
    me.look((draft, draft.input_value()))
    expect(page.get_by_text("If nothing comes, you may send one reminder on")).to_be_visible()


def plan_the_talk(me: Hands) -> list[str]:
    """Five to seven questions, from one choice. Returns them."""
    page = me.page
    me.follow(page.get_by_role("link", name="Choose my questions"))
    expect(page.get_by_text("For your talk with Daniel")).to_be_visible()
    me.choose(page.get_by_label("What do you want to know?"), GOAL)
    me.press(page.get_by_role("button", name="Make my plan"))
    boxes = page.locator(".ck-plan-item:visible textarea")
    expect(page.get_by_role("heading", name="Your plan")).to_be_focused()
    plan = [box.input_value() for box in boxes.all()]
    assert 5 <= len(plan) <= 7 and set(plan) <= {question.text for question in KIT.questions.values()}
    me.look(*zip(boxes.all(), plan))
    return plan


def take_the_sheet(me: Hands, plan: list[str]) -> None:
    """The sheet for the day holds the plan, and a line of one's own."""
    page = me.page
    me.follow(page.get_by_role("link", name="The sheet for the day"))
    rows = [(page.get_by_role("group", name=f"Row {number}").get_by_label("Question"), words) for number, words in enumerate(plan, 1)]
    opening = page.get_by_label("Your opening words")
    me.write(opening, "Hello Daniel, thank you for the time. May I begin with your week?")
    expect(page.get_by_text("Saved on this device.")).to_be_visible()
    me.look((opening, "Hello Daniel, thank you for the time. May I begin with your week?"), *rows)


def take_the_dates(me: Hands, day: date, folder) -> None:
    """One file holds the talk, the thank-you and the light messages, for a real calendar."""
    page = me.page
    me.follow(page.locator(".ck-next").get_by_role("link", name="Time and place"))
    dates = page.locator("ck-dates")
    fields = [(dates.get_by_label("The day"), day.isoformat()), (dates.get_by_label("Time, on your clock"), "15:00")]
    for control, words in fields:
        me.write(control, words.replace("15:00", "03:00") if isinstance(me, Keyboard) else words)
    expect(dates.get_by_text("Saved on this device.")).to_be_visible()
    me.look(*fields)
    with page.expect_download() as download:
        me.press(dates.get_by_role("button", name="Put this into my calendar"))
    download.value.save_as(folder / "dates.ics")
    calendar = Calendar.from_ical((folder / "dates.ics").read_bytes())
    entries = [(str(event["summary"]), event.decoded("dtstart").date()) for event in calendar.walk("VEVENT")]
    assert entries[:2] == [("Coffee chat with Daniel", day), ("Thank Daniel", day + timedelta(1))]
    assert [name for name, _ in entries[2:]] == ["A light message to Daniel"] * 3


@pytest.fixture
def me(hands: type[Hands], browser: Browser, address: str):
    touch = hands is Thumb
    size = {"width": 360, "height": 740} if touch else {"width": 1280, "height": 900}
    context = browser.new_context(viewport=size, has_touch=touch, is_mobile=touch, reduced_motion="reduce", accept_downloads=True, locale="en-US")
    visit = Visit(context, address)
    yield hands(visit)
    context.close()
    assert visit.elsewhere() == [] and visit.errors == []


@pytest.mark.parametrize("hands, begin", [(Keyboard, find_a_name), (Thumb, have_a_name)])
def test_one_evening_is_enough_for_a_message_a_plan_the_sheet_and_the_dates(me, begin, tmp_path):
    me.look()
    begin(me)
    assert me.choices <= 3, "three choices at most before the student writes"
    write_a_message(me)
    pages, words = printed(me.page, "A4")
    assert squeezed("You and I both chose Northfield University") in squeezed(words)
    plan = plan_the_talk(me)
    take_the_sheet(me, plan)
    more, words = printed(me.page, "A4")
    assert [question for question in plan if squeezed(question) not in squeezed(words)] == []
    assert pages + more + KIT.worksheets["after-the-chat"].pages <= 4, "message, sheet for the day and the one for after, on paper"
    take_the_dates(me, date.today() + timedelta(9), tmp_path)
    assert me.minutes <= 30, f"{me.read} words to read, {me.typed} to type"
