import assert from "node:assert/strict";
import { test } from "node:test";

import { receiptOf, withoutNames } from "../../site_overrides/assets/js/receipt.js";
import { fresh, newPerson } from "../../site_overrides/assets/js/record.js";

const known = { sheets: { research: { title: "Prep" }, "my-question": { title: "My question" } }, lists: { finding: { title: "Finding", items: ["a", "b"] } } };
const chosen = { name: "Marisol", reflection: "", withReflection: false, someone: "[a person]" };
const named = (first, last, more) => ({ ...newPerson(), person: { first, last, ...more } });
const clean = (text, ...people) => withoutNames(text, people, "[a person]").text;

test("counts, days and titles, and nothing else of what was written", () => {
  const record = fresh();
  record.me.sheets = { "my-question": { topic: "SECRET" }, "daniel-osei": { daniel: "x" } };
  record.me.ticks = { finding: ["a", "daniel"] };
  record.people.x = { ...named("Daniel", "Osei"), dates: { sent: "2027-03-02", met: "with Daniel", chat: "2027-04-30", chat_zone: "Daniel/Osei" }, sheets: { research: { facts: "SECRET", more: "SECRET" } }, notes: { after: "SECRET" }, messages: [{ body: "SECRET" }] };
  const receipt = receiptOf(record, known, { ...chosen, reflection: "SECRET" }, "2027-03-20");
  assert.ok(!/SECRET|daniel|osei/i.test(JSON.stringify(receipt)));
  assert.deepEqual(receipt.people, [{ number: 1, steps: { sent: "2027-03-02", chat: "2027-04-30" } }]);
  assert.deepEqual([receipt.sheets, receipt.lists], [[{ title: "Prep", times: 1, answers: 2 }, { title: "My question", times: 1, answers: 1 }], [{ title: "Finding", done: 1, all: 2 }]]);
});

test("the reflection is in it only when chosen, without any name of a person", () => {
  const record = fresh();
  record.people.x = named("Daniel", "Osei");
  const receipt = receiptOf(record, known, { ...chosen, withReflection: true, reflection: "I learned from Daniel that maps are people. OSEI said so; D.O. is kind." }, "2027-03-20");
  assert.equal(receipt.reflection, "I learned from [a person] that maps are people. [a person] said so; [a person] is kind.");
  assert.equal(receipt.left, 3);
});

test("names of every kind are found: other letters, accents, cases, parts, signs, and where words have no gaps", () => {
  assert.equal(clean("Zoe and ZOË and zoë’s idea", named("Zoë")), "[a person] and [a person] and [a person]’s idea");
  assert.equal(clean("Joon-ho, joon ho and Park", named("Joon-ho", "Park")), "[a person], [a person] [a person] and [a person]");
  assert.equal(clean("van der Berg; Mary Jane's talk", named("Anna", "van der Berg"), named("Mary Jane")), "[a person]; [a person]'s talk");
  assert.equal(clean("昨日王小明先生と話した", named("小明", "王")), "昨日[a person]先生と話した");
  assert.equal(clean("Danielle and Osein are others", named("Daniel", "Osei")), "Danielle and Osein are others");
  assert.equal(clean("Ａna and A\u0301na", named("Ána")), "[a person] and [a person]");
  assert.equal(clean("DA\u200bNIEL", named("Daniel")), "[a person]");
  assert.equal(clean("Thanks to Ana and Ben", { ...newPerson(), person: { role: "The woman from Ana", how_known: "My cousin Ben knows her" } }), "Thanks to [a person] and [a person]");
});

test("initials are found however they are set", () => {
  for (const written of ["D.O.", "D. O.", "DO", "D O", "D.O"]) assert.equal(clean(`With ${written} today`, named("Daniel", "Osei")), "With [a person] today", written);
  assert.equal(clean("JPS and JS", named("Jean-Paul", "Sartre")), "[a person] and [a person]");
  assert.equal(clean("I do it", named("Daniel", "Osei")), "I do it"); // small letters are words
});

test("hostile names neither break nor slip through, and take no time", () => {
  for (const name of [".*", "(a+)+$", "[", "\\", "<img src=x onerror=alert(1)>", "$&", "__proto__", "I", " ", "  Ana  "]) {
    const text = clean(`Before ${name.trim()} after`, named(name));
    assert.ok(text.startsWith("Before ") && text.endsWith(" after"), name);
    if (/[a-z]/i.test(name)) assert.ok(!text.includes(name.trim()), name);
  }
  const start = performance.now();
  clean("a".repeat(20_000), ...Array.from({ length: 50 }, (_, index) => named("a".repeat(100), `b${index}`)));
  assert.ok(performance.now() - start < 5000);
});
