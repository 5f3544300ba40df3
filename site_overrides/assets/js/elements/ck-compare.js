/** Two or more chats side by side: a column for each person, a row for each thing noted after the chat. On screen and on paper. */

import { chatsOf } from "../comparing.js";
import { contactsOf } from "../contacts.js";
import { isDay } from "../next.js";
import { wordsOf } from "../words.js";

export default class Compare extends HTMLElement {
  static store;
  #say;
  #shown = "";
  #stop;

  connectedCallback() {
    this.#say = wordsOf(this);
    this.#stop = Compare.store.subscribe(() => this.#show());
    this.#show();
  }

  disconnectedCallback() {
    this.#stop();
  }

  #show() {
    const chats = chatsOf(contactsOf(Compare.store));
    const key = JSON.stringify(chats);
    this.hidden = chats.length < 2;
    if (this.hidden || key === this.#shown) return; // nothing changed: the focus stays where it is
    this.#shown = key;
    this.querySelector("[data-part=sum]").textContent = this.#say("compare-sum", { n: chats.length });
    const table = this.querySelector("table");
    table.tHead.rows[0].replaceChildren(this.#make("td", ""), ...chats.map((chat) => this.#head(chat)));
    for (const row of table.tBodies[0].rows) {
      const texts = chats.map(({ heard }) => this.#words(heard[row.dataset.field], row.dataset.scale));
      row.replaceChildren(row.cells[0], ...texts.map((text) => this.#make("td", text || this.#say("compare-nothing"), text ? "" : "is-empty")));
      row.hidden = !texts.some(Boolean);
    }
  }

  /** What was noted on one field; a step of a scale says of how many. */
  #words(noted = "", steps = "") {
    return noted && steps ? this.#say("compare-step", { n: noted, all: steps }) : noted;
  }

  #head({ id, name, role, met }) {
    const head = this.#make("th", "");
    const link = this.#make("a", name || this.#say("people-unnamed"));
    link.setAttribute("href", `#${id}`);
    head.scope = "col";
    const day = isDay(met) ? new Date(`${met}T12:00Z`).toLocaleDateString(undefined, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }) : "";
    head.append(link, ...[role, day].filter(Boolean).map((text) => this.#make("span", text)));
    return head;
  }

  #make(tag, textContent, className = "") {
    return Object.assign(this.ownerDocument.createElement(tag), { textContent, className });
  }
}
