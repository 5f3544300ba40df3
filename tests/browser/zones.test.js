import assert from "node:assert/strict";
import { test } from "node:test";

import { cityOf, clocks, instantOf, isZone, offsetAt, ownZone, wallClock, zones } from "../../site_overrides/assets/js/zones.js";

const [LONDON, TORONTO, KOLKATA, LORD_HOWE, AUCKLAND] = ["Europe/London", "America/Toronto", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Auckland"];
const at = (zone, day, time) => clocks(instantOf(LONDON, day, time).instant, [LONDON, zone])[1];

test("the same talk on two clocks, in the weeks when only one side has changed to summer time", () => {
  const days = [["2027-03-11", "10:00"], ["2027-03-18", "11:00"], ["2027-03-30", "10:00"], ["2027-10-28", "10:00"], ["2027-11-01", "11:00"], ["2027-11-10", "10:00"]];
  for (const [day, time] of days.filter(([day]) => day !== "2027-11-01")) assert.equal(at(TORONTO, day, "15:00").time, time, day);
  // London falls back on 31 October, Toronto on 7 November: one hour less between them for a week.
  assert.equal(at(TORONTO, "2027-11-01", "15:00").time, "11:00");
});

test("zones of half and quarter hours, and the other side of the day", () => {
  assert.deepEqual(["05:30", "20:30"].map((time) => at(KOLKATA, "2027-01-11", time).time), ["11:00", "02:00"]);
  const clock = at(AUCKLAND, "2027-02-02", "20:00");
  assert.deepEqual([clock.day, clock.time, clock.sameDay], ["2027-02-03", "09:00", false]);
  assert.equal(offsetAt(KOLKATA, 0), 330);
});

test("a time the clock jumps over is told, and becomes the time that is shown instead", () => {
  const { instant, odd } = instantOf(LONDON, "2027-03-28", "01:30");
  assert.deepEqual([odd, wallClock(LONDON, instant)], ["skipped", { day: "2027-03-28", time: "02:30" }]);
  assert.equal(instantOf(LORD_HOWE, "2027-10-03", "02:15").odd, "skipped"); // half an hour only
});

test("a time the clock shows twice is told, and the first of the two is meant", () => {
  const { instant, odd } = instantOf(TORONTO, "2027-11-07", "01:30");
  assert.deepEqual([odd, new Date(instant).toISOString()], ["twice", "2027-11-07T05:30:00.000Z"]);
});

test("every hour of a year comes back as it was, in zones of every kind", () => {
  for (const zone of [LONDON, TORONTO, KOLKATA, LORD_HOWE, AUCKLAND, "America/Sao_Paulo", "Asia/Kathmandu", "Africa/Casablanca", "UTC"]) {
    for (let instant = Date.UTC(2027, 0, 1, 0, 30); instant < Date.UTC(2028, 0); instant += 7 * 3_600_000) {
      const { day, time } = wallClock(zone, instant);
      const found = instantOf(zone, day, time);
      assert.ok(found.instant === instant || (found.odd === "twice" && instant - found.instant <= 3_600_000), `${zone} ${day} ${time}`);
    }
  }
});

test("what is no day, no time or no zone is nothing, and never an error", () => {
  for (const wrong of [["2027-02-30", "10:00"], ["2027-2-3", "10:00"], ["0002-02-03", "10:00"], ["2027-02-03", "25:00"], ["2027-02-03", ""], ["", "10:00"], ["=1", "x"]]) assert.equal(instantOf(LONDON, ...wrong), null);
  assert.equal(instantOf("Mars/Olympus", "2027-02-03", "10:00"), null);
  assert.deepEqual(["", undefined, "x", "__proto__", LONDON].map(isZone), [false, false, false, false, true]);
});

test("the list names cities, holds the student's own zone, and every one of it works", () => {
  const all = zones(ownZone(), "Europe/London", "nonsense");
  assert.ok(all.length > 300 && all.every(({ zone }) => isZone(zone)) && all.some(({ zone }) => zone === ownZone()));
  assert.deepEqual([cityOf("America/Argentina/Buenos_Aires"), all.filter(({ zone }) => zone === LONDON).length], ["Buenos Aires", 1]);
});
