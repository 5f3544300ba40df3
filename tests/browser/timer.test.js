import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, extend, goOn, look, pause, read, untilNext, write } from "../../site_overrides/assets/js/timer.js";

const MINUTE = 60_000;
const START = 1_800_000_000_000;
const at = (minutes) => START + minutes * MINUTE;

test("minutes left are those begun, and the cue comes five minutes before the end", () => {
  const timer = begin(20, START);
  assert.deepEqual(look(timer, at(0), 5), { state: "on", left: 20, closing: false });
  assert.deepEqual(look(timer, at(0.5), 5), { state: "on", left: 20, closing: false });
  assert.deepEqual(look(timer, at(14.99), 5), { state: "on", left: 6, closing: false });
  assert.deepEqual(look(timer, at(15), 5), { state: "on", left: 5, closing: true });
  assert.deepEqual(look(timer, at(20), 5), { state: "over", left: 0, closing: true });
});

test("a tab that slept for a quarter of an hour is right at once", () => {
  assert.deepEqual(look(begin(20, START), at(16.2), 5), { state: "on", left: 4, closing: true });
});

test("a pause takes no time, however long, and time goes on from there", () => {
  const paused = pause(begin(20, START), at(3));
  assert.deepEqual(look(paused, at(50), 5), { state: "paused", left: 17, closing: false });
  assert.equal(untilNext(paused, at(50)), Infinity);
  assert.deepEqual(look(goOn(paused, at(50)), at(62), 5), { state: "on", left: 5, closing: true });
});

test("the next change of words is at the end of a minute, and there is none after the end", () => {
  const timer = begin(20, START);
  assert.equal(untilNext(timer, at(0)), MINUTE);
  assert.equal(untilNext(timer, at(0.25)), 0.75 * MINUTE);
  assert.equal(untilNext(timer, at(20)), Infinity);
});

test("a timer survives a reload; an old one, or text that is none, does not", () => {
  const timer = pause(begin(30, START), at(2));
  assert.deepEqual(read(write(timer), at(5)), timer);
  assert.deepEqual(read(write(begin(30, START)), at(80)), begin(30, START));
  assert.equal(read(write(begin(30, START)), at(91)), null);
  for (const text of [undefined, "", "20", "20 x 0", "0 1 0", "-1 0 0", "20 1 0 0"]) assert.equal(read(text, START), null);
});

test("a clock set back never makes a talk longer than it was", () => {
  assert.equal(look(begin(20, START), at(-30), 5).left, 20);
});

test("more minutes are added to those left; after the end they begin at once", () => {
  assert.deepEqual(look(extend(begin(20, START), 5, at(16)), at(16), 5), { state: "on", left: 9, closing: false });
  assert.deepEqual(look(extend(begin(20, START), 5, at(27)), at(28), 5), { state: "on", left: 4, closing: true });
  assert.deepEqual(look(extend(pause(begin(20, START), at(3)), 5, at(50)), at(60), 5), { state: "paused", left: 22, closing: false });
});
