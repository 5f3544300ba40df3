import assert from "node:assert/strict";
import { test } from "node:test";

import { asMarkdown, asTable, countsOf, lookInto, partsOf } from "../../site_overrides/assets/js/copies.js";
import { put } from "../../site_overrides/assets/js/places.js";
import { fresh, newId } from "../../site_overrides/assets/js/record.js";

const TOPIC = "me/sheets/my-question/topic";
const say = (id, values = {}) => ({ "saved-person": "About the person", "saved-notes": "Notes", "saved-done": "Done", "saved-field-first": "First name" })[id] ?? (values.n ? `${id} ${values.n}` : id);
const titles = { sheets: { "my-question": { title: "My question", url: "u", fields: { topic: { text: "The topic" }, way: { text: "How", options: { video: "Video call" } } } } }, lists: {} };
const written = (...changes) => changes.reduce((record, [path, value, time = 1]) => (put(record, path, value, time), record), fresh());

test("looking into a copy says what it holds and what would change, and changes nothing", () => {
  const ana = `people/${newId(crypto)}`;
  const here = written([TOPIC, "older here", 10], ["me/sheets/a/stays", "x", 1]);
  const before = structuredClone(here);
  const copy = written([TOPIC, "newer there", 20], ["me/sheets/a/comes", "y", 5], [`${ana}/person/first`, "Ana", 7], [`${ana}/sheets/research/facts`, "z", 8], ["me/progress/person", "q", 9]);
  const found = lookInto(JSON.stringify(copy), here, 100);
  assert.deepEqual(found, { ok: true, people: 1, sheets: 3, newest: 20, adds: 3, replaces: [{ path: TOPIC, before: "older here", after: "newer there" }] });
  assert.deepEqual(here, before);
});

test("a copy of what is here would change nothing; one with a time ahead of the clock is of today", () => {
  const here = written([TOPIC, "same", 10]);
  assert.deepEqual(lookInto(JSON.stringify(here), here, 100), { ok: true, people: 0, sheets: 1, newest: 10, adds: 0, replaces: [] });
  assert.equal(lookInto(JSON.stringify(written([TOPIC, "x", 9e15])), fresh(), 100).newest, 100);
});

test("what is no copy is told, whatever it is: deep, huge, of wrong types, newer", () => {
  const deep = `${"[".repeat(400_000)}${"]".repeat(400_000)}`;
  const nested = `{"version":1,"me":${'{"sheets":'.repeat(40_000)}1${"}".repeat(40_000)}}`;
  for (const text of ["", "null", "1", "[]", "{}", deep, nested, `${JSON.stringify(fresh())}${" ".repeat(1_000_001)}`, '{"version":1,"__proto__":{"a":1}}', '{"version":"1"}', '{"version":-1}', '{"version":0}']) assert.deepEqual(lookInto(text, fresh(), 1), { ok: false, reason: "not-a-copy" });
  assert.deepEqual(lookInto('{"version":7}', fresh(), 1), { ok: false, reason: "newer" });
  assert.equal({}.a, undefined);
});

test("the Markdown holds every word, and no word of it can become anything but text", () => {
  const hostile = "# Big\n- list\n1. one\n<img src=x onerror=alert(1)> [a](javascript:x) `b` *c* | d\n---";
  const record = written([TOPIC, hostile], ["me/sheets/my-question/way", "video"], ["me/sheets/unknown/field.2.who", "row words"], [`people/${newId(crypto)}/person/first`, "Ana"], [`people/${newId(crypto)}/notes/after`, "kept"]);
  const text = asMarkdown(partsOf(record, titles, say), "Everything");
  assert.ok(text.includes("Video call") && text.includes("row words") && text.includes("**First name**\n\n> Ana") && text.includes("> kept"));
  assert.ok(text.includes("> \\# Big\n> \\- list\n> 1\\. one") && text.includes("\\<img") && text.includes("\\[a\\]"));
  assert.ok(!/^(?!#{1,2} |\*\*|> |$)/m.test(text));
});

test("the table is guarded against formulas and holds no notes", () => {
  const ana = `people/${newId(crypto)}`;
  const text = asTable(written([`${ana}/person/first`, "=cmd|' /C calc'!A0"], [`${ana}/dates/sent`, "+1"], [`${ana}/notes/after`, "SECRET"]), say);
  const [head, row] = text.split("\r\n");
  assert.ok(head.startsWith("\uFEFFFirst name,") && row.startsWith("'=cmd") && row.includes("'+1") && !text.includes("SECRET"));
});

test("counting people and sheets", () => {
  assert.deepEqual(countsOf(written([TOPIC, "x"], ["me/sheets/my-question/why", "y"], [`people/${newId(crypto)}/person/first`, "A"])), { people: 1, sheets: 1 });
});
