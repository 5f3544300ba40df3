import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { csvOf } from "../../site_overrides/assets/js/csv.js";
import { byGroup, changesOf, dayWords, daysAfter, foremost, isClosed, isDay, nextOf, todayIs, touchesOf } from "../../site_overrides/assets/js/next.js";
import { nameOf, partsOfName, personIn } from "../../site_overrides/assets/js/people.js";
import { newPerson } from "../../site_overrides/assets/js/record.js";
import { lineOf } from "../../site_overrides/assets/js/rings.js";
import { standingOf } from "../../site_overrides/assets/js/standing.js";

/** The rules as shipped; tests/test_people_data.py keeps this file the same as data/next_steps.yml. */
const RULES = JSON.parse(readFileSync(new URL("../fixtures/next-rules.json", import.meta.url), "utf8"));
const TODAY = "2027-03-10"; // a Wednesday

const someone = (dates = {}, more = {}) => ({ ...newPerson(), dates, ...more });
const next = (dates, more, today = TODAY) => {
  const { step, day, group } = nextOf(someone(dates, more), RULES, today);
  return [step.id, day, group];
};
/** A person after an answer was pressed. */
const after = (person, answer, today) => {
  const { step } = nextOf(person, RULES, today);
  const changes = changesOf(step.answers.find(({ id }) => id === answer), person, today);
  const dates = { ...person.dates, ...Object.fromEntries(changes.map(([place, value]) => [place.slice("dates/".length), value])) };
  return { ...person, dates: Object.fromEntries(Object.entries(dates).filter(([, value]) => value)) };
};

test("a name alone: write, whenever the student is ready", () => {
  assert.deepEqual(next({}), ["write", "", "now"]);
  assert.deepEqual(next({ added: "2027-01-01" }), ["write", "", "now"]);
});

test("one reminder falls due seven working days after the message, and only then", () => {
  assert.deepEqual(next({ sent: "2027-03-09" }), ["remind", "2027-03-18", "waiting"]);
  assert.deepEqual(next({ sent: "2027-03-01" }), ["remind", "2027-03-10", "now"]);
  assert.deepEqual(next({ sent: "2027-02-23" }, {}, "2027-03-03"), ["remind", "2027-03-04", "waiting"], "Marisol writes on a Tuesday; her reminder is on a Thursday");
});

test("a day the student planned for the reminder wins over counting", () => {
  assert.deepEqual(next({ sent: "2027-03-01", reminder: "2027-03-12" }), ["remind", "2027-03-12", "waiting"]);
  assert.deepEqual(next({ sent: "2027-03-01", reminder: "soon" }), ["remind", "2027-03-10", "now"]);
});

test("seven working days after the reminder it is time to let go", () => {
  assert.deepEqual(next({ sent: "2027-02-23", reminded: "2027-03-04" }), ["let-go", "2027-03-15", "waiting"]);
  assert.deepEqual(next({ sent: "2027-02-23", reminded: "2027-03-04" }, {}, "2027-03-15"), ["let-go", "2027-03-15", "now"]);
});

test("a yes asks for a day; the day asks for two days of getting ready, then for itself, then whether it happened", () => {
  assert.deepEqual(next({ sent: "2027-03-01", answered: "2027-03-09" }), ["fix-the-time", "2027-03-10", "now"]);
  const booked = { answered: "2027-03-05", chat: "2027-03-15" };
  assert.deepEqual(next(booked), ["prepare", "2027-03-13", "coming"]);
  assert.deepEqual(next(booked, {}, "2027-03-13"), ["prepare", "2027-03-13", "now"]);
  assert.deepEqual(next(booked, { sheets: { "question-plan": { hope: "x" } } }), ["the-day", "2027-03-15", "coming"]);
  assert.deepEqual(next({ ...booked, prepared: "2027-03-10" }), ["the-day", "2027-03-15", "coming"]);
  assert.deepEqual(next(booked, {}, "2027-03-15"), ["the-day", "2027-03-15", "now"], "on the day itself nobody is sent to prepare");
  assert.deepEqual(next(booked, {}, "2027-03-16"), ["did-you-talk", "2027-03-15", "now"]);
});

test("the day after the talk is the day to say thank you", () => {
  assert.deepEqual(next({ met: "2027-03-09" }), ["thank", "2027-03-10", "now"]);
  assert.deepEqual(next({ met: "2027-03-10" }), ["thank", "2027-03-11", "now"], "sooner is fine too");
});

test("three light messages, 30 days apart, each counted from the last time they heard from you", () => {
  assert.deepEqual(next({ thanked: "2027-03-01" }), ["touch", "2027-03-31", "coming"]);
  assert.deepEqual(next({ thanked: "2027-03-01", touch: "2027-03-06", touches: "1" }), ["touch", "2027-04-05", "coming"]);
  assert.deepEqual(next({ thanked: "2027-03-01", touch: "2027-06-06", touches: "2" }), ["touch", "2027-07-06", "coming"]);
  assert.deepEqual(next({ thanked: "2027-03-01", touch: "2027-07-06", touches: "3" }), ["finished", "", "finished"]);
});

test("a whole way, pressing one button after another", () => {
  let person = someone();
  for (const [answer, today, comes] of [
    ["sent", "2027-02-23", "remind"], ["wrote-again", "2027-03-04", "let-go"], ["said-yes", "2027-03-05", "fix-the-time"],
  ]) {
    person = after(person, answer, today);
    assert.equal(nextOf(person, RULES, today).step.id, comes);
  }
  person.dates.chat = "2027-03-11";
  person = after(after(person, "ready", "2027-03-10"), "talked", "2027-03-11");
  assert.equal(person.dates.met, "2027-03-11");
  person = after(person, "thanked", "2027-03-12");
  for (const today of ["2027-04-11", "2027-05-11", "2027-06-10"]) person = after(person, "wrote", today);
  assert.deepEqual([person.dates.touch, person.dates.touches, nextOf(person, RULES, "2027-06-11").group], ["2027-06-10", "3", "finished"]);
});

test("a talk said to have happened later than its day is dated on its day; one moved needs a new day", () => {
  const missed = someone({ answered: "2027-03-01", chat: "2027-03-08", chat_time: "15:00", prepared: "2027-03-07" });
  assert.equal(after(missed, "talked", TODAY).dates.met, "2027-03-08");
  assert.deepEqual(after(missed, "another-day", TODAY).dates, { answered: TODAY });
  assert.equal(after(someone({ chat: "2027-03-15", prepared: TODAY }), "talked", TODAY).dates.met, TODAY, "they may talk sooner than planned");
});

test("a no is thanked for, and that ends it", () => {
  const no = after(someone({ sent: "2027-03-01" }), "said-no", "2027-03-05");
  assert.equal(nextOf(no, RULES, "2027-03-05").step.id, "answer-a-no");
  assert.equal(nextOf(after(no, "wrote-back", "2027-03-06"), RULES, "2027-03-06").group, "finished");
  assert.equal(nextOf(after(no, "said-yes-after-all", "2027-03-06"), RULES, "2027-03-06").step.id, "fix-the-time");
});

test("not again is respected in every state, wherever it was said, and can be taken back", () => {
  const states = [{}, { sent: "2027-01-01" }, { sent: "2027-01-01", reminded: "2027-01-12" }, { answered: "2027-03-01" }, { chat: TODAY }, { met: "2027-03-01" }, { thanked: "2027-01-01" }];
  for (const dates of states) {
    assert.equal(next({ ...dates, closed: "2027-03-01" })[2], "finished");
    assert.equal(next(dates, { sheets: { "keep-in-touch": { limit: "not-again" } } })[2], "finished");
    assert.notEqual(next(dates)[2], "finished");
  }
  assert.equal(isClosed(someone({ closed: "" })), false);
});

test("closing moves nobody along the way", () => {
  const { stage, done } = nextOf(someone({ sent: "2027-03-01", closed: "2027-03-09" }), RULES, TODAY);
  assert.deepEqual([stage, done], ["ask", false]);
});

test("less often means no day at all", () => {
  assert.deepEqual(next({ thanked: "2027-01-01" }, { sheets: { "keep-in-touch": { limit: "real-news" } } }), ["touch", "", "coming"]);
});

test("words in place of a day, as an opened copy may hold them, leave the thing without a day", () => {
  for (const odd of ["last week", "2027-02-30", "2027-13-01", "<b>", "99999-01-01"]) {
    assert.deepEqual(next({ sent: odd }), ["remind", "", "waiting"]);
    assert.deepEqual(next({ met: odd }), ["thank", "", "now"]);
    assert.deepEqual(next({ thanked: odd }), ["touch", "", "coming"]);
  }
});

test("every mixture of dates has exactly one next thing, and every button changes what comes next", () => {
  const names = ["sent", "reminded", "answered", "declined", "chat", "prepared", "met", "thanked", "touch"];
  for (let mix = 0; mix < 2 ** names.length; mix += 1) {
    const person = someone(Object.fromEntries(names.filter((_, place) => mix & (1 << place)).map((name) => [name, "2027-03-01"])));
    const found = nextOf(person, RULES, TODAY);
    assert.ok(found?.step, JSON.stringify(person.dates));
    for (const { id } of found.step.answers) {
      const then = nextOf(after(person, id, TODAY), RULES, TODAY);
      assert.notDeepEqual([then.step.id, then.day], [found.step.id, found.day], `${id} on ${JSON.stringify(person.dates)}`);
    }
  }
});

test("working days leave out weekends, in both directions and over the end of a year", () => {
  assert.equal(daysAfter("2027-03-12", 1, true), "2027-03-15");
  assert.equal(daysAfter("2027-03-13", 1, true), "2027-03-15");
  assert.equal(daysAfter("2026-12-28", 7, true), "2027-01-06");
  assert.equal(daysAfter("2027-03-15", -1, true), "2027-03-12");
  assert.equal(daysAfter("2027-03-15", 0), "2027-03-15");
  assert.equal(daysAfter("2028-02-28", 1), "2028-02-29");
});

test("a day is a day, wherever the student is and whatever the clocks do that night", (context) => {
  const home = process.env.TZ ?? "";
  context.after(() => (process.env.TZ = home));
  for (const zone of ["Pacific/Auckland", "America/Los_Angeles", "Europe/London"]) {
    process.env.TZ = zone;
    assert.equal(daysAfter("2027-03-27", 2), "2027-03-29", zone);
    assert.equal(dayWords("2027-03-18", TODAY, "en-GB").values.date, "Thursday 18 March", zone);
  }
  assert.equal(todayIs(new Date(2027, 9, 31, 0, 30)), "2027-10-31");
  assert.equal(todayIs(new Date(2027, 0, 5, 23, 59)), "2027-01-05");
  assert.deepEqual(["2027-02-28", "2027-02-29", "", undefined, "2027-3-1"].map(isDay), [true, false, false, false, false]);
});

test("what presses most stands first: the talk, then thanks, then messages; the rest by day", () => {
  const people = Object.entries({ touch: { thanked: "2027-01-01" }, write: {}, thank: { met: "2027-03-09" }, wait: { sent: "2027-03-08" }, later: { sent: "2027-03-09" }, day: { chat: TODAY } }).map(([id, dates]) => [id, someone(dates)]);
  const groups = byGroup(people, RULES, TODAY);
  assert.deepEqual([groups.now.map(({ id }) => id), groups.waiting.map(({ id }) => id)], [["day", "thank", "write", "touch"], ["wait", "later"]]);
  assert.equal(foremost(groups).id, "day");
  assert.equal(foremost(byGroup([["a", someone({ sent: TODAY })], ["b", someone({ chat: "2027-03-14" })]], RULES, TODAY)).id, "b");
  assert.equal(foremost(byGroup([["a", someone({ closed: TODAY })]], RULES, TODAY)), null);
});

test("a day is said in words", () => {
  const said = (day) => dayWords(day, TODAY, "en-GB");
  assert.deepEqual([said(TODAY).id, said("2027-03-11").id, said("").id], ["people-today", "people-tomorrow", "people-undated"]);
  assert.deepEqual(said("2027-03-18"), { id: "people-on", values: { date: "Thursday 18 March" } });
  assert.deepEqual(said("2027-03-05"), { id: "people-since", values: { date: "Friday 5 March" } });
  assert.match(said("2028-01-05").values.date, /2028/);
});

test("touches are counted, whatever an opened copy says", () => {
  assert.deepEqual([{}, { touch: TODAY }, { touch: TODAY, touches: "2" }, { touch: TODAY, touches: "-4" }, { touches: "3" }, { touch: TODAY, touches: "many" }].map(touchesOf), [0, 1, 2, 1, 0, 1]);
});

test("a name is a name; a description is none and must not begin a letter", () => {
  assert.deepEqual(partsOfName("  Daniel   Osei "), { first: "Daniel", last: "Osei" });
  assert.deepEqual(partsOfName("Mere"), { first: "Mere" });
  assert.deepEqual(partsOfName("The woman from the clinic"), { role: "The woman from the clinic" });
  assert.deepEqual(partsOfName("my old coach"), { role: "my old coach" });
  assert.deepEqual([partsOfName("An Nguyen"), partsOfName("My Linh Tran")], [{ first: "An", last: "Nguyen" }, { first: "My", last: "Linh Tran" }]);
  assert.deepEqual(partsOfName("   "), {});
  assert.equal(nameOf({ person: partsOfName("the woman from the clinic") }), "the woman from the clinic");
});

test("an address means a person only when it holds a whole id", () => {
  const id = "0f0e0d0c-1111-4111-8111-111111111111";
  assert.deepEqual([`#${id}`, "", "#list", `#${id}x`, `#x${id}`, `#${id.toUpperCase()}`].map(personIn), [id, "", "", "", "", ""]);
});

test("a line to search with is made of what was answered, and quotation marks cannot break it", () => {
  const pieces = [{ field: "work", before: '"', after: '" ' }, { field: "school", before: '"', after: '" ' }, { field: "school", before: "alumni", quiet: true }];
  assert.equal(lineOf(pieces, { work: "transport planner", school: "Northfield" }), '"transport planner" "Northfield" alumni');
  assert.equal(lineOf(pieces, { work: 'the "best" planner' }), '"the best planner"');
  assert.equal(lineOf(pieces, { work: "  ", school: "" }), "");
});

test("a spreadsheet opens the table and runs nothing in it", () => {
  for (const cell of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =cmd|' /C calc'!A0", "\u200b=1", "＝1", "|calc", "%x", "\r\n=1"]) {
    assert.match(csvOf([[cell]]), /^"?'/, JSON.stringify(cell));
  }
  assert.equal(csvOf([["Osei, Daniel", 'says "hi"', "two\nlines", "plain", ""]]), '"Osei, Daniel","says ""hi""","two\nlines",plain,\r\n');
  assert.equal(csvOf([["a"], ["b"]]), "a\r\nb\r\n");
});

test("each part of a person's page says how it stands", () => {
  const said = (person) => Object.fromEntries(Object.entries(standingOf(person, "en-GB")).map(([part, { id, values }]) => [part, values ? [id, ...Object.values(values)] : id]));
  assert.deepEqual(said(someone()), { message: "person-not-written", plan: "person-no-plan", "day-state": "person-no-day", after: "person-not-thanked", dates: "person-dates-none", notes: "person-notes-none" });
  const full = someone({ sent: "2027-02-23", chat: "2027-03-11", met: "2027-03-11", thanked: "2027-03-12", touch: "2027-04-01", touches: "2" }, { notes: { ring: "alum", remember: "x" }, sheets: { "question-plan": { hope: "y", "questions.1.question": "a", "questions.2.question": "b", "questions.2.follow-up": "c" } } });
  assert.deepEqual(said(full), { message: ["person-sent", "23 February"], plan: ["person-questions", 2], "day-state": ["person-talked", "11 March"], after: ["person-touches", 2], dates: ["person-dates-count", 5], notes: "person-notes-some" });
  const begun = said(someone({}, { notes: { ring: "alum" }, sheets: { "message-draft": { learn: "z" } } }));
  assert.deepEqual([begun.message, begun.notes], ["person-begun", "person-notes-none"], "where somebody was found is no note of the student's");
  assert.equal(said(someone({}, { messages: [{ text: "x" }] })).message, "person-begun");
});
