import assert from "node:assert/strict";
import { test } from "node:test";

import { chatsOf } from "../../site_overrides/assets/js/comparing.js";

const someone = (person, dates = {}, sheets = {}) => ({ person, dates, sheets });
const names = (...people) => chatsOf(people.map((person, index) => [`id-${index}`, person])).map(({ name }) => name);

test("a chat counts when the two have met, or when something was noted after it", () => {
  assert.deepEqual(names(someone({ first: "Daniel" }, { met: "2027-03-11" }), someone({ first: "Mere" }, { sent: "2027-03-01", chat: "2027-03-20" })), ["Daniel"]);
  assert.deepEqual(names(someone({ first: "Aisha" }, { thanked: "2027-03-12" }), someone({ first: "Gwen" }, {}, { "after-the-chat": { facts: "Maps first." } })), ["Aisha", "Gwen"]);
});

test("somebody without a name is called by their work, and that is said once", () => {
  const [chat] = chatsOf([["id", someone({ role: "the woman from the clinic", org: "St Luke's" }, { met: "2027-03-11" })]]);
  assert.deepEqual([chat.name, chat.role], ["the woman from the clinic", "St Luke's"]);
});
