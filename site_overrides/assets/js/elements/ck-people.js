/** Everybody on the list, in four groups: add one with a name, see what comes next, print it, copy it as a table. */

import { addContact, contactsOf } from "../contacts.js";
import { copy } from "../copying.js";
import { csvOf } from "../csv.js";
import { Line } from "../line.js";
import { byGroup, isDay, todayIs } from "../next.js";
import { nameOf, partsOfName, personIn } from "../people.js";
import { print } from "../printing.js";
import { Things } from "../things.js";
import { wordsOf } from "../words.js";

const COLUMNS = ["people-col-name", "people-col-known", "people-col-sent", "people-col-reminded", "people-col-answered", "people-col-chat", "people-col-thanked", "people-col-touch", "people-col-next"];
const DATES = ["sent", "reminded", "answered", "chat", "thanked", "touch"];

export default class People extends HTMLElement {
  static store;
  #line;
  #say;
  #stop;
  #things;

  connectedCallback() {
    this.#say = wordsOf(this);
    this.#things = new Things(this, this.#say);
    this.#line = new Line(this, People.store, this.#say, { text: () => this.#table((day) => day).map((row) => row.join("\t")).join("\n") });
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.querySelector(".ck-add").addEventListener("submit", (event) => this.#add(event), { signal });
    this.addEventListener("click", (event) => this.#act(event.target.closest("[data-action]")), { signal });
    addEventListener("hashchange", () => this.#route(), { signal });
    addEventListener("focus", () => this.#show(), { signal }); // a new day may have begun since
    addEventListener("beforeprint", () => this.#drawLog(), { signal });
    signal.addEventListener("abort", People.store.subscribe(() => this.#show()));
    for (const waiting of this.querySelectorAll(".ck-people-inner, .ck-keeping")) waiting.hidden = false;
    this.querySelector("[data-part=needs-script]").hidden = true;
    this.#line.connect(signal);
    this.#route();
    this.#show();
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  /** An address with a person behind its hash belongs to ck-person. */
  #route() {
    this.hidden = personIn(location.hash) !== "";
  }

  get #groups() {
    return byGroup(contactsOf(People.store), this.#things.rules, todayIs());
  }

  #show() {
    const focused = this.contains(this.ownerDocument.activeElement) && this.ownerDocument.activeElement.hash;
    const groups = this.#groups;
    for (const section of this.querySelectorAll("[data-group]")) {
      const group = groups[section.dataset.group];
      section.querySelector("ul").replaceChildren(...group.map((next) => this.#row(next)));
      section.hidden = !group.length;
    }
    const some = Object.values(groups).some((group) => group.length);
    this.querySelector("[data-part=empty]").hidden = some;
    this.querySelector("[data-part=tools]").hidden = !some;
    if (focused) this.querySelector(`.ck-people-rows a[href="${focused}"]`)?.focus();
    this.#line.refresh();
  }

  #row(next) {
    const row = this.#make("li", "");
    const name = this.#make("a", nameOf(next.person) || this.#say("people-unnamed"));
    name.setAttribute("href", `#${next.id}`);
    const { words, share } = this.#things.progress(next);
    const bar = this.#make("div", "", "ck-bar");
    bar.append(this.#make("div", ""));
    bar.firstChild.style.setProperty("--done", `${share}%`);
    bar.setAttribute("aria-hidden", "true");
    const progress = this.#make("div", "", "ck-next-progress");
    progress.append(this.#make("span", words, "ck-hint"), bar);
    row.append(name, this.#make("p", this.#things.line(next, todayIs())), progress);
    return row;
  }

  #make(tag, textContent, className = "") {
    return Object.assign(this.ownerDocument.createElement(tag), { textContent, className });
  }

  #add(event) {
    event.preventDefault();
    const field = event.target.querySelector("input");
    const parts = partsOfName(field.value);
    if (!Object.keys(parts).length) return;
    addContact(People.store, Object.fromEntries([...Object.entries(parts).map(([name, value]) => [`person/${name}`, value]), ["dates/added", todayIs()]]));
    field.value = "";
    this.#line.tell("people-added", { name: nameOf({ person: parts }) });
  }

  async #act(button) {
    const action = button?.dataset.action;
    if (action === "print") print(this, false);
    if (action !== "csv") return;
    const done = await copy(csvOf(this.#table((day) => day)), button);
    this.#line.tell(done ? "people-csv-done" : "store-copy-failed");
  }

  /** The whole list as rows of words, its head first. say(day): how a date is written. */
  #table(say) {
    const rows = Object.values(this.#groups).flat().map((next) => {
      const { person, dates } = next.person;
      const known = [person.how_known, [person.role, person.org].filter(Boolean).join(", ")].filter((text) => text && text !== nameOf(next.person)).join("; ");
      return [nameOf(next.person) || this.#say("people-unnamed"), known, ...DATES.map((name) => (isDay(dates[name]) ? say(dates[name]) : dates[name] ?? "")), this.#things.line(next, todayIs())];
    });
    return [COLUMNS.map((id) => this.#say(id)), ...rows];
  }

  /** The list as a table, for paper only. */
  #drawLog() {
    const short = (day) => new Date(`${day}T12:00Z`).toLocaleDateString(undefined, { day: "numeric", month: "short", timeZone: "UTC" });
    const [head, ...rows] = this.#table(short);
    const table = this.#make("table", "");
    const line = (cells, tag) => {
      const row = this.#make("tr", "");
      row.append(...cells.map((cell) => this.#make(tag, cell)));
      return row;
    };
    const date = new Date().toLocaleDateString(undefined, { dateStyle: "long" });
    table.append(this.#make("caption", this.#say("people-log", { date })), this.#make("thead", ""), this.#make("tbody", ""));
    table.tHead.append(line(head, "th"));
    table.tBodies[0].append(...rows.map((row) => line(row, "td")));
    this.querySelector("[data-part=log]").replaceChildren(...(rows.length ? [table] : []));
  }
}
