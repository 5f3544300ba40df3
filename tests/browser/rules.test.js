// The check engine on small rules of its own. That it agrees with its twin in Python is tested in tests/test_twins.py.

import assert from "node:assert/strict";
import { test } from "node:test";
import { writtenOut } from "../../site_overrides/assets/js/books.js";
import { Expressions } from "../../site_overrides/assets/js/expressions.js";
import { judge, normalise } from "../../site_overrides/assets/js/rules.js";

const PLAIN = { fold: ["ABCDEFGHIJKLMNOPQRSTUVWXYZ\u2019", "abcdefghijklmnopqrstuvwxyz'"], wrap: "(?<=[A-Za-z,])\\r?\\n(?=[a-z])", word: "[a-z]{3,40}", sentence: "[.!?\\n]", clause: "[.!?\\n;:]", "stop-words": ["the"], limits: { linkedin_note: 5 }, short: {} };
const LISTS = { turns: ["but"], negators: ["not"], "not-negators": ["not only"], job: ["job", "role"] };
const bookOf = (...rules) => writtenOut({ ...PLAIN, lists: LISTS, rules: rules.map((rule, place) => ({ id: `rule-${place}`, kinds: ["request"], level: "should", message: "Mend it.", praise: "Fine.", at_most: 0, ...rule })) });
const LOOK = { negation: "ignored", within: "sentence", words: 2 };
const of = (text, ...rules) => judge(text, "request", "email", bookOf(...rules));
const avoidsJob = { avoids: [{ ...LOOK, negation: "excuses", find: ["(?:<job>)"] }] };

test("a rule of another kind says nothing, and every rule of the kind says one thing", () => {
  assert.deepEqual(of("A job?", { kinds: ["update"] }, avoidsJob).map(({ rule }) => rule), ["rule-1"]);
});

test("places are counted in code points of the text as given", () => {
  assert.deepEqual(of("😀 A Job", avoidsJob)[0].spans, [[4, 7]]);
});

test("a negation in the same clause excuses, one before a turn does not", () => {
  assert.equal(of("I do not want a job", avoidsJob)[0].ok, true);
  assert.equal(of("I do not mind, but a job", avoidsJob)[0].ok, false);
  assert.equal(of("not only a job", avoidsJob)[0].ok, false);
});

test("a line wrapped inside a sentence is one line, and nothing changes its length", () => {
  const book = bookOf();
  assert.equal(normalise("Could\r\nyou, D’Arcy\nGo", book), "could  you, d'arcy\ngo");
});

test("a limit of the channel counts what the channel counts", () => {
  const rule = { limits: [{ kinds: ["request"], forms: ["linkedin_note"], words: 0, fewest: 0, full: true, level: "must", message: "Too long." }] };
  const judged = (text) => judge(text, "request", "linkedin_note", bookOf(rule))[0];
  assert.equal(judged("12345 ").ok, true);
  assert.deepEqual(judged("😀😀😀"), { rule: "rule-0", ok: false, level: "must", spans: [], message: "Too long." });
});

test("words that the student noted count only when one sentence holds enough of them", () => {
  const book = bookOf({ mentions: [{ ...LOOK, overlaps: "notes" }] });
  const said = (text) => judge(text, "request", "email", book, { notes: ["Ride the first bus"] })[0].ok;
  assert.equal(said("Riding it. The first bus went."), true);
  assert.equal(said("A ride. A bus."), false);
});

test("an expression is cut to what a text may hold, and finds the same", () => {
  const finder = new Expressions({ job: ["job", "role(?:s)?"], none: [] });
  const sources = ["(?:a|the) (?:<job>)(?![a-z])", "(?:big )?(?:<job>)", "(?<!x)[0-9]{2}(?:am|pm)?", "a\\.b|c{2}", "(?:<none>)"];
  for (const text of ["the roles, a job", "big job 12pm 13", "a.b ccc", ""]) {
    const find = finder.finderIn(text);
    for (const source of sources) {
      const whole = source.replace("<job>", "job|role(?:s)?").replace("<none>", "(?!)");
      assert.deepEqual(find(source), [...text.matchAll(new RegExp(whole, "gu"))].map((match) => [match.index, match.index + match[0].length]), `${source} in ${text}`);
    }
  }
});
