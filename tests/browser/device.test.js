import assert from "node:assert/strict";
import { test } from "node:test";

import { bestWay, canShareFile, daysSince, hasHomeScreen, isInsideApp } from "../../site_overrides/assets/js/device.js";
import { forgetsSoon } from "../../site_overrides/assets/js/staying.js";

const coarse = (query) => ({ matches: query === "(pointer: coarse)" });
const standalone = (query) => ({ matches: query === "(display-mode: standalone)" });
const shares = { share() {}, canShare: () => true };

test("Safari and every browser on an iPhone forget; others, and a page on the home screen, do not", () => {
  assert.equal(forgetsSoon({ navigator: { vendor: "Apple Computer, Inc." } }), true);
  assert.equal(forgetsSoon({ navigator: { vendor: "" }, GestureEvent: class {} }), true);
  assert.equal(forgetsSoon({ navigator: { vendor: "Apple Computer, Inc.", standalone: true } }), false);
  assert.equal(forgetsSoon({ navigator: { vendor: "Apple Computer, Inc." }, matchMedia: standalone }), false);
  for (const vendor of ["Google Inc.", "", undefined]) assert.equal(forgetsSoon({ navigator: { vendor } }), false);
  assert.equal(forgetsSoon({}), false);
});

test("the home screen is explained where there is one and the page is not on it yet", () => {
  assert.deepEqual([{ navigator: { standalone: false } }, { navigator: { standalone: true } }, { navigator: {} }].map(hasHomeScreen), [true, false, false]);
});

test("a browser inside another app is known by its name", () => {
  const named = (userAgent) => isInsideApp({ navigator: { userAgent } });
  for (const name of ["Mobile [FBAN/FBIOS;FBAV/400]", "Instagram 300.0", "[LinkedInApp]/9", "Linux; Android 14; Pixel; wv) Chrome/130", "Line/13.0"]) assert.ok(named(`Mozilla/5.0 ${name}`), name);
  for (const name of ["Chrome/130.0 Safari/537.36", "Firefox/130", "Version/18 Mobile Safari/604", "Online/1 Edg/130"]) assert.ok(!named(`Mozilla/5.0 (X11; Linux) ${name}`), name);
});

test("a file leaves by the share sheet on a phone, as a download on a computer, as text where files are blocked", () => {
  const inside = { userAgent: "Instagram" };
  assert.equal(bestWay({ navigator: shares, matchMedia: coarse }, {}), "share");
  assert.equal(bestWay({ navigator: shares, matchMedia: () => ({ matches: false }) }, {}), "download");
  assert.equal(bestWay({ navigator: inside, matchMedia: coarse }, {}), "copy");
  assert.equal(bestWay({ navigator: { ...shares, ...inside }, matchMedia: coarse }, {}), "share");
  assert.equal(canShareFile({ navigator: { share() {}, canShare() { throw new TypeError(); } } }, {}), false);
});

test("the age of a copy is in whole days, never below zero", () => {
  const now = Date.parse("2027-03-11T12:00Z");
  assert.deepEqual(["2027-03-11T01:00Z", "2027-03-09T13:00Z", "2027-03-01T12:00Z", "2030-01-01", null, "", "soon"].map((time) => daysSince(time, now)), [0, 1, 10, 0, null, null, null]);
});
