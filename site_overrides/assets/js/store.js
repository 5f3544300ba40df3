/** Keeps the one record of this site on this device. The only file that touches storage; knows no page. */

import { addressOf, isEmpty, leaves, merge, pathOf, personAtHand, putAll, same, valueAt } from "./places.js";
import { LARGEST_COPY, fresh, newId, parse } from "./record.js";
import { attempt, setAside, sweep, textsSetAside } from "./shelf.js";

/** Opens the record of a site. world: what a browser offers (storage, events, crypto); a test brings its own. */
export function open(site, world = globalThis) {
  return new Store(site, world);
}

class Store {
  #world;
  #key;
  #raw = null;
  #record = fresh();
  #unsaved = new Map();
  #listeners = new Set();
  #sealed = false;
  #stopped = "";
  #notice = "";
  #cleared = null;
  #person = "";

  /** The address of a field. */
  place = addressOf;

  constructor(site, world) {
    this.site = site;
    this.#world = world;
    this.#key = `ck:${site}`;
    this.visitOnly = this.#marked("visit-only") !== null;
    this.#cleared = this.#marked("cleared");
    this.#look();
    if (this.#raw === null && this.#marked("seen") && !this.trouble) this.#notice = "gone";
    world.addEventListener?.("storage", (event) => this.#hear(event));
    for (const name of ["focus", "pageshow"]) world.addEventListener?.(name, () => this.#lookAgain());
  }

  /** Why words cannot be kept (full, blocked, newer), else what happened (corrupt, gone, vanished), else "". */
  get trouble() {
    return this.#stopped || this.#notice;
  }

  /** Whether the last words written are kept. */
  get keeps() {
    return !this.#stopped && !this.#unsaved.size;
  }

  /** What is at an address, words that could not be saved included. */
  get(address) {
    const path = pathOf(address, this.#person);
    return this.#unsaved.has(path) ? this.#unsaved.get(path) : path && valueAt(this.#record, path);
  }

  /** The id of the person whom person/ addresses mean, the same one as long as this page is open; "" when there is nobody. */
  get person() {
    return this.#person;
  }

  /** Makes person/ mean somebody else, here and on the pages opened from now on. */
  choose(id) {
    this.#person = id;
    this.set([["me/progress/person", id]]);
  }

  /** Writes [address, value] pairs; reads again first, so that what another tab wrote elsewhere stays. Returns whether they are kept. */
  set(changes) {
    this.#look();
    if (!this.#person && changes.some(([address, value]) => address.startsWith("person/") && !isEmpty(value))) this.#person = newId(this.#world.crypto);
    for (const [address, value] of changes) {
      const path = pathOf(address, this.#person);
      if (path) this.#unsaved.set(path, value);
    }
    const kept = this.#keep(this.snapshot());
    this.#tell("here");
    return kept;
  }

  /** Empties addresses; returns what `undo` needs. */
  clear(addresses) {
    this.#look();
    const token = addresses.map((address) => [address, this.get(address), undefined]).filter(([, before]) => !isEmpty(before));
    this.set(token.map(([address]) => [address, undefined]));
    return token;
  }

  /** Puts back what clearing or opening a copy changed, except where something else was written since. */
  undo(token) {
    this.#look();
    return this.set(token.filter(([address, , after]) => same(this.get(address), after)).map(([address, before]) => [address, before]));
  }

  /** The whole record, words that could not be saved included. */
  snapshot() {
    const draft = structuredClone(this.#record);
    putAll(draft, this.#unsaved, Date.now());
    return draft;
  }

  /** A copy to keep elsewhere: { name, text }. Notes when it was made, unless nobody has it yet. */
  exportCopy(given = true) {
    this.#look();
    const copy = this.snapshot();
    copy.saved_copy = new Date().toISOString();
    if (given) this.#keep(copy);
    if (given) this.#tell("here");
    return { name: `${this.site}-${copy.saved_copy.slice(0, 10)}.json`, text: JSON.stringify(copy, null, 1) };
  }

  /** Adds a copy to what is here: { ok, undo } or { ok: false, reason: "not-a-copy" | "newer" | "not-kept" }. */
  importCopy(text) {
    const { record, reason } = text.length > LARGEST_COPY ? {} : parse(text);
    if (!record) return { ok: false, reason: reason === "newer" ? "newer" : "not-a-copy" };
    this.#look();
    const draft = this.snapshot();
    const undo = merge(draft, record, Date.now());
    const ok = this.#keep(draft);
    if (ok) this.#notice = "";
    this.#person ||= personAtHand(this.#record);
    this.#tell("here");
    return ok ? { ok, undo } : { ok, reason: "not-kept" };
  }

  /** Texts that could not be read and were set aside. */
  setAside() {
    return [false, true].flatMap((visit) => attempt(() => textsSetAside(this.#shelf(visit), this.#key)) ?? []);
  }

  /** Keeps everything in this tab alone, or on the device again. Other tabs of this site follow into keeping for the visit. */
  keepForVisit(on) {
    this.#look();
    if (on === this.visitOnly) return true;
    if (this.#sealed || this.#stopped === "blocked") return false;
    const old = this.#shelf();
    const moved = this.#moveTo(on, this.snapshot());
    if (moved) {
      if (on) this.#signal("visit");
      old.removeItem(this.#key);
    }
    this.#tell("moved");
    return moved;
  }

  /** Removes everything of this site from this device, what was set aside included. Final; other tabs empty themselves too. */
  wipe() {
    this.#signal("wiped");
    attempt(() => sweep(this.#shelf(false), this.#key));
    this.#forget();
  }

  /** Calls listener(reason) after each change: here, elsewhere (another tab, the browser), moved, wiped. Returns how to stop. */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #shelf(visit = this.visitOnly) {
    return visit ? this.#world.sessionStorage : this.#world.localStorage;
  }

  /** A mark of this tab: seen, visit-only, or when everything was last cleared. Never words. */
  #marked(name) {
    return attempt(() => this.#shelf(true).getItem(`${this.#key}:${name}`)) ?? null;
  }

  #mark(name, value) {
    if (value) this.#shelf(true).setItem(`${this.#key}:${name}`, value);
    else this.#shelf(true).removeItem(`${this.#key}:${name}`);
  }

  /** Brings #record up to date with the shelf. */
  #look() {
    let raw;
    try {
      raw = this.#shelf().getItem(this.#key);
    } catch {
      this.#stopped = "blocked";
      return;
    }
    if (raw === this.#raw) return;
    const lost = raw === null && !this.#sealed ? this.#record : undefined;
    this.#sealed = false;
    if (this.#stopped === "newer") this.#stopped = "";
    const { record, reason } = raw === null ? { record: fresh() } : parse(raw);
    this.#record = record ?? fresh();
    this.#raw = raw;
    this.#person ||= personAtHand(this.#record);
    if (lost) this.#holdOnTo(lost);
    if (record && raw !== null && !this.visitOnly) attempt(() => this.#mark("seen", "yes"));
    if (reason === "newer") [this.#sealed, this.#stopped] = [true, "newer"];
    if (reason === "corrupt") this.#putAside(raw);
  }

  /** The browser erased the record while this tab still knows it: the words count as not yet saved, and the next write keeps them again. */
  #holdOnTo(lost) {
    for (const [path, value] of leaves(lost)) if (!this.#unsaved.has(path)) this.#unsaved.set(path, value);
    this.#notice = "vanished";
  }

  #putAside(raw) {
    if (setAside(this.#shelf(), this.#key, raw)) {
      [this.#raw, this.#notice] = [null, "corrupt"];
      attempt(() => this.#mark("seen", ""));
    } else {
      [this.#sealed, this.#stopped] = [true, "full"];
    }
  }

  #keep(draft) {
    if (this.#sealed) return false;
    const changed = JSON.stringify(draft) !== JSON.stringify(this.#record);
    try {
      if (changed) this.#write(draft);
    } catch (error) {
      this.#stopped = /quota/i.test(error?.name) ? "full" : "blocked";
      return false;
    }
    if (changed || this.#stopped === "full") this.#stopped = "";
    if (this.#notice === "vanished") this.#notice = "";
    this.#unsaved.clear();
    return !this.#stopped;
  }

  #write(draft) {
    draft.updated = new Date().toISOString();
    const raw = JSON.stringify(draft);
    this.#shelf().setItem(this.#key, raw);
    [this.#raw, this.#record] = [raw, draft];
    if (!this.visitOnly) attempt(() => this.#mark("seen", "yes"));
  }

  #moveTo(on, draft) {
    const there = parse(attempt(() => this.#shelf(on).getItem(this.#key)) ?? "").record;
    if (there) merge(draft, there, Date.now());
    const raw = leaves(draft).next().done ? null : JSON.stringify(draft);
    const moved = attempt(() => {
      if (raw !== null) this.#shelf(on).setItem(this.#key, raw);
      this.#mark("visit-only", on && "yes");
      this.#mark("seen", !on && raw !== null && "yes");
      return true;
    });
    if (!moved) return false;
    [this.visitOnly, this.#raw, this.#record, this.#stopped] = [on, raw, draft, ""];
    this.#unsaved.clear();
    return true;
  }

  #forget() {
    attempt(() => sweep(this.#shelf(true), this.#key));
    this.#cleared = new Date().toISOString();
    attempt(() => this.#mark("cleared", this.#cleared));
    [this.visitOnly, this.#raw, this.#record, this.#sealed, this.#notice, this.#person] = [false, null, fresh(), false, "", ""];
    if (this.#stopped !== "blocked") this.#stopped = "";
    this.#unsaved.clear();
    this.#tell("wiped");
  }

  /** A word to the other tabs, gone at once: only they hear it, and it tells a clearing by hand from an erasing browser. */
  #signal(word) {
    attempt(() => {
      this.#shelf(false).setItem(`${this.#key}:signal`, word);
      this.#shelf(false).removeItem(`${this.#key}:signal`);
    });
  }

  #hear(event) {
    if (event.key === null || event.key === this.#key) this.#lookAgain();
    if (event.key !== `${this.#key}:signal`) return;
    if (event.newValue === "wiped") this.#forget();
    if (event.newValue === "visit" && !this.visitOnly && this.#moveTo(true, this.snapshot())) this.#tell("moved");
  }

  /** A page that the Back button brings back missed a clearing, or a move, on other pages of its tab. Returns whether it did. */
  #catchUp() {
    const [cleared, visitOnly] = [this.#marked("cleared") ?? this.#cleared, this.#marked("visit-only") !== null];
    const wiped = cleared !== this.#cleared;
    if (!wiped && visitOnly === this.visitOnly) return false;
    const lost = this.#record;
    [this.#cleared, this.visitOnly, this.#raw, this.#record, this.#sealed, this.#notice] = [cleared, visitOnly, null, fresh(), false, ""];
    if (wiped) this.#unsaved.clear();
    this.#look();
    if (!wiped && this.#raw === null && !leaves(lost).next().done) this.#holdOnTo(lost);
    this.#tell(wiped ? "wiped" : "moved");
    return true;
  }

  #lookAgain() {
    if (this.#catchUp()) return;
    const before = [this.#raw, this.trouble].join();
    this.#look();
    if (before !== [this.#raw, this.trouble].join()) this.#tell("elsewhere");
  }

  #tell(reason) {
    for (const listener of [...this.#listeners]) listener(reason);
  }
}
