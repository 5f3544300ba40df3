/** A sheet to fill in: kept as one types, printed blank or with the answers, cleared with a way back. */

import { plainText } from "../answers.js";
import { Keeping } from "../keeping.js";
import { mirror, removeMirrors } from "../paper.js";
import { print } from "../printing.js";
import { wordsOf } from "../words.js";

export default class Worksheet extends HTMLElement {
  static store;
  #keeping;
  #say;
  #stop;

  connectedCallback() {
    const { store } = Worksheet;
    const { sheet, scope } = this.dataset;
    this.#say = wordsOf(this);
    this.#keeping = new Keeping(this, store, this.#say, {
      place: (name, control) => store.place(scope, "sheets", sheet, name, control.dataset.record),
      changed: () => this.#compare(),
      text: () => `${this.querySelector(".ck-paper-title").textContent}\n\n${plainText(this.#form)}`,
    });
    this.#keeping.connect();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener("click", (event) => this.#act(event.target.closest("[data-action]")), { signal });
    addEventListener("beforeprint", () => mirror(this.#form, Boolean(this.closest(".ck-print-blank"))), { signal });
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#keeping.disconnect();
  }

  get #form() {
    return this.querySelector("form");
  }

  /** What was answered to the same question earlier stands beside the answer of now. */
  #compare() {
    for (const line of this.querySelectorAll("[data-earlier]")) {
      const options = [...line.closest("fieldset").querySelectorAll("input")];
      const wordsFor = (option) => option?.closest("label").textContent.trim();
      const before = wordsFor(options.find(({ value }) => value === Worksheet.store.get(line.dataset.earlier)));
      const now = wordsFor(options.find(({ checked }) => checked));
      const said = before && now ? this.#say("sheet-earlier", { before, now }) : "";
      if (line.textContent !== said) line.textContent = said;
    }
  }

  #act(button) {
    const action = button?.dataset.action;
    if (action === "print" || action === "print-blank") {
      this.#keeping.save();
      print(this, action === "print-blank");
    }
    if (action === "clear") {
      removeMirrors(this.#form);
      this.#keeping.clear("sheet-cleared", button);
    }
  }
}
