/** Several sheets printed in one go, blank or with what was written. The sheets inside keep their answers themselves. */

import { print } from "../printing.js";

export default class Pack extends HTMLElement {
  static store;
  #stop;

  connectedCallback() {
    this.#stop = new AbortController();
    const tools = this.querySelector(".ck-tools");
    tools.hidden = false;
    tools.addEventListener("click", (event) => this.#act(event.target.closest("button")?.dataset.action), { signal: this.#stop.signal });
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  #act(action) {
    if (action) print(this, action === "print-blank");
  }
}
