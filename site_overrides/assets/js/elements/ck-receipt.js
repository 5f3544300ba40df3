/** The receipt a student may hand in: shown as it will be, then copied, printed or saved as JSON. */

import { plainText } from "../answers.js";
import { copy } from "../copying.js";
import { download, fileOf } from "../handing.js";
import { Keeping } from "../keeping.js";
import { todayIs } from "../next.js";
import { print } from "../printing.js";
import { receiptLines, receiptOf } from "../receipt.js";
import { wordsOf } from "../words.js";

export default class Receipt extends HTMLElement {
  static store;
  #keeping;
  #known;
  #say;
  #stop;

  connectedCallback() {
    const { store } = Receipt;
    this.#say = wordsOf(this);
    const { sheets, lists } = JSON.parse(this.#part("known").textContent);
    this.#known = { sheets, lists: Object.fromEntries(Object.entries(lists).map(([id, { title, fields }]) => [id, { title, items: Object.keys(fields) }])) };
    this.#keeping = new Keeping(this, store, this.#say, {
      place: (name) => store.place("me", "sheets", "receipt", name),
      changed: () => this.#show(),
      text: () => plainText(this.#form),
    });
    this.querySelector(".ck-needs-script").hidden = true;
    this.#part("inner").hidden = false;
    this.#keeping.connect();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const on = (action, type, act) => this.querySelector(`[data-action=${action}]`).addEventListener(type, ({ currentTarget }) => act(currentTarget), { signal });
    on("with-words", "change", () => this.#show());
    on("copy-receipt", "click", (button) => this.#copy(button));
    on("print-receipt", "click", () => print(this, false));
    on("json-receipt", "click", () => this.#give());
    signal.addEventListener("abort", store.subscribe(() => this.#show()));
    this.#show();
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#keeping.disconnect();
  }

  get #form() {
    return this.querySelector("form");
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  get #receipt() {
    const { name, reflection } = this.#form.elements;
    const withReflection = this.querySelector("[data-action=with-words]").checked;
    const chosen = { name: name.value, reflection: reflection.value, withReflection, someone: this.#say("receipt-someone") };
    return receiptOf(Receipt.store.snapshot(), this.#known, chosen, todayIs());
  }

  get #lines() {
    const day = (date) => new Date(`${date}T12:00Z`).toLocaleDateString(undefined, { dateStyle: "long", timeZone: "UTC" });
    return receiptLines(this.#receipt, this.#say, day);
  }

  #show() {
    const lines = this.#lines.map((line, index, all) => Object.assign(this.ownerDocument.createElement("p"), { textContent: line, className: all[index - 1] === "" ? "is-head" : "" }));
    this.#part("lines").replaceChildren(...lines.filter((line) => line.textContent));
    const { left } = this.#receipt;
    const words = left ? this.#say("receipt-left", { n: left }) : "";
    if (this.#part("left").textContent !== words) this.#part("left").textContent = words;
  }

  async #copy(button) {
    const done = await copy(this.#lines.join("\n"), button);
    this.#part("said").textContent = this.#say(done ? "copied" : "copy-failed");
  }

  #give() {
    const { left, ...receipt } = this.#receipt;
    const name = `${Receipt.store.site}-${this.#say("receipt-file")}.json`;
    download(fileOf(name, JSON.stringify(receipt, null, 1), "application/json"), this.ownerDocument);
    this.#part("said").textContent = this.#say("receipt-given", { name });
  }
}
