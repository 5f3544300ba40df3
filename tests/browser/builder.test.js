// Which message it begins with, putting it together, and what is shown of the findings.

import assert from "node:assert/strict";
import { test } from "node:test";
import { askedFor, carriedOver, choiceOf, followed, inUnits, mailOf, openBlanks, putTogether, reading, sentChanges, timesOf } from "../../site_overrides/assets/js/builder.js";
import { newPerson } from "../../site_overrides/assets/js/record.js";

const SETTING = {
  usual: "first",
  occasions: {
    first: { states: ["found"], usual: "school", carries: {}, ways: { school: { message: "alum", short: "note", sets: ["sent"] }, friend: { message: "friend", short: "", sets: ["sent"] } } },
    thanks: { states: ["met"], usual: "soon", carries: {}, ways: { soon: { message: "thanks", short: "", sets: ["thanked"] } } },
  },
  messages: { alum: { channel: "email" }, note: { channel: "linkedin-note" }, friend: { channel: "direct" }, thanks: { channel: "email" } },
  channels: { email: { form: "email" }, "linkedin-note": { form: "linkedin_note" }, direct: { form: "message" } },
};
const chosen = (values) => choiceOf(SETTING, values.state ?? "found", (name) => values[name]);

test("how far one is with a person says what comes first, a choice goes before that", () => {
  assert.equal(chosen({ state: "met" }).message, "thanks");
  assert.equal(chosen({ state: "asked" }).message, "alum");
  assert.equal(chosen({ state: "met", occasion: "first", "first.way": "friend" }).message, "friend");
  assert.equal(chosen({ occasion: "__proto__", "first.way": "constructor" }).message, "alum");
});

test("a LinkedIn note takes the short message where there is one", () => {
  assert.equal(chosen({ "first.channel": "linkedin-note" }).message, "note");
  assert.equal(chosen({ "first.way": "friend", "first.channel": "linkedin-note" }).message, "friend");
});

test("answers fill the blanks as they are, and a missing one leaves its blank by name", () => {
  const { body } = putTogether({ subject: "", body: "Hello [first],\n\nI saw [seen]. [seen] and [other]" }, { first: " <b>$& Ana</b> ", seen: "your film." }, { other: "Who you are" });
  assert.equal(body, "Hello <b>$& Ana</b>,\n\nI saw your film. your film. and [Who you are]");
  assert.equal(openBlanks(body, { other: "Who you are", first: "First name" }), 1);
});

const finding = (rule, level, ok = false, spans = []) => ({ rule, level, ok, spans, message: rule });

test("three things at most, the gravest first, and none that the student keeps", () => {
  const found = [finding("a", "hint"), finding("b", "should"), finding("c", "must"), finding("d", "should"), finding("e", "should", true, [[0, 1]]), finding("f", "must")];
  const read = reading(found, ["f"]);
  assert.deepEqual(read.change.map(({ rule }) => rule), ["c", "b", "d"]);
  assert.deepEqual([read.open, read.more, read.works], [4, 1, ["e"]]);
  assert.deepEqual(read.all.map(({ state }) => state), ["to-do", "to-do", "to-do", "to-do", "met", "kept"]);
});

test("what a message leaves out on purpose is not asked for, and is praised when it is there", () => {
  const found = [finding("link", "hint"), finding("b", "should")];
  assert.deepEqual(reading(found, [], ["link"]).all.map(({ rule }) => rule), ["b"]);
  assert.deepEqual(reading([finding("link", "hint", true, [[0, 1]])], [], ["link"]).works, ["link"]);
});

const OCCASIONS = { first: { ways: { school: { message: "alum" }, friend: { message: "friend" } } }, thanks: { ways: { soon: { message: "thanks" } } } };

test("an address asks for an occasion or for one of its messages, and for nothing else", () => {
  assert.deepEqual(askedFor(OCCASIONS, "thanks"), { occasion: "thanks", way: "" });
  assert.deepEqual(askedFor(OCCASIONS, "friend"), { occasion: "first", way: "friend" });
  for (const other of ["", "constructor", "__proto__", "elsewhere"]) assert.deepEqual(askedFor(OCCASIONS, other), { occasion: "", way: "" });
});

test("a place in code points is found in a field that counts units", () => {
  assert.deepEqual(inUnits("😀 job", [2, 5]), [3, 6]);
});

test("a mail carries subject and body through any sign, broken halves of letters too", () => {
  const address = mailOf({ subject: "A & B?", body: "Hi\n50% #1 \ud83d é" });
  assert.equal(address, "mailto:?subject=A%20%26%20B%3F&body=Hi%0D%0A50%25%20%231%20%EF%BF%BD%20%C3%A9");
});

test("the talk stands on both clocks, by its day in words", () => {
  const words = timesOf({ chat: "2027-03-18", chat_time: "15:00", chat_zone: "Europe/London", their_zone: "America/Toronto" }, "en-GB");
  assert.equal(words["date-and-time-here"], "Thursday 18 March, 15:00 London time"); // a week in which only one of them has summer time
  assert.equal(words["date-and-time-there"], "Thursday 18 March, 11:00 Toronto time");
  assert.deepEqual(timesOf({ chat: "soon" }, "en-GB"), { "date-of-chat": "" });
});

test("what stands on a sheet is not asked again", () => {
  const person = { ...newPerson(), sheets: { "after-the-chat": { insight: "Ride the first bus" } } };
  assert.deepEqual(carriedOver({ "the-insight": "after-the-chat/insight", other: "after-the-chat/constructor" }, person), { "the-insight": "Ride the first bus" });
});

test("sending is noted with its day and its words", () => {
  const changes = Object.fromEntries(sentChanges({ kind: "first", sets: ["sent"], text: "Hello" }, newPerson(), "2027-02-23"));
  assert.deepEqual(changes, { "dates/sent": "2027-02-23", messages: [{ kind: "first", text: "Hello", date: "2027-02-23" }] });
});

test("marks follow the words around them and leave with their own", () => {
  const spans = [{ rule: "a", start: 6, end: 10 }];
  assert.deepEqual(followed(spans, "Hello Anna, bye", "Hello Anna, goodbye"), spans);
  assert.deepEqual(followed(spans, "Hello Anna, bye", "Oh, Hello Anna, bye"), [{ rule: "a", start: 10, end: 14 }]);
  assert.deepEqual(followed(spans, "Hello Anna, bye", "Hello Ana, bye"), []);
  assert.deepEqual(followed(spans, "Hello Anna, bye", ""), []);
});

test("the three gravest things stand in the order of the text, what is missing last", () => {
  const finding = (rule, level, spans) => ({ rule, level, spans, ok: false, message: "" });
  const found = [finding("late", "must", [[40, 45]]), finding("missing", "must", []), finding("slight", "hint", [[0, 2]]), finding("early", "should", [[3, 5]])];
  assert.deepEqual(reading(found, []).change.map(({ rule }) => rule), ["early", "late", "missing"]);
});
