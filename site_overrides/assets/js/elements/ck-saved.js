/** What is saved on this device: a list, copies to keep and to open, other forms to take away, and clearing it all. */

import { dataOf } from "../apart.js";
import { asMarkdown, asTable, countsOf, lookInto, partsOf } from "../copies.js";
import { hasHomeScreen, isInsideApp } from "../device.js";
import { download, fileOf } from "../handing.js";
import { KeepCopy } from "../keepcopy.js";
import { Line } from "../line.js";
import { LARGEST_COPY } from "../record.js";
import { wordsOf } from "../words.js";

const MOST_NAMED = 8;
const NO_TITLES = { sheets: {}, lists: {} }; // then things go by their ids

export default class Saved extends HTMLElement {
  static store;
  #coming;
  #line;
  #pending = "";
  #say;
  #stop;
  #titles;

  connectedCallback() {
    const { store } = Saved;
    this.#say = wordsOf(this);
    this.#line = new Line(this, store, this.#say, { text: () => this.#text() });
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const on = (action, type, act) => this.querySelector(`[data-action=${action}]`).addEventListener(type, act, { signal });
    on("open-copy", "change", (event) => this.#openFile(event.target));
    on("look-into", "click", () => this.#look(this.#part("pasted").value));
    on("open-yes", "click", () => this.#open());
    on("open-no", "click", () => this.#leave("saved-left"));
    on("markdown", "click", () => this.#give(`${store.site}.md`, asMarkdown(this.#parts(), this.#say("saved-what")), "text/markdown"));
    on("table", "click", () => this.#give(`${store.site}-people.csv`, asTable(store.snapshot(), this.#say), "text/csv"));
    on("clear", "click", () => this.#dialog.showModal());
    on("clear-no", "click", () => this.#dialog.close());
    on("clear-yes", "click", () => this.#clear());
    signal.addEventListener("abort", store.subscribe((reason) => this.#heard(reason)));
    this.#part("inside-app").hidden = !isInsideApp(globalThis);
    this.#part("home-screen").hidden = !hasHomeScreen(globalThis);
    this.#line.connect(signal);
    new KeepCopy(this, store, this.#say).connect(signal);
    this.#show();
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  #make(name, text = "") {
    return Object.assign(this.ownerDocument.createElement(name), { textContent: text });
  }

  get #dialog() {
    return this.querySelector("dialog");
  }

  #heard(reason) {
    if (reason === "wiped") this.#hidePreview();
    this.#show();
  }

  #show() {
    const parts = this.#parts();
    if (parts.length && !this.#titles) return this.#nameThem();
    this.querySelector(".ck-saved-inner").hidden = false;
    const owners = byOwner(parts);
    this.#part("list").replaceChildren(...[...owners].flatMap(([id, own]) => this.#owner(id, own)));
    this.#part("empty").hidden = parts.length > 0;
    const record = Saved.store.snapshot();
    const when = parts.length && Date.parse(record.updated);
    this.#part("newest").textContent = when ? `${this.#holds(record)} ${this.#say("saved-newest", { date: dateOf(when) })}` : "";
    return this.#line.refresh();
  }

  /** Where nothing is saved yet, the names of sheets and fields are not needed. */
  async #nameThem() {
    this.#coming ??= dataOf(this.#part("titles")).catch(() => NO_TITLES);
    this.#titles = await this.#coming;
    this.#show();
  }

  #holds(record) {
    const { people, sheets } = countsOf(record);
    return [people && this.#say("saved-people", { n: people }), sheets && this.#say("saved-sheets", { n: sheets })].filter(Boolean).join(" ");
  }

  /** What the student would know again; then what could not be read. */
  #parts() {
    const aside = Saved.store.setAside();
    const parts = partsOf(Saved.store.snapshot(), this.#titles ?? NO_TITLES, this.#say);
    return aside.length ? [...parts, { title: this.#say("saved-set-aside"), id: "", name: "", items: aside.map((text) => ["", text]) }] : parts;
  }

  #owner(id, parts) {
    const list = this.#make("ul");
    list.className = "ck-rows";
    list.append(...parts.map((part) => this.#row(part)));
    if (!id) return [list];
    const link = this.#make("a", parts[0].name);
    link.setAttribute("href", `${this.dataset.people}#${id}`);
    const heading = this.#make("h3");
    heading.append(link);
    return [heading, list];
  }

  #row({ title, url, kind, items }) {
    const row = this.#make("li");
    const name = this.#make(url ? "a" : "span", title);
    if (url) name.setAttribute("href", url);
    row.append(name);
    if (kind) row.append(" ", this.#make("span", this.#say(kind, { n: items.length })));
    return row;
  }

  /** Everything as text that a person can read without this kit. */
  #text() {
    return this.#parts().map(({ title, name, items }) => [[title, name].filter(Boolean).join(": "), ...items.map(([label, value]) => [label, value].filter(Boolean).join(": "))].join("\n")).join("\n\n");
  }

  #give(name, text, type) {
    download(fileOf(name, text, type), this.ownerDocument);
    this.#part("formats-said").textContent = this.#say(isInsideApp(globalThis) ? "saved-inside-app" : "saved-given", { name });
  }

  async #openFile(input) {
    const [file] = input.files;
    if (!file) return;
    const text = file.size > LARGEST_COPY ? "" : await file.text().catch(() => "");
    input.value = ""; // so that the same file can be opened again
    this.#look(text);
  }

  /** Shows what a copy holds and what would change, and waits. */
  #look(text) {
    const found = lookInto(text.trim(), Saved.store.snapshot(), Date.now());
    if (!found.ok) return this.#leave({ "not-a-copy": "saved-not-a-copy", newer: "saved-copy-newer" }[found.reason]);
    this.#pending = text.trim();
    const date = found.newest ? this.#say("saved-newest", { date: dateOf(found.newest) }) : "";
    const { people, sheets, adds, replaces } = found;
    this.#part("holds").textContent = [this.#say("saved-people", { n: people }), this.#say("saved-sheets", { n: sheets }), date].filter(Boolean).join(" ");
    const changes = [adds && this.#say("saved-adds", { n: adds }), replaces.length && this.#say("saved-replaces", { n: replaces.length })].filter(Boolean);
    this.#part("changes").textContent = changes.length ? [...changes, this.#say("saved-stays")].join(" ") : this.#say("saved-no-change");
    const named = replaces.slice(0, MOST_NAMED).map(({ before, after }) => this.#say("saved-replace", { before: short(before), after: short(after) }));
    if (replaces.length > MOST_NAMED) named.push(this.#say("saved-more", { n: replaces.length - MOST_NAMED }));
    this.#part("replaces").replaceChildren(...named.map((words) => this.#make("li", words)));
    this.querySelector("[data-action=open-yes]").hidden = !changes.length;
    this.#part("preview").hidden = false;
    this.#part("preview").focus();
    return this.#line.tell("");
  }

  #hidePreview() {
    [this.#pending, this.#part("preview").hidden, this.#part("pasted").value] = ["", true, ""];
    this.#part("replaces").replaceChildren();
  }

  #leave(words) {
    this.#hidePreview();
    this.#line.tell(words);
    this.querySelector("[data-action=open-copy]").focus();
  }

  #open() {
    const { ok, reason, undo } = Saved.store.importCopy(this.#pending);
    if (!ok) return this.#leave({ "not-a-copy": "saved-not-a-copy", newer: "saved-copy-newer", "not-kept": "saved-not-opened" }[reason]);
    this.#hidePreview();
    return undo.length ? this.#line.offerUndo("saved-opened", () => this.#undo(undo)) : this.#line.tell("saved-opened");
  }

  #undo(token) {
    Saved.store.undo(token);
    this.#line.tell("store-undone");
    this.querySelector("[data-action=open-copy]").focus();
  }

  #clear() {
    Saved.store.wipe();
    this.#dialog.close();
    this.#line.tell("saved-cleared");
  }
}

const dateOf = (time) => new Date(time).toLocaleDateString(undefined, { dateStyle: "long" });

function short(value) {
  const text = [value].flat().join(", ");
  return text.length > 60 ? `${[...text].slice(0, 60).join("")} …` : text;
}

function byOwner(parts) {
  const owners = new Map();
  for (const part of parts) owners.set(part.id, [...(owners.get(part.id) ?? []), part]);
  return owners;
}
