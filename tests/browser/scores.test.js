import assert from "node:assert/strict";
import { test } from "node:test";
import { lastRound, movement, pointsOf } from "../../site_overrides/assets/js/scores.js";

const given = (...answers) => answers.map((answer, place) => ({ answer, reverse: place === 3 }));

test("four answers are added, the one counted backwards turned round", () => {
  assert.equal(pointsOf(given(5, 5, 5, 1)), 20);
  assert.equal(pointsOf(given(1, 1, 1, 5)), 4);
  assert.equal(pointsOf(given(3, 4, 2, 2)), 13);
});

test("one answer may be missing; then the others stand for it", () => {
  assert.equal(pointsOf(given(4, 4, 0, 2)), 16);
  assert.equal(pointsOf(given(5, 4, 4, 0)), 17);
});

test("with two missing there are no points", () => {
  assert.equal(pointsOf(given(5, 0, 0, 1)), null);
  assert.equal(pointsOf([]), null);
});

test("the last earlier round is the one to compare with", () => {
  const kept = { positive: "3", "2026-01-05.positive": "12", "2026-03-01.positive": "14", "2026-03-01.patient": "9", "2026-11-22.positive": "18" };
  assert.deepEqual(lastRound(kept, "2026-11-22"), { date: "2026-03-01", points: { positive: 14, patient: 9 } });
  assert.equal(lastRound({ positive: "3" }, "2026-11-22"), null);
});

test("what is no number is left out of a round", () => {
  assert.deepEqual(lastRound({ "2026-01-05.positive": "twelve" }, "2026-02-01").points, {});
});

test("a difference of one is no movement", () => {
  assert.deepEqual([movement(12, 13), movement(12, 14), movement(12, 10)], ["same", "up", "down"]);
});
