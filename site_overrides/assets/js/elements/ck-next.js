/** The home page with saved work: the next thing with the person it presses most for, in place of the first choice. */

import { contactsOf } from "../contacts.js";
import { byGroup, foremost, todayIs } from "../next.js";
import { nameOf } from "../people.js";
import { Things } from "../things.js";
import { wordsOf } from "../words.js";

export default class Next extends HTMLElement {
  static store;
  #say;
  #stop;
  #things;
  #shown;

  connectedCallback() {
    this.#say = wordsOf(this);
    this.#things = new Things(this, this.#say);
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    for (const press of ["click", "auxclick"]) this.#part("do").addEventListener(press, () => Next.store.choose(this.#shown), { signal });
    signal.addEventListener("abort", Next.store.subscribe((reason) => reason !== "here" && this.#show()));
    this.#show();
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  #part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  #show() {
    const today = todayIs();
    const next = foremost(byGroup(contactsOf(Next.store), this.#things.rules, today));
    this.#part("choice").hidden = next !== null;
    this.#part("next").hidden = next === null;
    if (!next) return;
    this.#shown = next.id;
    this.#part("name").textContent = nameOf(next.person) || this.#say("people-unnamed");
    this.#part("thing").textContent = this.#things.line(next, today);
    const { words, share } = this.#things.progress(next);
    this.#part("progress").textContent = words;
    this.querySelector(".ck-bar > div").style.setProperty("--done", `${share}%`);
    const { url, text } = this.#things.link(next);
    const doable = next.group === "now" && url;
    this.#part("do").setAttribute("href", doable ? url : `${this.dataset.people}#${next.id}`);
    this.#part("do").textContent = doable ? text : this.#say("next-page");
  }
}
