/** The message builder: three choices, short answers, then the student's own words, read with them, copied or sent, and noted. */

import { dataOf } from "../apart.js";
import { askedFor, carriedOver, choiceOf, openBlanks, putTogether, sizeOf } from "../builder.js";
import { Keeping } from "../keeping.js";
import { newPerson } from "../record.js";
import { Whom } from "../whom.js";
import { wordsOf } from "../words.js";

const DRAFT = "builder.";
const NARROW = "(max-width: 63.99em)";

export default class Builder extends HTMLElement {
  static store;
  #keeping;
  #coming;
  #letters;
  #reader;
  #sending;
  #whom;
  #say;
  #setting;
  #names;
  #stop;
  #choice = {};
  #to = "";
  #turns = 0;
  #begun = false;
  #pinned = "";
  #carried = new Set();

  connectedCallback() {
    const { store } = Builder;
    this.#say = wordsOf(this);
    this.#setting = JSON.parse(this.#part("setting").textContent);
    this.#names = Object.fromEntries([...this.querySelectorAll("[data-slot-field]")].map((field) => [field.dataset.slotField, field.querySelector("label").textContent]));
    const asked = askedFor(this.#setting.occasions, location.hash.slice(1));
    this.#pinned = asked.occasion;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#whom = new Whom(this, store, this.#say, () => this.#leave(), signal);
    this.#keeping = new Keeping(this, store, this.#say, {
      place: (name, control) => (name.startsWith(DRAFT) ? `person/sheets/builder/${name.slice(DRAFT.length)}` : store.place("person", "sheets", "messages", name, control.dataset.record)),
      changed: (control) => (control?.localName === "textarea" ? this.#follow() : this.#show()),
      text: () => [this.#message.subject, this.#message.body].filter(Boolean).join("\n\n"),
    });
    this.querySelector(".ck-builder-tool").hidden = false;
    this.#keeping.connect();
    if (asked.way) this.#take(asked);
    signal.addEventListener("abort", store.subscribe(() => this.#show()));
    const on = (action, act) => this.querySelector(`[data-action=${action}]`).addEventListener("click", act, { signal });
    on("compose", () => this.#compose());
    on("blank", () => this.#begin({ subject: "", body: "" }, "draft-emptied"));
    const { form } = this.#control("occasion");
    form.addEventListener("input", ({ target }) => this.#typed(target), { signal });
    form.addEventListener("focusout", ({ target }) => target === this.#draft && this.#reader?.check(), { signal });
    for (const use of ["focusin", "pointerdown"]) this.addEventListener(use, () => this.#bring(), { signal, once: true });
    this.#fold();
    this.#receive();
  }

  /** The models, and what reads, sends and prints a letter, come at the first touch, or with the page where there is a letter already. Returns whether they are here. */
  async #bring() {
    const { signal } = this.#stop;
    this.#coming ??= Promise.all([import("../reader.js"), import("../sending.js"), import("../paper.js"), dataOf(this.#part("letters"))]);
    const [reader, sending, paper, letters] = await this.#coming.catch(() => []);
    if (!reader) this.#coming = undefined; // the next key asks again; the words are kept without it
    if (!reader || this.#reader || signal.aborted) return Boolean(reader);
    this.#letters = letters;
    const { store } = Builder;
    this.#reader = new reader.Reader(this, store, this.#say, () => this.#toRead, signal);
    this.#sending = new sending.Sending(this, store, this.#say, { message: () => this.#message, before: () => this.#pin() }, signal);
    paper.mirrorInPrint(this.#part("letter"), signal);
    this.#follow();
    this.#reader.check();
    return true;
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#keeping.disconnect();
    this.#reader = this.#sending = undefined;
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

  /** The draft as its reader wants it. */
  get #toRead() {
    const { key, occasion, message, channel } = this.#choice;
    const told = (part) => Object.values(part ?? {}).flat();
    return {
      field: this.#draft,
      key,
      place: `person/sheets/builder/${occasion}.kept`,
      leavesOut: this.#setting.messages[message].leavesOut,
      blanks: Object.values(this.#names).map((name) => `[${name}]`),
      question: () => {
        const { notes, sheets } = this.#person;
        const context = { notes: [...told(notes), ...told(sheets["after-the-chat"])], facts: told(sheets.research) };
        return { kind: this.#setting.messages[message].kind, form: this.#setting.channels[channel].form, context };
      },
    };
  }

  get #person() {
    return Builder.store.snapshot().people[Builder.store.person] ?? newPerson();
  }

  /** Brings everything up to date with what is chosen and written. Runs often, so it does nothing twice. */
  #show() {
    const person = this.#person;
    const choice = choiceOf(this.#setting, person.state, (name) => (name === "occasion" && this.#pinned) || this.#control(name)?.value);
    const key = [this.#whose(), ...Object.values(choice)].join();
    if (key !== this.#choice.key) this.#change({ ...choice, key });
    const { occasion, way, channel } = choice;
    for (const [name, value] of [["occasion", occasion], [`${occasion}.way`, way], [`${occasion}.channel`, channel]]) this.#control(name).value = value;
    this.#carry(person);
    this.#whom.show();
    this.#follow();
  }

  /** Whose draft is in hand, as a number. Somebody made by the first words is whom those words are for, so what was said of them stays. */
  #whose() {
    const { person } = Builder.store;
    if (this.#to && this.#to !== person) this.#turns += 1;
    this.#to = person;
    return this.#turns;
  }

  /** A key in the draft changes nothing but what is said of the draft. */
  #follow() {
    this.#count();
    this.#reader?.follow();
  }

  #change(choice) {
    if (choice.occasion !== this.#choice.occasion) this.#begun = false;
    this.#choice = choice;
    const { occasion, way, message } = choice;
    for (const hint of this.querySelectorAll("[data-way]")) hint.hidden = hint.dataset.way !== `${occasion}.${way}`;
    for (const part of this.querySelectorAll("[data-occasion]")) part.hidden = part.dataset.occasion !== occasion;
    for (const field of this.querySelectorAll(".ck-builder-subject")) field.hidden = !this.#message.isMail;
    const { slots } = this.#setting.messages[message];
    for (const field of this.querySelectorAll("[data-slot-field]")) field.hidden = !slots.includes(field.dataset.slotField);
    this.#part("fields").append(...slots.map((slot) => this.querySelector(`[data-slot-field="${slot}"]`))); // in the order of the message
    for (const model of this.querySelectorAll("[data-model]")) model.setAttribute("href", `${this.dataset.models}${message}/`);
    this.#part("tones").hidden = !this.#setting.messages[message].tones;
    this.#sending?.rest();
    this.#reader?.turn();
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
    this.#sending?.show(body !== "", isMail);
    if (!started) return;
    if (!this.#reader) this.#bring();
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
      this.#pin("");
      this.#show();
    }
    if (localName === "textarea") this.#sending?.forget();
  }

  /** A link named one of the messages: a choice like any other, kept, so that the address need not say it again. */
  #take({ occasion, way }) {
    if (!Builder.store.person) return; // nobody is made by looking
    write(this.#control(`${occasion}.way`), way);
    this.#pin(occasion);
  }

  /** What it is for stays, in the address too, even when sending it moves the person on. "": what fits the person best. */
  #pin(occasion = this.#choice.occasion) {
    this.#pinned = occasion;
    history.replaceState(history.state, "", `${location.pathname}${location.search}${occasion && `#${occasion}`}`);
  }

  /** Before somebody else is chosen, what is in hand is kept. */
  #leave() {
    this.#keeping.save();
    this.#turns += 1;
    this.#pin("");
    this.#begun = false;
  }

  /** On a narrow page the answers make room once there is a message. */
  #fold() {
    this.#part("answers").open = !(matchMedia(NARROW).matches && !this.#part("letter").hidden);
  }

  async #compose() {
    if (!this.#letters && !(await this.#bring())) return this.#keeping.line.tell("draft-not-come");
    const answers = Object.fromEntries(Object.keys(this.#names).map((slot) => [slot, this.querySelector(`[name="${slot}"]`).value]));
    return this.#begin(putTogether(this.#letters[this.#choice.message], answers, this.#names), "draft-put-together");
  }

  /** What a message page laid ready goes into the letter. */
  #receive() {
    const place = `person/sheets/builder/${this.#choice.occasion}.carried`;
    const [subject = "", body] = [`${place}-subject`, place].map((at) => Builder.store.get(at));
    if (!body) return;
    Builder.store.set([[place, ""], [`${place}-subject`, ""]]);
    this.#begin({ subject, body }, "draft-carried");
  }

  /** Puts a text into the letter; what stood there can be taken back. */
  #begin({ subject, body }, words) {
    const { occasion } = this.#choice;
    const fields = [[this.#control(`${occasion}.subject`), subject], [this.#draft, body]];
    const before = fields.map(([control]) => [control, control.value]);
    const { place } = this.#toRead;
    const kept = Builder.store.get(place);
    const had = this.#message.body && this.#message.body !== body;
    this.#pin();
    this.#begun = true;
    const put = (values, rules) => {
      for (const [control, text] of values) write(control, text);
      this.#keeping.save();
      Builder.store.set([[place, rules]]);
      this.#reader?.check();
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
