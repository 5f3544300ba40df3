/** A list to tick: ticks are kept, progress is said in words and shown as a bar. */

import { plainText } from "../answers.js";
import { Keeping } from "../keeping.js";
import { print } from "../paper.js";
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
      text: () => `${this.querySelector(".ck-paper-title").textContent}\n\n${plainText(this.querySelector("form"))}`,
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
    this.querySelector(".ck-progress").hidden = false;
    const line = this.querySelector(".ck-progress-words");
    const words = this.#say(done === all ? "ticks-all" : "ticks-done", { done, all });
    if (line.textContent !== words) line.textContent = words;
    this.querySelector(".ck-bar > div").style.setProperty("--done", `${(100 * done) / all}%`);
  }

  #act(button) {
    const action = button?.dataset.action;
    if (action === "print" || action === "print-blank") print(this, action === "print-blank");
    if (action === "clear") this.#keeping.clear("ticks-cleared", button);
  }
}
