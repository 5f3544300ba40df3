"""The calendar file as a real parser reads it: written by Node from the shipped data, and downloaded in the browser."""

import datetime
import json
import re
import subprocess

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from macros.model.calendar import calendar_rules
from tests.machine import ROOT, node
from tests.test_accessibility import violations

KEY = "ck:coffee-chat-kit"
ID = "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"
CHAT = {"chat": "2027-03-18", "chat_time": "15:00", "chat_zone": "Europe/London", "their_zone": "America/Toronto"}
WRITE = """
import { aheadWith, asFile } from "./site_overrides/assets/js/calendar.js";
import { newPerson } from "./site_overrides/assets/js/record.js";
const { rules, dates, where, name, words, now } = JSON.parse(process.argv[1]);
const say = (id, values) => words[id].replace(/\\{(\\w+)\\}/g, (_, part) => values[part]);
const person = { ...newPerson(), dates, notes: { after: "SECRET" }, sheets: where ? { "time-and-place": { where } } : {} };
const setting = { rules, now: Date.parse(now), here: "Europe/London", name, say, locale: "en-GB" };
process.stdout.write(asFile(aheadWith(person, setting), { owner: "%s", site: "coffee-chat-kit", now: setting.now, link: (page) => `https://kit.example/${page}` }));
""" % ID  # fmt: skip


@pytest.fixture(scope="module")
def written(toolkit):
    """A function from a person's dates to the bytes of their calendar file."""
    rules = calendar_rules(toolkit.kit.calendar, toolkit.kit.next_steps, lambda page: page)
    words = {name: label.text for name, label in toolkit.kit.labels.items() if name.startswith("dates-")}

    def write(dates: dict, name: str = "Daniel", where: str = "", now: str = "2027-03-01T09:00:00Z") -> bytes:
        given = json.dumps({"rules": rules, "dates": dates, "where": where, "name": name, "words": words, "now": now})
        return subprocess.run([node(), "--input-type=module", "-e", WRITE, given], cwd=ROOT, capture_output=True, check=True).stdout

    return write


def read(raw: bytes) -> list:
    """The entries of a file, after proof that every byte of it is as RFC 5545 wants it."""
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r") and raw.endswith(b"END:VCALENDAR\r\n")
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75 and line.decode("utf-8") is not None
    calendar = Calendar.from_ical(raw)
    assert calendar.errors == [] and calendar["version"] == "2.0" and calendar["prodid"]
    for event in calendar.walk("VEVENT"):
        assert event.errors == [] and all(key in event for key in event.required)
        assert len(event.walk("VALARM")) == 1
    return calendar.walk("VEVENT")


def test_a_talk_gives_five_entries_a_parser_accepts(written):
    raw = written(CHAT, where="His video link; if it drops, I join again")
    events = read(raw)
    assert [str(event["uid"]) for event in events] == [f"{ID}-{kind}@coffee-chat-kit" for kind in ("chat", "thank", "touch-1", "touch-2", "touch-3")]
    chat, thank, *_ = events
    assert chat.decoded("dtstart") == datetime.datetime(2027, 3, 18, 15, tzinfo=datetime.UTC)
    assert chat.decoded("dtend") - chat.decoded("dtstart") == datetime.timedelta(minutes=20)
    assert "15:00 in London, 11:00 in Toronto" in str(chat["description"])
    assert str(chat["location"]) == "His video link; if it drops, I join again"
    assert thank.decoded("dtstart") == datetime.datetime(2027, 3, 19, 10)  # floats: no zone
    assert b"SECRET" not in raw


def test_a_message_gives_the_reminder_after_the_days_of_the_data(written, toolkit):
    reminder, stop = read(written({"sent": "2027-03-02"}))
    assert [event.decoded("dtstart").date() for event in (reminder, stop)] == [datetime.date(2027, 3, 11), datetime.date(2027, 3, 22)]
    assert toolkit.kit.next_steps["remind"].days == (7,) and toolkit.kit.next_steps["remind"].working


def test_every_entry_leads_back_to_its_page(written, toolkit):
    for event in [*read(written({"sent": "2027-03-02"})), *read(written(CHAT))]:
        assert str(event["url"]) in str(event["description"])
        assert str(event["url"]).removeprefix("https://kit.example/") in toolkit.pages


@pytest.mark.parametrize("name", ["a\r\nEND:VEVENT\r\nBEGIN:VEVENT", "Ann; DROP, \\n", "👩🏽‍🔬" * 40, "王小明", "x" * 500, "{name}", "$&"])
def test_no_name_breaks_the_file(written, name):
    events = read(written(CHAT, name=name, where=name))
    assert len(events) == 5
    assert re.sub(r"\s+", " ", name) in re.sub(r"\s+", " ", str(events[0]["summary"]))


def test_the_file_from_the_browser_is_the_same_kind_of_file(visit, tmp_path):
    page = visit.open("/sheets/time-and-place/")
    dates = page.locator("ck-dates")
    dates.get_by_label("The day").fill("2099-03-18")
    dates.get_by_label("Time, on your clock").fill("15:00")
    dates.get_by_label("Your clock", exact=True).select_option("Europe/London")
    dates.get_by_label("Their clock").select_option("America/Toronto")
    expect(dates.locator("[data-part=clocks]")).to_contain_text("15:00 in London, 11:00 in Toronto.")
    expect(dates.get_by_text("Saved on this device.")).to_be_visible()
    assert violations(page) == []
    with page.expect_download() as download:
        dates.get_by_role("button", name="Put this into my calendar").click()
    assert download.value.suggested_filename.endswith(".ics")
    download.value.save_as(tmp_path / "dates.ics")
    events = read((tmp_path / "dates.ics").read_bytes())
    assert len(events) == 5 and events[0].decoded("dtstart") == datetime.datetime(2099, 3, 18, 15, tzinfo=datetime.UTC)
    first = str(events[0]["uid"])

    visit.go(page)
    expect(dates.get_by_label("Their clock")).to_have_value("America/Toronto")
    dates.get_by_label("The day").fill("2099-03-25")
    dates.get_by_label("The day").blur()
    with page.expect_download() as download:
        dates.get_by_role("button", name="Put this into my calendar").click()
    download.value.save_as(tmp_path / "again.ics")
    again = read((tmp_path / "again.ics").read_bytes())
    assert str(again[0]["uid"]) == first and int(again[0]["sequence"]) >= int(events[0]["sequence"])
    assert again[0].decoded("dtstart").day == 25


def test_the_dates_are_copied_as_text_too(visit):
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open("/sheets/time-and-place/")
    dates = page.locator("ck-dates")
    dates.get_by_label("The day").fill("2099-03-18")
    dates.get_by_role("button", name="Copy the dates as text").click()
    expect(dates.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "March 18, 2099: Coffee chat with them" in copied and "March 19, 2099: Thank them" in copied


def test_a_time_the_clock_jumps_over_is_told(visit):
    page = visit.open("/sheets/time-and-place/")
    dates = page.locator("ck-dates")
    dates.get_by_label("The day").fill("2027-03-28")
    dates.get_by_label("Time, on your clock").fill("01:30")
    dates.get_by_label("Your clock", exact=True).select_option("Europe/London")
    expect(dates.get_by_text("the clock in London jumps over this time. We read it as 02:30.")).to_be_visible()


def test_looking_at_the_dates_saves_nothing_and_makes_nobody(visit):
    page = visit.open("/sheets/time-and-place/")
    expect(page.locator("ck-dates").get_by_text("Nothing lies ahead yet.")).to_be_visible()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None


def test_without_javascript_the_sheet_says_how_to_do_it_by_hand(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/sheets/time-and-place/")
    expect(page.get_by_text("Write the day, the hour and both cities")).to_be_visible()
    assert page.locator("ck-dates button:visible, ck-dates select:visible").count() == 0
    context.close()
