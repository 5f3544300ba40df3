/** Keeps the words of one form: fills it from the store, saves as a person types, clears it and takes that back. */

import { controlsOf, isFocused, plainText, read, write } from "./answers.js";
import { Line } from "./line.js";

const PAUSE = 400;
const LONGEST = 1000; // somebody who types on and on is not saved later than that

export class Keeping {
  #host;
  #store;
  #form;
  #fields;
  #changed;
  #stop;
  #timer;
  #limit;
  #unsaved = new Set();
  #untold = false;

  /** place(name, control): the address of a field. changed(control): called after the form changed; control: the one typed in, when it was by hand. text(): see Line. */
  constructor(host, store, say, { place, changed = () => {}, text }) {
    [this.#host, this.#store, this.#changed] = [host, store, changed];
    this.#form = host.querySelector("form");
    this.#fields = new Map([...controlsOf(this.#form)].map(([name, controls]) => [name, { controls, address: place(name, controls[0]) }]));
    this.line = new Line(host, store, say, { text: text ?? (() => plainText(this.#form)), beforeMove: () => this.save() });
  }

  connect() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    for (const hidden of this.#host.querySelectorAll(".ck-keeping, .ck-tools")) hidden.hidden = false;
    this.#form.addEventListener("input", (event) => this.#typed(event.target), { signal });
    this.#form.addEventListener("change", (event) => event.target.name && this.save(), { signal });
    this.#form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    addEventListener("pagehide", () => this.save(), { signal });
    this.#host.ownerDocument.addEventListener("visibilitychange", () => this.save(), { signal }); // the last thing a phone tells a page before it ends it
    signal.addEventListener("abort", this.#store.subscribe((reason) => this.#heard(reason)));
    this.line.connect(signal);
    this.#begin();
  }

  disconnect() {
    this.save();
    this.#stop.abort();
  }

  /** Saves at once what is waiting, and says so. */
  save() {
    clearTimeout(this.#timer);
    this.#write();
    if (!this.#untold) return;
    this.#untold = false;
    this.line.tellSaved();
  }

  #write() {
    clearTimeout(this.#limit);
    this.#limit = undefined;
    if (!this.#unsaved.size) return;
    const changes = [...this.#unsaved].map((name) => [this.#fields.get(name).address, read(this.#fields.get(name).controls)]);
    this.#unsaved.clear();
    this.#store.set(changes);
  }

  /** Empties the whole form, says so by the id of its words, and offers to take it back. `from` gets the focus again after that. */
  clear(id, from) {
    this.save(); // so that nothing waits to be written back, and taking it back loses nothing
    const token = this.#store.clear([...this.#fields.values()].map((field) => field.address));
    this.#fill(true);
    if (!token.length) return this.line.tell(id);
    return this.line.offerUndo(id, () => {
      this.#store.undo(token);
      this.#fill(true);
      this.line.tell("store-undone");
      from.focus();
    });
  }

  /** What was typed before this element was ready counts as typed now. */
  #begin() {
    for (const [name, { controls, address }] of this.#fields) {
      const typed = read(controls);
      if (typed.length || typed === true) this.#note(name);
      else write(controls, this.#store.get(address));
    }
    this.#changed();
    this.save();
  }

  #typed(control) {
    if (!this.#fields.has(control.name)) return;
    this.#note(control.name);
    this.line.tellSaving();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), PAUSE);
    this.#limit ??= setTimeout(() => this.#write(), LONGEST);
    this.#changed(control);
  }

  #note(name) {
    this.#unsaved.add(name);
    this.#untold = true;
  }

  #heard(reason) {
    if (reason === "wiped") {
      for (const timer of [this.#timer, this.#limit]) clearTimeout(timer);
      [this.#limit, this.#untold] = [undefined, false];
      this.#unsaved.clear();
    }
    const filled = this.#fill(reason === "wiped");
    this.line.refresh();
    if (reason === "wiped" || reason === "moved") this.line.rest();
    else if (!this.#store.keeps) this.line.tell("");
    else if (reason === "elsewhere" && filled && !this.line.offersUndo) this.line.tell("store-other-tab");
  }

  /** Brings the fields up to date; never the one a person is in, nor one not saved yet, unless `all`. Returns whether any changed. */
  #fill(all) {
    let filled = false;
    for (const [name, { controls, address }] of this.#fields) {
      if (!all && (this.#unsaved.has(name) || isFocused(controls))) continue;
      const before = JSON.stringify(read(controls));
      write(controls, this.#store.get(address));
      filled ||= before !== JSON.stringify(read(controls));
    }
    if (filled) this.#changed();
    return filled;
  }
}
