/** A message with blanks: short answers fill them, the length is counted against the channel, and the whole is copied. */

import { copy } from "../copying.js";
import { Keeping } from "../keeping.js";
import { print } from "../printing.js";
import { wordsOf } from "../words.js";

const PAUSE = 500;
const LETTERS = ".ck-letter-side > .ck-letter"; // the example has a letter too

export default class Message extends HTMLElement {
  static store;
  #keeping;
  #say;
  #stop;
  #timer;

  connectedCallback() {
    const { store } = Message;
    this.#say = wordsOf(this);
    this.#keeping = new Keeping(this, store, this.#say, {
      place: (slot, control) => store.place("person", "sheets", "messages", slot, control.dataset.record),
      changed: () => this.#fill(),
      text: () => this.#text(),
    });
    this.querySelector(".ck-slots").hidden = false;
    this.#keeping.connect();
    this.#count();
    this.#stop = new AbortController();
    const button = this.querySelector("[data-action=copy]");
    button.addEventListener("click", () => this.#copy(button), { signal: this.#stop.signal });
    this.querySelector("[data-action=print]").addEventListener("click", () => print(this, false), { signal: this.#stop.signal });
    for (const press of ["click", "auxclick"]) this.querySelector("[data-action=carry]")?.addEventListener(press, () => this.#carry(), { signal: this.#stop.signal });
    this.#offerTones();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#stop.abort();
    this.#keeping.disconnect();
  }

  /** One letter at a time, where the message comes in several tones. */
  #offerTones() {
    const choice = this.querySelector(".ck-tones");
    if (!choice) return;
    choice.hidden = false;
    const show = () => {
      const tone = choice.querySelector(":checked").value;
      for (const letter of this.querySelectorAll(LETTERS)) letter.hidden = (letter.dataset.tone ?? "") !== tone;
      this.#count();
    };
    choice.addEventListener("change", show, { signal: this.#stop.signal });
    show();
  }

  get #letter() {
    return this.querySelector(`${LETTERS}:not([hidden])`);
  }

  #fill() {
    for (const blank of this.querySelectorAll(".ck-letter [data-slot]")) {
      const words = this.querySelector(`.ck-slots [name="${blank.dataset.slot}"]`)?.value.trim();
      blank.dataset.empty ??= blank.textContent;
      const text = words || blank.dataset.empty;
      if (blank.textContent !== text) blank.textContent = text;
      blank.classList.toggle("is-filled", Boolean(words));
    }
    this.querySelector(".ck-said").textContent = "";
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#count(), PAUSE);
  }

  #count() {
    const text = this.#plain(this.#letter.querySelector("[data-part=body]"), "…"); // the question in an open blank is not the student's words
    const limit = Number(this.dataset.limit) || Infinity;
    const words = text.split(/\s+/).filter(Boolean).length;
    const characters = text.length; // UTF-16 units: never fewer than code points, and the most any site counts
    const blanks = [...this.#letter.querySelectorAll("[data-slot]:not(.is-filled)")];
    const open = new Set(blanks.map((blank) => blank.dataset.slot)).size;
    const said = [this.#say("message-length", { words, characters })];
    if (characters > limit) said.push(this.#say("message-too-long", { n: characters - limit, over: characters - limit }));
    if (open) said.push(this.#say("message-open", { n: open }));
    const line = this.querySelector(".ck-length");
    if (line.textContent !== said.join(" · ")) line.textContent = said.join(" · ");
    line.classList.toggle("is-over", characters > limit);
  }

  async #copy(button) {
    this.#keeping.save();
    const done = await copy(this.#text(), button);
    this.querySelector(".ck-said").textContent = this.#say(done ? "copied" : "copy-failed");
  }

  #text() {
    const subject = this.#letter.querySelector(".ck-subject");
    return subject ? `${subject.textContent.trim()}\n\n${this.#body}` : this.#body;
  }

  get #body() {
    return this.#plain(this.#letter.querySelector("[data-part=body]"));
  }

  /** Lays the words ready for the builder, which this link leads to. */
  #carry() {
    const { occasion, way, channel } = this.dataset;
    const place = `person/sheets/builder/${occasion}`;
    this.#keeping.save();
    Message.store.set([
      ...(way ? [[`${place}.way`, way]] : []),
      [`${place}.channel`, channel],
      [`${place}.carried-subject`, this.#letter.querySelector("[data-part=subject]")?.textContent.trim() ?? ""],
      [`${place}.carried`, this.#body],
    ]);
  }

  #plain(body, blank) {
    const text = (node) => {
      if (node.nodeName === "BR") return "\n";
      if (blank && node.matches?.("[data-slot]:not(.is-filled)")) return blank;
      return node.childNodes.length ? [...node.childNodes].map(text).join("") : node.textContent;
    };
    return [...body.querySelectorAll("p")].map((paragraph) => text(paragraph).trim()).join("\n\n");
  }
}
