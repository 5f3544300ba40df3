/** Questions to choose from: filters that act at once, are counted, and are kept in the address of the page. */

import { wordsOf } from "../words.js";

const PAUSE = 300;
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const listed = (text) => new Set(text.split(" "));

export default class Bank extends HTMLElement {
  #say;
  #stop;
  #timer;
  #questions;
  #closeness;

  connectedCallback() {
    this.#say = wordsOf(this);
    this.#closeness = this.dataset.closeness.split(" ");
    this.#questions ??= this.#index();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#form.addEventListener("input", () => this.#filter(), { signal });
    this.#form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    this.querySelector("[data-action=reset]").addEventListener("click", () => this.#reset(), { signal });
    addEventListener("hashchange", () => this.#readAddress(), { signal });
    this.#form.hidden = false;
    this.#readAddress();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#stop.abort();
  }

  get #form() {
    return this.querySelector("form");
  }

  get #filters() {
    return [...this.#form.querySelectorAll("[name]")];
  }

  #index() {
    return [...this.querySelectorAll(".ck-topic")].map((section) => ({
      section,
      questions: [...section.querySelectorAll(".ck-question")].map((node) => ({
        node,
        goals: listed(node.dataset.goals),
        who: listed(node.dataset.who),
        topic: node.dataset.topic,
        part: node.dataset.part,
        risk: Number(node.dataset.risk),
        text: fold(node.querySelector(".ck-question-text").textContent),
      })),
    }));
  }

  #filter() {
    const chosen = Object.fromEntries(this.#filters.map((control) => [control.name, control.value.trim()]));
    const words = fold(chosen.text).split(/\s+/).filter(Boolean);
    const boldest = chosen.know ? this.#closeness.indexOf(chosen.know) : Infinity;
    let found = 0;
    for (const { section, questions } of this.#questions) {
      let here = 0;
      for (const question of questions) {
        const fits = question.risk <= boldest &&
          (!chosen.goal || question.goals.has(chosen.goal)) && (!chosen.topic || question.topic === chosen.topic) &&
          (!chosen.part || question.part === chosen.part) && (!chosen.who || question.who.has(chosen.who) || question.who.has("any")) &&
          words.every((word) => question.text.includes(word));
        show(question.node, fits);
        here += fits;
      }
      show(section, here > 0);
      found += here;
    }
    show(this.querySelector(".ck-none"), !found);
    show(this.querySelector("[data-action=reset]"), Object.values(chosen).some(Boolean));
    this.#showCount(found);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(chosen), PAUSE);
  }

  /** At once for the eye; a screen reader hears it in #settle, once, not at every key. */
  #showCount(found) {
    const count = this.querySelector(".ck-count");
    const words = this.#say("bank-count", { n: found });
    if (count.textContent === words) return;
    const silent = Object.assign(this.ownerDocument.createElement("span"), { textContent: words });
    silent.setAttribute("aria-hidden", "true");
    count.replaceChildren(silent);
  }

  /** Once a person pauses: says the count, and writes the choices into the address. */
  #settle(chosen) {
    const count = this.querySelector(".ck-count");
    if (count.firstElementChild) count.textContent = count.textContent;
    const choices = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value)).toString();
    if (choices !== asked()) history.replaceState(history.state, "", choices ? `#${choices}` : location.pathname);
  }

  #readAddress() {
    const choices = new URLSearchParams(asked());
    for (const control of this.#filters) {
      if (!choices.has(control.name)) continue;
      control.value = choices.get(control.name);
      if (control.selectedIndex === -1) control.value = "";
      const door = control.closest("details");
      if (door && control.value) door.open = true;
    }
    this.#filter();
  }

  #reset() {
    for (const control of this.#filters) control.value = "";
    this.#filter();
    this.#filters[0].focus();
  }
}

/** The choices in the address. They stand behind the hash, which no browser sends to a server. */
function asked() {
  return location.hash.includes("=") ? location.hash.slice(1) : "";
}

/** Touches a node only when something changes: that is what keeps thousands of questions quick. */
function show(node, on) {
  if (node.hidden === on) node.hidden = !on;
}
