/** The message builder: three choices, short answers, then the student's own words, read with them, copied or sent, and noted. */

import { carriedOver, choiceOf, inUnits, openBlanks, putTogether, reading, sizeOf } from "../builder.js";
import { Checking } from "../checking.js";
import { Keeping } from "../keeping.js";
import { Notes } from "../notes.js";
import { newPerson } from "../record.js";
import { Sending } from "../sending.js";
import { Whom } from "../whom.js";
import { wordsOf } from "../words.js";

const PAUSE = 800;
const DRAFT = "builder.";
const NARROW = "(max-width: 63.99em)";

export default class Builder extends HTMLElement {
  static store;
  #checking = new Checking();
  #keeping;
  #notes;
  #sending;
  #whom;
  #say;
  #setting;
  #names;
  #stop;
  #timer;
  #choice = {};
  #read = null;
  #checked = "";
  #begun = false;
  #pinned = "";
  #carried = new Set();

  connectedCallback() {
    const { store } = Builder;
    this.#say = wordsOf(this);
    this.#setting = JSON.parse(this.#part("setting").textContent);
    this.#names = Object.fromEntries([...this.querySelectorAll("[data-slot-field]")].map((field) => [field.dataset.slotField, field.querySelector("label").textContent]));
    const asked = location.hash.slice(1);
    if (Object.hasOwn(this.#setting.occasions, asked)) this.#pinned = asked;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#notes = new Notes(this, this.#say, (name, rule) => (name === "show" ? this.#select(rule) : this.#keep(rule)), signal);
    this.#sending = new Sending(this, store, this.#say, { message: () => this.#message, before: () => this.#pin() }, signal);
    this.#whom = new Whom(this, store, this.#say, () => this.#leave(), signal);
    this.#keeping = new Keeping(this, store, this.#say, {
      place: (name, control) => (name.startsWith(DRAFT) ? `person/sheets/builder/${name.slice(DRAFT.length)}` : store.place("person", "sheets", "messages", name, control.dataset.record)),
      changed: () => this.#show(),
      text: () => [this.#message.subject, this.#message.body].filter(Boolean).join("\n\n"),
    });
    this.querySelector(".ck-builder-tool").hidden = false;
    this.#keeping.connect();
    signal.addEventListener("abort", store.subscribe(() => this.#show()));
    const on = (action, act) => this.querySelector(`[data-action=${action}]`).addEventListener("click", act, { signal });
    on("compose", () => this.#compose());
    on("blank", () => this.#begin({ subject: "", body: "" }, "draft-emptied"));
    const { form } = this.#control("occasion");
    form.addEventListener("input", ({ target }) => this.#typed(target), { signal });
    form.addEventListener("focusout", ({ target }) => target === this.#draft && this.#check(), { signal });
    this.#fold();
    this.#check();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#stop.abort();
    this.#checking.stop();
    this.#keeping.disconnect();
  }

  #part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  #control(name) {
    return this.querySelector(`[name="${DRAFT}${name}"]`);
  }

  get #draft() {
    return this.#control(this.#choice.occasion);
  }

  /** The message as it is now, and what sending it means. */
  get #message() {
    const { occasion, way, channel } = this.#choice;
    const isMail = this.#setting.channels[channel].form === "email";
    const subject = isMail ? this.#control(`${occasion}.subject`).value.trim() : "";
    return { subject, body: this.#draft.value.trim(), kind: occasion, sets: this.#setting.occasions[occasion].ways[way].sets, isMail };
  }

  get #person() {
    return Builder.store.snapshot().people[Builder.store.person] ?? newPerson();
  }

  /** Brings everything up to date with what is chosen and written. Runs at every key, so it does nothing twice. */
  #show() {
    const person = this.#person;
    const choice = choiceOf(this.#setting, person.state, (name) => (name === "occasion" && this.#pinned) || this.#control(name)?.value);
    const key = [Builder.store.person, ...Object.values(choice)].join();
    if (key !== this.#choice.key) this.#change({ ...choice, key });
    const { occasion, way, channel } = choice;
    for (const [name, value] of [["occasion", occasion], [`${occasion}.way`, way], [`${occasion}.channel`, channel]]) this.#control(name).value = value;
    this.#carry(person);
    this.#whom.show();
    this.#count();
    if (this.#checked && this.#checked !== this.#choice.key + this.#draft.value) this.#wait();
  }

  #change(choice) {
    if (choice.occasion !== this.#choice.occasion) this.#begun = false;
    this.#choice = choice;
    const { occasion, message } = choice;
    for (const part of this.querySelectorAll("[data-occasion]")) part.hidden = part.dataset.occasion !== occasion;
    for (const field of this.querySelectorAll(".ck-builder-subject")) field.hidden = !this.#message.isMail;
    const { slots } = this.#setting.messages[message];
    for (const field of this.querySelectorAll("[data-slot-field]")) field.hidden = !slots.includes(field.dataset.slotField);
    this.#part("fields").append(...slots.map((slot) => this.querySelector(`[data-slot-field="${slot}"]`))); // in the order of the message
    this.#part("model").setAttribute("href", `${this.dataset.models}${message}/`);
    this.#sending.rest();
    [this.#checked, this.#read] = ["", null];
    if (this.#draft.value.trim()) this.#wait();
    else this.#notes.hide();
  }

  /** What stands on a sheet, or follows from the dates, is not asked again; once, so that a student may take it out. */
  #carry(person) {
    const { occasion, message } = this.#choice;
    const found = carriedOver(this.#setting.occasions[occasion].carries, person);
    for (const slot of this.#setting.messages[message].slots) {
      const control = this.querySelector(`[name="${slot}"]`);
      const once = `${Builder.store.person} ${slot}`;
      if (control.value || !found[slot] || this.#carried.has(once)) continue;
      this.#carried.add(once);
      write(control, found[slot].slice(0, control.maxLength));
    }
  }

  #count() {
    const { body, subject, isMail } = this.#message;
    const started = this.#begun || body !== "";
    this.#part("letter").hidden = !started;
    this.#sending.show(body !== "", isMail);
    if (!started) return;
    const { limit, from, to } = this.#setting.channels[this.#choice.channel];
    const { kind, most } = this.#setting.messages[this.#choice.message];
    const { words, characters } = sizeOf(body);
    const open = openBlanks(`${subject} ${body}`, this.#names);
    const said = [
      kind === "request" ? this.#say("draft-length", { words, from, to }) : this.#say("draft-length-short", { words, to: most }),
      limit ? this.#say("draft-characters", { n: characters, limit }) : "",
      open ? this.#say("draft-open", { n: open }) : "",
    ];
    this.#part("count").textContent = said.filter(Boolean).join(" ");
    this.#part("count").classList.toggle("is-over", Boolean(limit) && characters > limit);
  }

  #typed({ localName, name }) {
    if (localName === "select" && this.#pinned && name === `${DRAFT}occasion`) {
      this.#pinned = "";
      this.#show();
    }
    if (localName === "textarea" && !this.#checked) this.#wait();
    if (localName === "textarea") this.#sending.forget();
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#check(), PAUSE);
  }

  async #check() {
    clearTimeout(this.#timer);
    const { key, message, channel } = this.#choice;
    const text = this.#draft.value;
    if (!text.trim()) return this.#notes.hide();
    if (this.#checked === key + text) return undefined;
    this.#checked = key + text;
    const { notes, sheets } = this.#person;
    const told = (part) => Object.values(part ?? {}).flat();
    const context = { notes: [...told(notes), ...told(sheets["after-the-chat"])], facts: told(sheets.research) };
    const found = await this.#checking.ask({ text, kind: this.#setting.messages[message].kind, form: this.#setting.channels[channel].form, context });
    if (!found || key !== this.#choice.key || !this.#draft.value.trim()) return undefined;
    this.#read = found;
    return this.#tell();
  }

  #tell() {
    if (!this.#read.findings) return this.#notes.cannot();
    return this.#notes.show(reading(this.#read.findings, this.#kept), this.#read.words);
  }

  get #place() {
    return `person/sheets/builder/${this.#choice.occasion}.kept`;
  }

  get #kept() {
    return Builder.store.get(this.#place) ?? [];
  }

  #select(rule) {
    const { spans } = this.#read.findings.find((finding) => finding.rule === rule);
    this.#draft.focus();
    this.#draft.setSelectionRange(...inUnits(this.#draft.value, spans[0]));
  }

  #keep(rule) {
    Builder.store.set([[this.#place, [...this.#kept, rule]]]);
    this.#tell();
    this.#notes.focus();
  }

  /** What it is for stays, even when sending it moves the person on. */
  #pin() {
    this.#pinned = this.#choice.occasion;
  }

  /** Before somebody else is chosen, what is in hand is kept. */
  #leave() {
    this.#keeping.save();
    [this.#pinned, this.#begun] = ["", false];
  }

  /** On a narrow page the answers make room once there is a message. */
  #fold() {
    this.#part("answers").open = !(matchMedia(NARROW).matches && !this.#part("letter").hidden);
  }

  #compose() {
    const answers = Object.fromEntries(Object.keys(this.#names).map((slot) => [slot, this.querySelector(`[name="${slot}"]`).value]));
    this.#begin(putTogether(this.#setting.messages[this.#choice.message], answers, this.#names), "draft-put-together");
  }

  /** Puts a text into the letter; what stood there can be taken back. */
  #begin({ subject, body }, words) {
    const { occasion } = this.#choice;
    const fields = [[this.#control(`${occasion}.subject`), subject], [this.#draft, body]];
    const before = fields.map(([control]) => [control, control.value]);
    const kept = this.#kept;
    const had = this.#message.body && this.#message.body !== body;
    this.#pin();
    this.#begun = true;
    const put = (values, rules) => {
      for (const [control, text] of values) write(control, text);
      this.#keeping.save();
      Builder.store.set([[this.#place, rules]]);
      this.#check();
    };
    put(fields, []);
    this.#fold();
    if (!had) return (body ? this.querySelector("#your-message") : this.#draft).focus();
    return this.#keeping.line.offerUndo(words, () => {
      put(before, kept);
      this.#keeping.line.tell("store-undone");
      this.#draft.focus();
    });
  }
}

/** As though it had been typed, so that it is kept. */
function write(control, text) {
  control.value = text;
  control.dispatchEvent(new Event("input", { bubbles: true }));
}
