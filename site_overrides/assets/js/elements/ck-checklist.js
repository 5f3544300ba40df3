/** A list to tick: ticks are kept, progress is said in words and shown as a bar. */

import { plainText } from "../answers.js";
import { Keeping } from "../keeping.js";
import { print } from "../printing.js";
import { wordsOf } from "../words.js";

export default class Checklist extends HTMLElement {
  static store;
  #keeping;
  #say;
  #stop;

  connectedCallback() {
    const { store } = Checklist;
    const { list, scope } = this.dataset;
    this.#say = wordsOf(this);
    this.#keeping = new Keeping(this, store, this.#say, {
      place: (item) => store.place(scope, "ticks", list, item),
      changed: () => this.#showProgress(),
      text: () => [this.querySelector(".ck-paper-title")?.textContent, plainText(this.querySelector("form"))].filter(Boolean).join("\n\n"),
    });
    this.#keeping.connect();
    this.#stop = new AbortController();
    this.addEventListener("click", (event) => this.#act(event.target.closest("[data-action]")), { signal: this.#stop.signal });
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#keeping.disconnect();
  }

  #showProgress() {
    const boxes = [...this.querySelectorAll(".ck-ticks input")];
    const done = boxes.filter((box) => box.checked).length;
    const all = boxes.length;
    const progress = this.querySelector(".ck-progress");
    if (!progress) return;
    progress.hidden = false;
    const line = this.querySelector(".ck-progress-words");
    const minutes = boxes.filter((box) => !box.checked).reduce((sum, box) => sum + Number(box.dataset.minutes ?? 0), 0);
    const words = done < all && minutes ? this.#sayLeft(done, all, minutes) : this.#say(done === all ? "ticks-all" : "ticks-done", { done, all });
    if (line.textContent !== words) line.textContent = words;
    this.querySelector(".ck-bar > div").style.setProperty("--done", `${(100 * done) / all}%`);
  }

  /** From an hour and a half on, in half hours. */
  #sayLeft(done, all, minutes) {
    const halves = Math.round(minutes / 30);
    if (minutes < 90) return this.#say("path-left", { done, all, n: minutes });
    return this.#say("path-left-hours", { done, all, n: `${Math.floor(halves / 2)}${halves % 2 ? "½" : ""}` });
  }

  #act(button) {
    const action = button?.dataset.action;
    if (action === "print" || action === "print-blank") print(this, action === "print-blank");
    if (action === "clear") this.#keeping.clear("ticks-cleared", button);
  }
}
