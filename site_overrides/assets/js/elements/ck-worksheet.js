/** A sheet to fill in: kept as one types, printed blank or with the answers, cleared with a way back. */

import { plainText } from "../answers.js";
import { Keeping } from "../keeping.js";
import { mirror, print, removeMirrors } from "../paper.js";
import { wordsOf } from "../words.js";

export default class Worksheet extends HTMLElement {
  static store;
  #keeping;
  #stop;
  #blank = false;

  connectedCallback() {
    const { store } = Worksheet;
    const { sheet, scope } = this.dataset;
    this.#keeping = new Keeping(this, store, wordsOf(this), {
      place: (name, control) => store.place(scope, "sheets", sheet, name, control.dataset.record),
      text: () => `${this.querySelector(".ck-paper-title").textContent}\n\n${plainText(this.#form)}`,
    });
    this.#keeping.connect();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener("click", (event) => this.#act(event.target.closest("[data-action]")), { signal });
    this.#form.addEventListener("input", () => (this.#blank = false), { signal });
    addEventListener("beforeprint", () => mirror(this.#form, this.#blank), { signal });
    addEventListener("afterprint", () => (this.#blank = false), { signal });
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#keeping.disconnect();
  }

  get #form() {
    return this.querySelector("form");
  }

  #act(button) {
    const action = button?.dataset.action;
    if (action === "print" || action === "print-blank") {
      this.#keeping.save();
      this.#blank = action === "print-blank";
      print(this, this.#blank);
    }
    if (action === "clear") {
      removeMirrors(this.#form);
      this.#keeping.clear("sheet-cleared", button);
    }
  }
}
