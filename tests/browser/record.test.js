import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { leaves, merge, put, valueAt } from "../../site_overrides/assets/js/places.js";
import { LARGEST_COPY, VERSION, fresh, newId, parse } from "../../site_overrides/assets/js/record.js";
import { open } from "../../site_overrides/assets/js/store.js";
import { Device } from "./device.js";

const fixture = (version) => readFileSync(new URL(`../fixtures/record-v${version}.json`, import.meta.url), "utf8");
const TOPIC = "me/sheets/my-question/topic";

for (let version = 1; version <= VERSION; version += 1) {
  test(`a record of version ${version} is read, and every single thing in it is found again`, () => {
    const { record } = parse(fixture(version));
    assert.equal(record.version, VERSION);
    const copy = fresh();
    for (const [path, value] of leaves(record)) put(copy, path, value, record.times[path]);
    assert.deepEqual({ ...copy, updated: record.updated, saved_copy: record.saved_copy }, record);
  });
}

test("the keys of a record agree with its schema", () => {
  const schema = JSON.parse(readFileSync(new URL("../../data/schemas/record.json", import.meta.url), "utf8"));
  assert.equal(schema.properties.version.const, VERSION);
  assert.deepEqual(Object.keys(fresh()).sort(), schema.required.toSorted());
  const [person] = Object.values(parse(fixture(VERSION)).record.people);
  assert.deepEqual(Object.keys(person).sort(), schema.properties.people.additionalProperties.required.toSorted());
});

test("opening a copy: what is missing comes, what is later there wins, what is later here stays, nothing is emptied", () => {
  const [here, there] = [fresh(), fresh()];
  put(here, TOPIC, "later here", 20);
  put(there, TOPIC, "earlier there", 10);
  put(here, "me/sheets/a/b", "earlier here", 10);
  put(there, "me/sheets/a/b", "later there", 20);
  put(here, "me/sheets/a/only-here", "stays", 1);
  put(there, "me/sheets/a/only-there", "comes", 1);
  put(there, "me/ticks/finding/x", true, 1);
  const changes = merge(here, there, 100);
  assert.deepEqual(here.me.sheets, { "my-question": { topic: "later here" }, a: { b: "later there", "only-here": "stays", "only-there": "comes" } });
  assert.deepEqual(here.me.ticks, { finding: ["x"] });
  assert.deepEqual(changes.map(([path]) => path), ["me/sheets/a/b", "me/sheets/a/only-there", "me/ticks/finding/x"]);
});

test("a copy from a clock that runs ahead does not win for ever", () => {
  const [here, there] = [fresh(), fresh()];
  put(there, TOPIC, "from the future", 10_000);
  merge(here, there, 100);
  assert.equal(here.times[TOPIC], 100);
});

test("a person of a copy stays a person of their own, known by their id", () => {
  const [here, there] = [fresh(), fresh()];
  const [ana, ben] = [newId(crypto), newId(crypto)];
  put(here, `people/${ana}/person/first`, "Ana", 1);
  put(there, `people/${ana}/dates/chat`, "2027-01-02", 1);
  put(there, `people/${ben}/person/first`, "Ben", 1);
  merge(here, there, 100);
  assert.deepEqual(Object.values(here.people).map(({ person, dates }) => ({ person, dates })), [
    { person: { first: "Ana" }, dates: { chat: "2027-01-02" } },
    { person: { first: "Ben" }, dates: {} },
  ]);
});

test("a copy goes to another device and back, and can be undone", () => {
  const [one, two] = [open("kit", new Device().page()), open("kit", new Device().page())];
  one.set([[TOPIC, "carried"], ["person/person/first", "Ana"]]);
  const { name, text } = one.exportCopy();
  assert.match(name, /^kit-\d{4}-\d\d-\d\d\.json$/);
  const { ok, undo } = two.importCopy(text);
  assert.deepEqual([ok, two.get(TOPIC), two.get("person/person/first")], [true, "carried", "Ana"]);
  assert.equal(two.snapshot().saved_copy, one.snapshot().saved_copy);
  two.undo(undo);
  assert.deepEqual([two.get(TOPIC), two.snapshot().people], [undefined, {}]);
});

const whole = (part) => JSON.stringify({ ...fresh(), ...part });
const HOSTILE = {
  "not JSON": "hello",
  "a list": "[]",
  "no shape": '{"version":1}',
  "__proto__ at the top": '{"__proto__":{"polluted":true},' + whole({}).slice(1),
  "__proto__ as a sheet": whole({}).replace('"sheets":{}', '"sheets":{"__proto__":{"polluted":"yes"}}'),
  "constructor as a sheet": whole({ me: { sheets: { constructor: { prototype: "x" } }, ticks: {}, progress: {} } }),
  "prototype as a field": whole({ me: { sheets: { a: { prototype: "x" } }, ticks: {}, progress: {} } }),
  "__proto__ as a tick": whole({ me: { sheets: {}, ticks: { a: ["__proto__"] }, progress: {} } }),
  "__proto__ as a person": whole({}).replace('"people":{}', '"people":{"__proto__":{"state":"found"}}'),
  "a person without an id": whole({ people: { me: { state: "found", person: {}, dates: {}, notes: {}, sheets: {}, ticks: {}, messages: [] } } }),
  "a slash in a name": whole({ me: { sheets: { "a/b": { c: "x" } }, ticks: {}, progress: {} } }),
  "a number for words": whole({ me: { sheets: { a: { b: 1 } }, ticks: {}, progress: {} } }),
  "words without end": whole({ me: { sheets: { a: { b: "x".repeat(20_001) } }, ticks: {}, progress: {} } }),
  "a time that is none": whole({ times: { [TOPIC]: "now" } }),
  "something else inside": whole({ script: "x" }),
  "too large": `${whole({})}${" ".repeat(LARGEST_COPY)}`,
};

for (const [what, text] of Object.entries(HOSTILE)) {
  test(`a copy is refused and changes nothing: ${what}`, () => {
    const device = new Device();
    const store = open("kit", device.page());
    store.set([[TOPIC, "mine"]]);
    const before = device.shared.getItem("ck:kit");
    assert.deepEqual(store.importCopy(text), { ok: false, reason: "not-a-copy" });
    assert.equal(device.shared.getItem("ck:kit"), before);
    assert.equal({}.polluted, undefined);
  });
}

test("a copy of a newer version is named as that", () => {
  assert.deepEqual(open("kit", new Device().page()).importCopy('{"version":2}'), { ok: false, reason: "newer" });
});

test("no place outside a record can be written or read", () => {
  for (const path of ["me/sheets/__proto__/polluted", "me/sheets/constructor/x", "me/sheets/a/prototype"]) {
    assert.throws(() => put(fresh(), path, "x", 1), TypeError);
  }
  assert.equal(valueAt(fresh(), "me/sheets/constructor/name"), undefined);
  assert.equal({}.polluted, undefined);
});

test("an id can be made where there is no randomUUID", () => {
  const plain = { getRandomValues: (array) => crypto.getRandomValues(array) };
  assert.match(newId(plain), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
