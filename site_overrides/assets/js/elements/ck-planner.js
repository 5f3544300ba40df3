/** Chooses the questions for one talk. The plan lives on the sheet My questions, a row for each; here it is ordered, timed and changed. */

import { dataOf } from "../apart.js";
import { Keeping } from "../keeping.js";
import { mirrorInPrint } from "../paper.js";
import { nameOf } from "../people.js";
import { alternatives, clock, plan, stopAt, usualMinutes } from "../plan.js";
import { print } from "../printing.js";
import { wordsOf } from "../words.js";

const SHEET = "person/sheets/question-plan";
const CLOSING = "person/sheets/on-the-day/closing";
const STOP_AT = "person/sheets/on-the-day/stop-at";
const FACTS = "person/sheets/research/path";
const NEWS = "person/sheets/research/news";
const GOAL = "me/sheets/my-question/goal";

export default class Planner extends HTMLElement {
  static store;
  #bank;
  #coming;
  #keeping;
  #opened = false;
  #own;
  #say;
  #stop;
  #words;

  connectedCallback() {
    this.#say = wordsOf(this);
    const form = this.querySelector("form");
    this.#keeping = new Keeping(this, Planner.store, this.#say, {
      place: (name) => `${SHEET}/${name}`,
      changed: () => this.#draw(),
      text: () => this.#items().map(({ text, follow }) => `${text}\n${follow}`).join("\n\n"),
    });
    this.#readChoices();
    this.#keeping.connect();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener("click", (event) => this.#act(event.target.closest("[data-action]")), { signal });
    this.#choice("facts").addEventListener("change", ({ target }) => this.#store.set([[FACTS, target.value.trim()]]), { signal });
    for (const use of ["focusin", "pointerdown"]) this.addEventListener(use, () => this.#bring(), { signal, once: true });
    mirrorInPrint(form, signal);
    this.querySelector(".ck-plan-tool").hidden = false;
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#own?.stop();
    this.#keeping.disconnect();
  }

  get #store() {
    return Planner.store;
  }

  get #rows() {
    return [...this.querySelectorAll(".ck-plan-item")];
  }

  #part(name, place = this) {
    return place.querySelector(`[data-part=${name}]`);
  }

  #choice(name) {
    return this.querySelector(`[data-choice=${name}]`);
  }

  #readChoices() {
    const { store } = Planner;
    const kept = { facts: store.get(FACTS), goal: store.get(`${SHEET}/goal`) || store.get(GOAL) };
    for (const name of ["also", "minutes", "know", "who"]) kept[name] = store.get(`${SHEET}/${name}`);
    for (const [name, value] of Object.entries(kept)) {
      const control = this.#choice(name);
      const before = control.value;
      if (typeof value === "string" && value) control.value = value;
      if (control.selectedIndex === -1) control.value = before;
      const door = control.closest("details");
      if (door && control.value !== before) door.open = true;
    }
  }

  /** The choices as plan.js wants them. kept: those the plan was made with, not what stands in the fields now. */
  #choices(kept) {
    const read = (name) => (kept && this.#store.get(`${SHEET}/${name}`)) || this.#choice(name).value;
    const goals = [...new Set([read("goal"), kept ? this.#store.get(`${SHEET}/also`) ?? "" : read("also")])].filter(Boolean);
    const researched = Boolean(this.#choice("facts").value.trim() || this.#store.get(NEWS));
    return { goals, minutes: Number(read("minutes")), know: read("know"), who: read("who"), researched };
  }

  /** The plan as it stands, without empty rows. */
  #items() {
    return this.#rows.map((row) => this.#itemOf(row)).filter(({ text }) => text);
  }

  #itemOf(row) {
    const [text, id, follow] = ["question", "id", "follow-up"].map((field) => row.querySelector(`[name$=".${field}"]`).value.trim());
    return { text, id: !this.#words || this.#words.partOf(id) ? id : "", follow };
  }

  /** Writes the rows, and what follows from them on other sheets, in one go. */
  #write(items, more = []) {
    this.#keeping.save();
    const rows = this.#rows.flatMap((_, place) => {
      const { text = "", id = "", follow = "" } = items[place] ?? {};
      return [["question", text], ["id", id], ["follow-up", follow]].map(([field, value]) => [`${SHEET}/questions.${place + 1}.${field}`, value]);
    });
    const untouched = [undefined, "", this.#words.closing(this.#items())].includes(this.#store.get(CLOSING));
    this.#store.set([...rows, ...more, ...(untouched ? [[CLOSING, this.#words.closing(items)]] : [])]);
    this.#draw();
  }

  #make() {
    const choices = this.#choices(false);
    if (!choices.goals.length) {
      Object.assign(this.#part("empty"), { textContent: this.#say("plan-choose-first"), hidden: false });
      this.#choice("goal").focus();
      return;
    }
    const { asked, spares } = plan(this.#bank.questions, this.#bank.arc, choices);
    const stop = this.#store.get(STOP_AT) ? "" : stopAt(this.#store.get("person/dates/chat_time"), choices.minutes, this.#bank.arc);
    const more = ["also", "know", "who", "goal", "minutes"].map((name) => [`${SHEET}/${name}`, this.#choice(name).value]);
    more.push([`${SHEET}/spare`, spares.map((id) => this.#words.questionOf(id).text).join("\n")]);
    if (stop) more.push([STOP_AT, stop]);
    this.#change(asked.map(({ id }) => this.#words.itemFor(id)), "plan-ready", more);
    this.#part("title").focus();
  }

  /** Puts other questions in place of those that stand there, and offers to take that back when anything is lost by it. */
  #change(items, id, more = [], values = {}) {
    const before = this.#items();
    const old = more.map(([address]) => [address, this.#store.get(address)]);
    this.#write(items, more);
    if (!before.length) {
      this.#keeping.line.tell(id);
      return;
    }
    this.#keeping.line.offerUndo(id, () => {
      this.#write(before, old);
      this.#keeping.line.tell("store-undone");
      this.#part("title").focus();
    }, values);
  }

  /** The questions come at the first touch, or with the page where there is a plan already. Returns whether they are here. */
  async #bring() {
    this.#coming ??= Promise.all([dataOf(this.#part("bank")), import("../planwords.js"), import("../ownquestions.js")]);
    const [bank, planWords, ownQuestions] = await this.#coming.catch(() => []);
    if (!bank) {
      this.#coming = undefined;
      Object.assign(this.#part("empty"), { textContent: this.#say("plan-not-come"), hidden: false });
    } else if (!this.#bank) {
      this.#bank = bank;
      this.#own = new ownQuestions.OwnQuestions(this.#say, () => this.#draw());
      this.#words = new planWords.PlanWords(bank, this.#say, (text) => this.#own.about(text));
      this.#draw();
    }
    return Boolean(bank);
  }

  async #act(button) {
    if (!button || !(this.#bank || (await this.#bring()))) return;
    const row = button.closest(".ck-plan-item");
    const place = row ? this.#rows.filter((one) => this.#itemOf(one).text).indexOf(row) : -1;
    const doing = {
      make: () => this.#make(),
      add: () => this.#add(),
      print: () => print(this, false),
      clear: () => this.#change([], "plan-cleared", [[`${SHEET}/spare`, ""]]),
      swap: () => this.#swap(place),
      up: () => this.#move(place, -1),
      down: () => this.#move(place, 1),
      out: () => this.#change(this.#items().filter((_, other) => other !== place), "plan-taken"),
    }[button.dataset.action];
    if (doing && !(row && place < 0)) doing();
  }

  #swap(place) {
    const items = this.#items();
    const ids = items.map(({ id }) => id);
    const choices = this.#choices(true);
    const others = choices.goals.length ? alternatives(this.#bank.questions, this.#bank.arc, choices, ids, place) : [];
    const next = others[(others.indexOf(ids[place]) + 1) % others.length];
    if (!next || next === ids[place]) {
      this.#keeping.line.tell("plan-no-other");
      return;
    }
    const edited = items[place].text !== this.#words.questionOf(ids[place]).text;
    items[place] = this.#words.itemFor(next);
    const values = { question: items[place].text };
    if (edited) {
      this.#change(items, "plan-swapped", [], values);
      return;
    }
    this.#write(items);
    this.#keeping.line.tell("plan-swapped", values);
  }

  #move(place, by) {
    const items = this.#items();
    const to = place + by;
    [items[place], items[to]] = [items[to], items[place]];
    this.#write(items);
    this.#keeping.line.tell("plan-moved", { n: to + 1, all: items.length });
    const buttons = ["up", "down"].map((name) => this.#rows[to].querySelector(`[data-action=${name}]`));
    (by < 0 ? buttons : buttons.reverse()).find((button) => !button.disabled)?.focus();
  }

  #add() {
    const field = this.querySelector("#plan-own");
    const text = field.value.replace(/\s+/g, " ").trim();
    const items = this.#items();
    const { line } = this.#keeping;
    if (!text || items.length === this.#rows.length) {
      line.tell(text ? "plan-full" : "plan-own-empty");
      field.focus();
      return;
    }
    const close = items.findIndex(({ id }) => this.#words.partOf(id) === "close");
    const place = close < 0 ? items.length : close;
    items.splice(place, 0, { id: "", text, follow: "" });
    this.#write(items);
    field.value = "";
    line.tell("plan-added", { number: place + 1 });
    this.#rows[place].querySelector("textarea").focus();
  }

  #draw() {
    const name = this.#store.person && nameOf(this.#store.snapshot().people[this.#store.person] ?? { person: {} });
    this.#part("for").hidden = !name;
    this.#part("for").textContent = this.#say("plan-for", { name });
    if (this.#bank) this.#drawPlan();
    else if (this.#items().length) this.#bring();
  }

  #drawPlan() {
    const rows = this.#rows.filter((row) => this.#itemOf(row).text);
    const items = rows.map((row) => this.#itemOf(row));
    const { arc } = this.#bank;
    const choices = this.#choices(true);
    const talk = items.map(({ id }) => this.#words.questionOf(id) ?? { part: "", minutes: usualMinutes(arc) });
    const { marks, needed, open, close } = clock(talk, arc, choices.minutes);
    const late = choices.goals.length ? plan(this.#bank.questions, arc, choices).asked.filter(({ optional }) => optional).map(({ id }) => id) : [];
    for (const row of this.#rows) row.hidden = !rows.includes(row) && !row.matches(":focus-within");
    for (const [place, row] of rows.entries()) this.#drawRow(row, items[place], { place, last: rows.length - 1, mark: marks[place], choices, late });
    this.#own.look(items.filter(({ id, text }) => text !== this.#words.questionOf(id)?.text).map(({ text }) => text));
    this.#opened ||= items.length > 0; // an emptied plan keeps its place, with the way back in it
    this.querySelector(".ck-plan-made").hidden = !this.#opened;
    this.#part("empty").hidden = items.length > 0;
    this.#part("sum").hidden = this.#part("close").hidden = !items.length;
    this.#part("sum").textContent = `${this.#say("plan-sum", { n: items.length, minutes: open + close, stop: open, close })}${needed > open ? ` ${this.#say("plan-over")}` : ""}`;
    this.#part("close").textContent = this.#say("plan-close", { n: open });
  }

  #drawRow(row, item, { place, last, mark, choices, late }) {
    const words = this.#words.ofRow(item, { start: !place, mark, choices, late });
    for (const [name, text] of Object.entries(words)) this.#tell(this.#part(name, row), text);
    row.querySelector("[data-action=up]").disabled = place === 0;
    row.querySelector("[data-action=down]").disabled = place === last;
    row.querySelector("[data-action=swap]").hidden = !item.id;
  }

  /** A note is a live region: it stays in the page while it is empty, and speaks only when it changes. */
  #tell(part, text) {
    if (part.textContent !== text) part.textContent = text;
    part.hidden = !text && !part.matches("[role=status]");
  }
}
