import assert from "node:assert/strict";
import { test } from "node:test";

import { addContact, contactsOf, removeContact } from "../../site_overrides/assets/js/contacts.js";
import { open } from "../../site_overrides/assets/js/store.js";
import { Device } from "./device.js";

const KEY = "ck:kit";
const TOPIC = "me/sheets/my-question/topic";
const stored = (device) => JSON.parse(device.shared.getItem(KEY));

test("a field, a tick and a place of the person are kept in one key of the promised shape", () => {
  const device = new Device();
  const store = open("kit", device.page());
  assert.equal(store.set([[TOPIC, "Night buses"], ["me/ticks/finding/ask-tutor", true], [store.place("person", "sheets", "research", "x", "person.first"), "Ana"]]), true);
  const { me, people, times, version, updated } = stored(device);
  assert.deepEqual(me, { sheets: { "my-question": { topic: "Night buses" } }, ticks: { finding: ["ask-tutor"] }, progress: {} });
  const [[id, person]] = Object.entries(people);
  assert.equal(person.person.first, "Ana");
  assert.deepEqual(Object.keys(times).sort(), [TOPIC, "me/ticks/finding/ask-tutor", `people/${id}/person/first`]);
  assert.ok(version === 1 && Date.parse(updated) > 0);
  assert.equal(device.shared.length, 1);
});

test("a place the record does not have falls back to the sheet", () => {
  const store = open("kit", new Device().page());
  assert.equal(store.place("person", "sheets", "research", "pet", "person.pet"), "person/sheets/research/pet");
  assert.equal(store.place("me", "sheets", "day", "when", "dates.chat"), "person/dates/chat");
});

test("a second person is never made: every address of the person means the same one", () => {
  const device = new Device();
  const store = open("kit", device.page());
  store.set([["person/person/first", "Ana"], ["person/dates/chat", "2027-01-02"]]);
  open("kit", device.page()).set([["person/sheets/research/notes", "x"]]);
  assert.equal(Object.keys(stored(device).people).length, 1);
});

test("a page means the same person as long as it is open, whoever is chosen elsewhere", () => {
  const device = new Device();
  const one = open("kit", device.page());
  const ana = addContact(one, { "person/first": "Ana" });
  const two = open("kit", device.page());
  const ben = addContact(two, { "person/first": "Ben" });
  one.set([["person/notes/said", "for Ana"]]);
  assert.deepEqual(contactsOf(one).map(([id, { person, notes }]) => [id, person.first, notes]), [[ana, "Ana", { said: "for Ana" }], [ben, "Ben", {}]]);
  assert.deepEqual([one.person, two.person, open("kit", device.page()).person], [ana, ben, ben]);
  one.choose(ana);
  assert.equal(open("kit", device.page()).get("person/person/first"), "Ana");
});

test("somebody taken away is gone with every word, and can be brought back", () => {
  const device = new Device();
  const store = open("kit", device.page());
  const ana = addContact(store, { "person/first": "Ana", "dates/sent": "2027-01-02" });
  store.set([["person/sheets/research/facts", "x"], ["person/ticks/after/thanked", true]]);
  const before = store.snapshot().people[ana];
  const token = removeContact(store, ana);
  assert.deepEqual([stored(device).people, store.person], [{}, ""]);
  store.undo(token);
  assert.deepEqual(store.snapshot().people[ana], before);
});

test("the state of a person follows from what happened", () => {
  const store = open("kit", new Device().page());
  const id = addContact(store, { "person/first": "Ana" });
  const seen = [["dates/sent", "2027-01-02"], ["dates/chat", "2027-01-20"], ["sheets/question-plan/x", "Why?"], ["dates/met", "2027-01-20"], ["dates/thanked", "2027-01-21"], ["dates/touch", "2027-03-01"]].map(([path, value]) => {
    store.set([[`person/${path}`, value]]);
    return store.snapshot().people[id].state;
  });
  assert.deepEqual(seen, ["asked", "booked", "prepared", "met", "thanked", "in-touch"]);
});

test("two tabs write different fields and both stay; the other tab is told", () => {
  const device = new Device();
  const [one, two] = [open("kit", device.page()), open("kit", device.page())];
  const told = [];
  two.subscribe((reason) => told.push(reason));
  one.set([[TOPIC, "first"]]);
  two.set([["me/sheets/my-question/why", "second"]]);
  assert.deepEqual(stored(device).me.sheets["my-question"], { topic: "first", why: "second" });
  assert.equal(one.get("me/sheets/my-question/why"), "second");
  assert.deepEqual(told, ["elsewhere", "here"]);
});

test("emptying a field takes its place and its time away", () => {
  const device = new Device();
  const store = open("kit", device.page());
  store.set([[TOPIC, "x"], ["person/person/first", "Ana"]]);
  store.set([[TOPIC, ""], ["person/person/first", ""]]);
  assert.deepEqual([stored(device).me.sheets, stored(device).people, stored(device).times], [{}, {}, {}]);
});

test("clearing can be undone, except where something was written since", () => {
  const store = open("kit", new Device().page());
  store.set([[TOPIC, "old"], ["me/sheets/my-question/why", "because"]]);
  const token = store.clear([TOPIC, "me/sheets/my-question/why"]);
  assert.equal(store.get(TOPIC), undefined);
  store.set([[TOPIC, "new"]]);
  store.undo(token);
  assert.deepEqual([store.get(TOPIC), store.get("me/sheets/my-question/why")], ["new", "because"]);
});

test("full: says so, keeps the words in hand, and saves them all once there is room", () => {
  const device = new Device(600);
  const store = open("kit", device.page());
  store.set([[TOPIC, "short"]]);
  assert.equal(store.set([["me/sheets/my-question/why", "long ".repeat(200)]]), false);
  assert.deepEqual([store.trouble, store.keeps], ["full", false]);
  assert.equal(stored(device).me.sheets["my-question"].topic, "short");
  assert.match(store.get("me/sheets/my-question/why"), /^long/);
  assert.match(store.exportCopy().text, /long long/);
  device.shared.limit = Infinity;
  assert.equal(store.set([[TOPIC, "shorter"]]), true);
  assert.equal(store.trouble, "");
  assert.match(stored(device).me.sheets["my-question"].why, /^long/);
});

test("blocked: works without saving, and says so", () => {
  const world = { crypto, get localStorage() { throw new DOMException("", "SecurityError"); }, get sessionStorage() { throw new DOMException("", "SecurityError"); } };
  const store = open("kit", world);
  assert.equal(store.trouble, "blocked");
  assert.equal(store.set([[TOPIC, "x"], ["person/person/first", "Ana"]]), false);
  assert.deepEqual([store.get(TOPIC), store.get("person/person/first"), store.trouble], ["x", "Ana", "blocked"]);
  assert.equal(store.keepForVisit(true), false);
  assert.deepEqual(store.setAside(), []);
  store.wipe();
  assert.equal(store.get(TOPIC), undefined);
});

for (const broken of ["{broken", "[]", "null", "7", '{"version":1}', '{"version":0}', '{"version":1,"updated":"","saved_copy":null,"me":{"sheets":{"a":{"b":5}},"ticks":{},"progress":{}},"people":{},"times":{}}']) {
  test(`unreadable is set aside, not deleted, and saving goes on: ${broken.slice(0, 30)}`, () => {
    const device = new Device();
    device.shared.setItem(KEY, broken);
    const store = open("kit", device.page());
    assert.equal(store.trouble, "corrupt");
    assert.equal(store.set([[TOPIC, "new"]]), true);
    assert.equal(device.shared.getItem(`${KEY}:set-aside`), broken);
    assert.deepEqual(store.setAside(), [broken]);
    assert.equal(stored(device).me.sheets["my-question"].topic, "new");
  });
}

test("a second unreadable record does not push out the first", () => {
  const device = new Device();
  for (const broken of ["{one", "{two"]) {
    device.shared.setItem(KEY, broken);
    open("kit", device.page());
  }
  assert.deepEqual(open("kit", device.page()).setAside(), ["{one", "{two"]);
});

test("newer: never overwritten; new words stay in hand", () => {
  const device = new Device();
  const newer = '{"version":2,"secret":"kept"}';
  device.shared.setItem(KEY, newer);
  const store = open("kit", device.page());
  assert.equal(store.set([[TOPIC, "x"]]), false);
  assert.equal(store.keepForVisit(true), false);
  assert.equal(store.importCopy(open("other", new Device().page()).exportCopy().text).ok, false);
  assert.deepEqual([store.trouble, store.get(TOPIC), device.shared.getItem(KEY)], ["newer", "x", newer]);
});

test("gone: the same tab remembers that there was something", () => {
  const device = new Device();
  const page = device.page();
  open("kit", page).set([[TOPIC, "x"]]);
  device.tabs = [];
  device.shared.clear();
  assert.equal(open("kit", device.page(page.sessionStorage)).trouble, "gone");
  assert.equal(open("kit", device.page()).trouble, "", "a new tab cannot know");
});

test("vanished while open: the words are still in hand and the next write keeps all of them again", () => {
  const device = new Device();
  const page = device.page();
  const store = open("kit", page);
  store.set([[TOPIC, "x"], ["person/person/first", "Ana"]]);
  device.shared.clear();
  page.fire("focus");
  assert.deepEqual([store.trouble, store.keeps, store.get(TOPIC)], ["vanished", false, "x"]);
  store.set([["me/sheets/my-question/why", "y"]]);
  assert.deepEqual([store.trouble, store.keeps], ["", true]);
  assert.deepEqual(stored(device).me.sheets["my-question"], { topic: "x", why: "y" });
  assert.equal(Object.values(stored(device).people)[0].person.first, "Ana");
});

test("clearing everything is complete, final, and no loss to any tab", () => {
  const device = new Device();
  device.shared.setItem(`${KEY}:set-aside`, "{old");
  device.shared.setItem("ck:kit-of-another", "theirs");
  const pages = [device.page(), device.page()];
  const [one, two] = pages.map((page) => open("kit", page));
  one.set([[TOPIC, "x"]]);
  two.get(TOPIC);
  const told = [];
  two.subscribe((reason) => told.push(reason));
  one.wipe();
  assert.deepEqual([device.shared.length, device.shared.getItem("ck:kit-of-another")], [1, "theirs"]);
  for (const page of pages) assert.deepEqual([page.sessionStorage.length, page.sessionStorage.key(0)], [1, `${KEY}:cleared`]);
  assert.deepEqual([two.get(TOPIC), two.trouble, told], [undefined, "", ["wiped"]]);
});

/** A page that lies in the browser's memory hears nothing; the Back button brings it back as it was. */
function leftBehind(device, page) {
  device.tabs = device.tabs.filter((other) => other !== page);
  return device.page(page.sessionStorage);
}

test("cleared on a later page: the Back button brings nothing back", () => {
  const device = new Device();
  const page = device.page();
  const store = open("kit", page);
  store.set([[TOPIC, "x"]]);
  open("kit", leftBehind(device, page)).wipe();
  const told = [];
  store.subscribe((reason) => told.push(reason));
  page.fire("pageshow");
  assert.deepEqual([store.get(TOPIC), store.trouble, told], [undefined, "", ["wiped"]]);
  store.set([["me/sheets/my-question/why", "y"]]);
  assert.deepEqual(stored(device).me.sheets["my-question"], { why: "y" });
});

test("moved on a later page, either way: the page that the Back button brings back follows", () => {
  const device = new Device();
  const page = device.page();
  const store = open("kit", page);
  store.set([[TOPIC, "x"]]);
  const later = open("kit", leftBehind(device, page));
  for (const visit of [true, false]) {
    later.keepForVisit(visit);
    page.fire("pageshow");
    assert.deepEqual([store.visitOnly, store.trouble, store.keeps, store.get(TOPIC)], [visit, "", true, "x"]);
    store.set([["me/sheets/my-question/why", `visit ${visit}`]]);
    assert.equal(device.shared.getItem(KEY) === null, visit);
    assert.equal(open("kit", device.page(page.sessionStorage)).get("me/sheets/my-question/why"), `visit ${visit}`);
  }
});

test("for this visit only: moves there and back, and other tabs follow with what they know", () => {
  const device = new Device();
  const pages = [device.page(), device.page()];
  const [one, two] = pages.map((page) => open("kit", page));
  one.set([[TOPIC, "x"]]);
  assert.equal(one.keepForVisit(true), true);
  assert.equal(device.shared.length, 0);
  assert.deepEqual([two.visitOnly, two.trouble, two.get(TOPIC)], [true, "", "x"]);
  assert.equal(open("kit", device.page(pages[0].sessionStorage)).get(TOPIC), "x", "the next page of the same tab");
  assert.equal(open("kit", device.page()).get(TOPIC), undefined, "a new tab");
  two.set([["me/sheets/my-question/why", "two"]]);
  assert.equal(device.shared.length, 0);
  one.keepForVisit(false);
  two.keepForVisit(false);
  assert.deepEqual(stored(device).me.sheets["my-question"], { topic: "x", why: "two" });
  assert.equal(pages[0].sessionStorage.getItem(KEY), null);
});
