/** What is saved on this device: a list, a copy to keep, a copy to open, and clearing it all. */

import { Line } from "../line.js";
import { LARGEST_COPY } from "../record.js";
import { wordsOf } from "../words.js";

export default class Saved extends HTMLElement {
  static store;
  #line;
  #say;
  #stop;
  #titles;

  connectedCallback() {
    const { store } = Saved;
    this.#say = wordsOf(this);
    this.#titles = JSON.parse(this.querySelector("[data-part=titles]").textContent);
    this.#line = new Line(this, store, this.#say, { text: () => this.#text() });
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const on = (action, type, act) => this.querySelector(`[data-action=${action}]`).addEventListener(type, act, { signal });
    on("save-copy", "click", () => this.#saveCopy());
    on("open-copy", "change", (event) => this.#openCopy(event.target));
    on("clear", "click", () => this.#dialog.showModal());
    on("clear-no", "click", () => this.#dialog.close());
    on("clear-yes", "click", () => this.#clear());
    signal.addEventListener("abort", store.subscribe(() => this.#show()));
    this.querySelector(".ck-saved-inner").hidden = false;
    this.#line.connect(signal);
    this.#show();
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  get #dialog() {
    return this.querySelector("dialog");
  }

  #show() {
    const { saved_copy: copied } = Saved.store.snapshot();
    const rows = this.#rows();
    this.querySelector("[data-part=list]").replaceChildren(...rows.map((row) => this.#item(row)));
    this.querySelector("[data-part=empty]").hidden = rows.length > 0;
    const date = copied && new Date(copied).toLocaleDateString(undefined, { dateStyle: "long" });
    this.querySelector("[data-part=age]").textContent = date ? this.#say("saved-age", { date }) : this.#say("saved-age-never");
    this.#line.refresh();
  }

  /** One row for each sheet, list and other place that holds something: { title, url, count, parts }. */
  #rows() {
    const { me, people } = Saved.store.snapshot();
    const rows = [];
    for (const owner of [me, ...Object.values(people)]) {
      const facts = { ...owner.person, ...owner.dates };
      if (Object.keys(facts).length) rows.push({ title: this.#say("saved-person"), words: "saved-fields", n: Object.keys(facts).length, parts: facts });
      for (const [id, answers] of Object.entries(owner.sheets)) {
        const known = id === "messages" ? { title: this.#say("saved-messages") } : this.#titles.sheets[id] ?? { title: id };
        rows.push({ ...known, words: "saved-fields", n: Object.keys(answers).length, parts: answers });
      }
      for (const [id, ticks] of Object.entries(owner.ticks)) {
        rows.push({ ...(this.#titles.lists[id] ?? { title: id }), words: "saved-ticks", n: ticks.length, parts: ticks });
      }
    }
    const aside = Saved.store.setAside();
    if (aside.length) rows.push({ title: this.#say("saved-set-aside"), parts: aside });
    return rows;
  }

  #item({ title, url, words, n }) {
    const make = (name, text) => Object.assign(this.ownerDocument.createElement(name), { textContent: text });
    const item = make("li", "");
    const name = make(url ? "a" : "span", title);
    if (url) name.setAttribute("href", url);
    item.append(name);
    if (words) item.append(" ", make("span", this.#say(words, { n })));
    return item;
  }

  /** Everything as text that a person can read without this kit. */
  #text() {
    const plain = (value) => (Array.isArray(value) ? value.join(", ") : value);
    const lines = (parts) => Object.entries(parts).map(([name, value]) => (Array.isArray(parts) ? value : `${name.replace(/[-_.]/g, " ")}: ${plain(value)}`));
    return this.#rows().map(({ title, parts }) => [title, ...lines(parts)].join("\n")).join("\n\n");
  }

  #saveCopy() {
    const { name, text } = Saved.store.exportCopy();
    const link = this.ownerDocument.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // some browsers begin the download late
    this.#line.tell("saved-copied", { name });
  }

  async #openCopy(input) {
    const [file] = input.files;
    if (!file) return;
    const text = file.size > LARGEST_COPY ? "" : await file.text();
    input.value = ""; // so that the same file can be opened again
    const { ok, reason, undo } = Saved.store.importCopy(text);
    if (ok && undo.length) this.#line.offerUndo("saved-opened", () => this.#undo(undo));
    else this.#line.tell(ok ? "saved-opened" : { "not-a-copy": "saved-not-a-copy", newer: "saved-copy-newer", "not-kept": "saved-not-opened" }[reason]);
  }

  #undo(token) {
    Saved.store.undo(token);
    this.#line.tell("store-undone");
    this.querySelector("[data-action=open-copy]").focus();
  }

  #clear() {
    Saved.store.wipe();
    this.#dialog.close();
    this.#line.tell("saved-cleared");
  }
}
