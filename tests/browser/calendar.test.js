import assert from "node:assert/strict";
import { test } from "node:test";

import { aheadWith, asFile, asText, clocksInWords, folded, talkOf } from "../../site_overrides/assets/js/calendar.js";
import { newPerson } from "../../site_overrides/assets/js/record.js";

/** As data/calendar.yml has them, with the days of data/next_steps.yml; tests/test_calendar.py uses the shipped ones. */
const RULES = [
  { id: "chat", text: "Coffee chat with {name}", detail: "About {n} minutes.", after: ["chat"], lacks: ["met"], timed: true, minutes: 20, alarm: 60, page: "day" },
  { id: "reminder", text: "Remind {name}", detail: "Once.", days: [7], working: true, planned: "reminder", after: ["sent"], lacks: ["reminded", "answered", "chat"], minutes: 15 },
  { id: "stop", text: "Let {name} be", detail: "Leave it.", days: [7], working: true, after: ["reminded"], follows: "reminder", lacks: ["answered", "chat"], minutes: 15 },
  { id: "thank", text: "Thank {name}", detail: "Soon.", days: [1], after: ["chat", "met"], lacks: ["thanked"], minutes: 15 },
  { id: "touch", text: "Write to {name}", detail: "Lightly.", days: [30, 60, 90], after: ["thanked", "touch"], follows: "thank", minutes: 15 },
];
const WORDS = { "dates-clock": "{time} in {city}", "dates-clock-day": "{time} on {day} in {city}" };
const say = (id, values) => WORDS[id].replace(/\{(\w+)\}/g, (_, name) => values[name]);
const setting = (now, more) => ({ rules: RULES, now: Date.parse(now), here: "Europe/London", name: "Daniel", say, locale: "en-GB", ...more });
const person = (dates, more) => ({ ...newPerson(), dates, ...more });
const kinds = (dates, now = "2027-03-01T09:00Z", more) => aheadWith(person(dates, more), setting(now)).map(({ kind, day }) => `${kind} ${day}`);
const CHAT = { chat: "2027-03-11", chat_time: "15:00", chat_zone: "Europe/London", their_zone: "America/Toronto" };
const file = (dates, now = "2027-03-01T09:00Z", more) => asFile(aheadWith(person(dates, more), setting(now)), { owner: "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed", site: "kit", now: Date.parse(now) });

test("after a message: the reminder after seven working days, then the day to let it be", () => {
  assert.deepEqual(kinds({ sent: "2027-03-02" }), ["reminder 2027-03-11", "stop 2027-03-22"]);
  assert.deepEqual(kinds({ sent: "2027-03-02", reminder: "2027-03-09" }), ["reminder 2027-03-09", "stop 2027-03-18"]);
  assert.deepEqual(kinds({ sent: "2027-03-02", reminded: "2027-03-12" }), ["stop 2027-03-23"]);
  assert.deepEqual(kinds({ sent: "2027-03-02", answered: "2027-03-03" }), []);
});

test("with a talk fixed: the talk, the thank-you the next day, three light messages", () => {
  assert.deepEqual(kinds({ sent: "2027-02-20", ...CHAT }), ["chat 2027-03-11", "thank 2027-03-12", "touch-1 2027-04-11", "touch-2 2027-05-11", "touch-3 2027-06-10"]);
});

test("each light message counts anew from the last one, and keeps its own name", () => {
  assert.deepEqual(kinds({ thanked: "2027-03-12" }), ["touch-1 2027-04-11", "touch-2 2027-05-11", "touch-3 2027-06-10"]);
  assert.deepEqual(kinds({ thanked: "2027-03-12", touch: "2027-04-20", touches: "1" }), ["touch-2 2027-05-20", "touch-3 2027-06-19"]);
  assert.deepEqual(kinds({ thanked: "2027-03-12", touch: "2027-04-20", touches: "3" }), []);
});

test("not contacting again, or only with real news, gives no reminder", () => {
  assert.deepEqual(kinds({ ...CHAT, closed: "2027-03-01" }), []);
  assert.deepEqual(kinds(CHAT, undefined, { sheets: { "keep-in-touch": { limit: "not-again" } } }), []);
  assert.deepEqual(kinds({ thanked: "2027-03-12" }, undefined, { sheets: { "keep-in-touch": { limit: "real-news" } } }), []);
});

test("only what still lies ahead, to the minute of the student's own clock", () => {
  assert.deepEqual(kinds({ sent: "2027-03-02" }, "2027-03-11T09:59Z")[0], "reminder 2027-03-11");
  assert.deepEqual(kinds({ sent: "2027-03-02" }, "2027-03-11T10:00Z")[0], "stop 2027-03-22");
  assert.equal(kinds(CHAT, "2027-03-11T14:59Z")[0], "chat 2027-03-11");
  assert.equal(kinds(CHAT, "2027-03-11T15:00Z")[0], "thank 2027-03-12");
});

test("the talk stands in UTC, right where only one side has changed to summer time; the rest floats at ten", () => {
  for (const [chat, start, words] of [
    ["2027-03-11", "20270311T150000Z", "15:00 in London, 10:00 in Toronto"],
    ["2027-03-18", "20270318T150000Z", "15:00 in London, 11:00 in Toronto"],
    ["2027-03-30", "20270330T140000Z", "15:00 in London, 10:00 in Toronto"],
    ["2027-11-01", "20271101T150000Z", "15:00 in London, 11:00 in Toronto"],
  ]) {
    const text = file({ ...CHAT, chat }).replaceAll("\r\n ", "");
    assert.ok(text.includes(`DTSTART:${start}\r\n`) && text.includes(words.replaceAll(",", "\\,")), chat);
  }
  assert.ok(file(CHAT).includes("DTSTART:20270312T100000\r\nDURATION:PT15M"));
});

test("the zone of the talk is the one it was typed in, even after a journey", () => {
  const found = aheadWith(person(CHAT), { ...setting("2027-03-01T09:00Z"), here: "Asia/Tokyo" })[0];
  assert.equal(new Date(found.instant).toISOString(), "2027-03-11T15:00:00.000Z");
});

test("a talk without a time stands on its whole day, today included", () => {
  assert.match(file({ chat: "2027-03-11" }), /DTSTART;VALUE=DATE:20270311\r\nDTEND;VALUE=DATE:20270312/);
  assert.equal(kinds({ chat: "2027-03-11" }, "2027-03-11T20:00Z")[0], "chat 2027-03-11");
});

test("a length typed is used, one that is none is not", () => {
  for (const [typed, end] of [["30", "153000"], ["0", "152000"], ["-5", "152000"], ["9999", "152000"], ["x", "152000"]]) assert.ok(file({ ...CHAT, chat_minutes: typed }).includes(`DTEND:20270311T${end}Z`), typed);
});

test("a second file names the same entries and counts higher", () => {
  const parts = (text, name) => [...text.matchAll(new RegExp(`^${name}:(.*)\r$`, "gm"))].map(([, value]) => value);
  const [one, two] = [file(CHAT), file({ ...CHAT, chat: "2027-03-15" }, "2027-03-02T09:00Z")];
  assert.deepEqual(parts(one, "UID"), parts(two, "UID"));
  assert.equal(new Set(parts(one, "UID")).size, 5);
  assert.ok(Number(parts(two, "SEQUENCE")[0]) > Number(parts(one, "SEQUENCE")[0]) && Number(parts(two, "SEQUENCE")[0]) < 2 ** 31);
});

test("no note and no answer of a sheet is ever in it; the place is, once typed", () => {
  const notes = { notes: { after: "SECRET-1" }, messages: [{ body: "SECRET-2" }], sheets: { research: { facts: "SECRET-3" }, "time-and-place": { where: "Library café, ground floor", cost: "SECRET-4" } } };
  const text = file(CHAT, undefined, { ...notes, person: { first: "Daniel", how_known: "SECRET-5" } });
  assert.ok(!text.includes("SECRET") && text.includes("LOCATION:Library café\\, ground floor\r\n"));
  assert.ok(!file(CHAT).includes("LOCATION"));
});

test("no name and no place can end a line or begin an entry", () => {
  const hostile = "a\r\nEND:VEVENT\nBEGIN:VEVENT;x,y\\n\u2028z\u0000\ud800";
  const made = asFile(aheadWith(person(CHAT, { sheets: { "time-and-place": { where: hostile } } }), setting("2027-03-01T09:00Z", { name: hostile })), { owner: "x", site: "kit", now: 1.8e12 });
  assert.equal(made.match(/^BEGIN:VEVENT/gm).length, 5);
  assert.ok(!/[^\r]\n|\r[^\n]|\u0000|\p{Surrogate}/u.test(made));
});

test("lines are folded at 75 octets and never inside a character", () => {
  for (const text of ["x".repeat(400), "é".repeat(200), "👩🏽‍🔬".repeat(60), `${"x".repeat(74)}中`]) {
    const lines = folded(text).split("\r\n");
    assert.ok(lines.every((line) => new TextEncoder().encode(line).length <= 75 && line.isWellFormed()));
    assert.equal(lines.map((line, index) => (index ? line.slice(1) : line)).join(""), text);
  }
});

test("the dates as text say the same, in words", () => {
  const text = asText(aheadWith(person(CHAT), setting("2027-03-01T09:00Z")), "en-GB");
  assert.match(text, /^Thursday,? 11 March 2027: Coffee chat with Daniel\nThursday,? 11 March 2027: 15:00 in London, 10:00 in Toronto\nAbout 20 minutes\./);
  assert.match(text, /Friday,? 12 March 2027: Thank Daniel/);
});

test("another day on the other clock is named", () => {
  const talk = talkOf(person({ ...CHAT, chat_time: "20:00", their_zone: "Pacific/Auckland" }), "UTC", 20);
  assert.match(clocksInWords(talk, say, "en-GB"), /^20:00 in London, 09:00 on Friday,? 12 March 2027 in Auckland$/);
});
