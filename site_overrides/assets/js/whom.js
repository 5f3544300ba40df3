/** Whom a tool is about: shows the name, offers everybody else and a new name. */

import { addContact, contactsOf } from "./contacts.js";
import { isClosed } from "./next.js";
import { nameOf, partsOfName } from "./people.js";

export class Whom {
  #host;
  #store;
  #say;
  #before;

  /** host: the element around the parts name, closed, others, people and new. before(): called before somebody else is chosen. */
  constructor(host, store, say, before, signal) {
    [this.#host, this.#store, this.#say, this.#before] = [host, store, say, before];
    const part = (name) => this.#part(name);
    part("people").addEventListener("click", ({ target }) => target.dataset.person && this.#choose(target.dataset.person), { signal });
    part("others").querySelector("[data-action=add]").addEventListener("click", () => this.#add(), { signal });
    part("new").addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // the focus moves to a line that the same key would open again
      this.#add();
    }, { signal });
  }

  /** Brings name and list up to date. */
  show() {
    const everybody = contactsOf(this.#store);
    const here = everybody.find(([id]) => id === this.#store.person)?.[1];
    const name = (here && nameOf(here)) || this.#say("draft-somebody");
    if (this.#part("name").textContent !== name) this.#part("name").textContent = name;
    const closed = here && isClosed(here) ? this.#say("draft-closed", { name }) : "";
    if (this.#part("closed").textContent !== closed) this.#part("closed").textContent = closed;
    const others = everybody.filter(([id, person]) => id !== this.#store.person && !isClosed(person)).map(([id, person]) => [id, nameOf(person) || this.#say("people-unnamed")]);
    const list = this.#part("people");
    if (list.dataset.key === String(others)) return;
    list.dataset.key = String(others);
    list.replaceChildren(...others.map(([id, text]) => {
      const { ownerDocument } = list;
      const button = Object.assign(ownerDocument.createElement("button"), { type: "button", textContent: text });
      button.dataset.person = id;
      const item = ownerDocument.createElement("li");
      item.append(button);
      return item;
    }));
  }

  #choose(id) {
    this.#before();
    this.#store.choose(id);
    this.#close();
  }

  #add() {
    const field = this.#part("new");
    const parts = partsOfName(field.value);
    if (!Object.keys(parts).length) return field.focus();
    this.#before();
    field.value = "";
    addContact(this.#store, Object.fromEntries(Object.entries(parts).map(([name, words]) => [`person/${name}`, words])));
    return this.#close();
  }

  #close() {
    this.#part("others").open = false;
    this.#part("others").querySelector("summary").focus();
  }

  #part(name) {
    return this.#host.querySelector(`[data-part=${name}]`);
  }
}
