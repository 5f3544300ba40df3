import assert from "node:assert/strict";
import { test } from "node:test";

import { alternatives, clock, faultsOf, plan, stopAt, usualMinutes } from "../../site_overrides/assets/js/plan.js";

// Every shipped combination is in tests/test_every_plan.py; here are the rules one by one, on a bank small enough to see through.
const question = (id, part, more = {}) => ({ id, text: `How ${id}?`, topic: part, part, goals: ["explore"], audiences: ["any"], depth: 2, risk: 0, minutes: 2.5, probes: [], ...more });
const ARC = {
  usual_minutes: 20,
  lengths: [
    { minutes: 15, opening: 2, core: 8, close: 5, must_ask: 3, if_time: 1, closing: ["who-else"], spares: 2 },
    { minutes: 20, opening: 2, core: 13, close: 5, must_ask: 3, if_time: 1, closing: ["next-step", "who-else"], spares: 2 },
  ],
  depths: [{ depth: 1, minutes: 2 }, { depth: 2, minutes: 2.5 }, { depth: 3, minutes: 3.5 }],
  order: ["opening", "story", "day", "culture", "challenge", "trend", "advice", "close"],
  middle: [{ goal: "explore", parts: ["day", "challenge"] }, { goal: "growth", parts: ["challenge", "day"] }],
  boldest: [{ closeness: "stranger", risk: 1 }, { closeness: "close", risk: 2 }],
  only_by_hand: ["belonging"],
  weights: { goal: 3, second_goal: 2, best: 3, audience: 2, new_letter: 1, finding: 2, hand: 1, risk: -1, over_time: -1, same_topic: -1, same_word: -2 },
};
const BANK = [
  question("hello", "opening", { depth: 1, minutes: 2 }), question("before", "story"), question("detour", "story"), question("week", "day"), question("quick-fact", "day", { depth: 1, minutes: 2 }),
  question("hard", "challenge"), question("deep", "challenge", { depth: 3, minutes: 3.5 }), question("next", "advice"),
  question("read", "close", { closing: "next-step", depth: 1, minutes: 1.5 }), question("who", "close", { closing: "who-else", depth: 1, minutes: 1.5 }),
];
const CHOICES = { goals: ["explore"], minutes: 20, know: "stranger", who: "any", researched: false };
const asked = (bank, choices = {}, arc = ARC) => plan(bank, arc, { ...CHOICES, ...choices }).asked.map(({ id }) => id);

test("a plan goes from an easy opening to the close, in the order of the parts", () => {
  assert.deepEqual(asked(BANK), ["hello", "before", "week", "next", "read", "who"]);
  assert.deepEqual(asked(BANK, { minutes: 15 }), ["hello", "before", "week", "next", "who"]);
});

test("the same choices give the same plan, whatever the order of the bank", () => {
  assert.deepEqual(plan(BANK, ARC, CHOICES), plan([...BANK].reverse(), ARC, CHOICES));
});

test("what a goal most needs stands in the middle, and the first of two goals comes first", () => {
  const both = BANK.map((one) => ({ ...one, goals: ["explore", "growth"] }));
  assert.ok(asked(both, { goals: ["growth"] }).includes("deep") || asked(both, { goals: ["growth"] }).includes("hard"));
  assert.ok(asked(both, { goals: ["explore", "growth"] }).includes("week"));
});

test("a question of the goal comes before any other, however good the other is", () => {
  const bank = BANK.map((one) => (one.id === "before" ? { ...one, goals: ["growth"], weight: 3, tiara: "insights" } : one));
  assert.equal(asked(bank)[1], "detour");
});

test("closeness is a limit, belonging is never chosen, and a finding is needed where one is named", () => {
  const only = (more) => BANK.map((one) => (one.part === "day" ? { ...one, ...more } : one));
  assert.ok(!asked(only({ risk: 2 })).includes("week"));
  assert.ok(asked(only({ risk: 2 }), { know: "close" }).includes("week"));
  assert.ok(!asked(only({ topic: "belonging" })).includes("week"));
  assert.ok(!asked(only({ needs_research: true })).includes("week"));
  assert.ok(asked(only({ needs_research: true }), { researched: true }).includes("week"));
});

test("no question that needs closeness stands near the beginning, even with a friend", () => {
  const bank = BANK.map((one) => (one.id === "before" ? { ...one, risk: 2, weight: 3, best_for: ["explore"] } : one));
  assert.equal(asked(bank, { know: "close" })[1], "detour");
});

test("a long question waits for a longer talk", () => {
  const bank = BANK.filter(({ id }) => id !== "hard").map((one) => ({ ...one, goals: ["growth"] }));
  assert.ok(!asked(bank, { goals: ["growth"], minutes: 15 }).includes("deep"));
  assert.ok(asked(bank, { goals: ["growth"], minutes: 20 }).includes("deep"));
});

test("swapping walks through all that fit the place, and never brings one that is in the plan", () => {
  const ids = asked(BANK);
  assert.deepEqual(alternatives(BANK, ARC, CHOICES, ids, 1).sort(), ["before", "detour"]);
  assert.deepEqual(alternatives(BANK, ARC, CHOICES, ids, 5), ["who"]);
  assert.deepEqual(alternatives(BANK, ARC, CHOICES, [...ids, ""], 6), []);
  const apart = BANK.map((one) => (one.id === "detour" ? { ...one, topic: "path" } : one));
  assert.deepEqual(alternatives(apart, ARC, CHOICES, ["hello", "before", "detour"], 1), ["before"]);
});

test("clock marks share the time before the close, and tell when there is too much", () => {
  const items = asked(BANK).map((id) => BANK.find((one) => one.id === id));
  assert.deepEqual(clock(items, ARC, 20), { marks: [0, 3, 7, 11, 15, 18], needed: 9.5, open: 15, close: 5 });
  const many = clock(Array.from({ length: 7 }, () => ({ part: "story", minutes: 2.5 })), ARC, 15);
  assert.ok(many.needed > many.open);
  assert.deepEqual(clock([], ARC, 20).marks, []);
  assert.equal(clock(items, ARC, 25).open, 20, "a length of one's own keeps the usual close");
});

test("questions stop five minutes before the end, over midnight too; no time gives none", () => {
  assert.equal(stopAt("15:00", 20, ARC), "15:15");
  assert.equal(stopAt("23:50", 20, ARC), "00:05");
  for (const time of [undefined, "", "3 pm", "25:00"]) assert.equal(stopAt(time, 20, ARC), "");
});

test("a question of one's own is looked at kindly: its sign, its length, and nothing else", () => {
  assert.deepEqual(faultsOf("How was it?"), []);
  assert.deepEqual(faultsOf("Tell me"), ["plan-check-mark"]);
  assert.deepEqual(faultsOf(`${"word ".repeat(26)}?`), ["plan-check-long"]);
  assert.equal(usualMinutes(ARC), 2.5);
});

test("a goal that is no longer on the list changes nothing about the other one, and alone still gives a plan", () => {
  assert.deepEqual(asked(BANK, { goals: ["explore", "long-gone"] }), asked(BANK));
  assert.deepEqual(asked(BANK, { goals: ["long-gone"] }).at(-1), "who");
});
