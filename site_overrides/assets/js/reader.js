/** Reads a draft with its writer: asks for the checks in a pause, marks the words they are about, and shows what they say beside them. */

import { inUnits, reading } from "./builder.js";
import { Checking } from "./checking.js";
import { Marks } from "./marks.js";
import { Notes } from "./notes.js";

const PAUSE = 800;

export class Reader {
  #store;
  #draft;
  #checking = new Checking();
  #marks = new Marks();
  #notes;
  #timer;
  #read = null;
  #checked = "";

  /** host: the element around the parts letter and notes. draft(): { field, key, place, leavesOut, blanks, question } as they are now; key: what it is, place: where kept rules are saved, leavesOut: rules it need not meet, question(): see Checking. */
  constructor(host, store, say, draft, signal) {
    [this.#store, this.#draft] = [store, draft];
    this.#notes = new Notes(host, say, (name, rule) => (name === "show" ? this.#select(rule) : this.#keep(rule)), signal);
    const observer = new ResizeObserver(() => this.#level());
    for (const part of ["letter", "findings"]) observer.observe(host.querySelector(`[data-part=${part}]`));
    signal.addEventListener("abort", () => {
      observer.disconnect();
      clearTimeout(this.#timer);
      this.#checking.stop();
    });
  }

  /** Rules whose words stay as they are. */
  get kept() {
    return this.#store.get(this.#draft().place) ?? [];
  }

  set kept(rules) {
    this.#store.set([[this.#draft().place, rules]]);
  }

  /** Another draft is here. */
  turn() {
    [this.#checked, this.#read] = ["", null];
    this.#marks.put("", []);
    this.#notes.hide();
  }

  /** The words may have changed. Runs at every key. */
  follow() {
    const { field, key, blanks } = this.#draft();
    this.#marks.draw(field, blanks);
    if (this.#checked === (field.value.trim() && key + field.value)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.check(), PAUSE);
  }

  /** Reads now. */
  async check() {
    clearTimeout(this.#timer);
    const { field, key, question } = this.#draft();
    const text = field.value;
    const now = text.trim() && key + text;
    if (this.#checked === now) return;
    this.#checked = now;
    if (!now) {
      this.turn();
      return;
    }
    const found = await this.#checking.ask({ text, ...question() });
    if (!found || key !== this.#draft().key || !field.value.trim()) return;
    this.#read = { ...found, text };
    this.#tell();
  }

  #tell() {
    const { findings, words, text } = this.#read;
    if (!findings) {
      this.#notes.cannot();
      return;
    }
    const { field, blanks, leavesOut } = this.#draft();
    const read = reading(findings, this.kept, leavesOut);
    this.#notes.show(read, words);
    this.#marks.put(text, read.change.flatMap(({ rule, spans }) => spans.map((span) => inUnits(text, span)).map(([start, end]) => ({ rule, start, end }))));
    this.#marks.draw(field, blanks);
    this.#level();
  }

  #level() {
    this.#notes.level((rule) => this.#marks.topOf(rule));
  }

  #select(rule) {
    const { field } = this.#draft();
    const span = this.#marks.spanOf(rule);
    field.focus();
    if (span) field.setSelectionRange(...span);
  }

  #keep(rule) {
    this.kept = [...this.kept, rule];
    this.#tell();
    this.#notes.focus();
  }
}
