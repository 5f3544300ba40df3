/** Finding somebody: the ring to begin with, a line to copy for each ring, and a name that goes on the list of people. */

import { plainText } from "../answers.js";
import { addContact } from "../contacts.js";
import { copy } from "../copying.js";
import { Keeping } from "../keeping.js";
import { todayIs } from "../next.js";
import { nameOf, partsOfName } from "../people.js";
import { lineOf } from "../rings.js";
import { wordsOf } from "../words.js";

export default class Find extends HTMLElement {
  static store;
  #keeping;
  #say;
  #stop;
  #pieces;
  #nerves = "";

  connectedCallback() {
    const { store } = Find;
    this.#say = wordsOf(this);
    this.#pieces ??= new Map(this.#rings.map((ring) => [ring, [...ring.querySelectorAll("[data-field]")].map(pieceOf)]));
    this.#keeping = new Keeping(this, store, this.#say, {
      place: (name) => store.place("me", "sheets", "find-someone", name),
      changed: () => this.#draw(),
      text: () => plainText(this.querySelector("form")),
    });
    for (const waiting of this.querySelectorAll(".ck-find-asked, .ck-add")) waiting.hidden = false;
    this.#keeping.connect();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener("change", (event) => event.target.name === "nerves" && this.#begin(), { signal });
    this.addEventListener("submit", (event) => this.#add(event), { signal });
    for (const press of ["click", "auxclick"]) this.addEventListener(press, (event) => this.#act(event.target.closest("[data-action], [data-person]")), { signal });
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#keeping.disconnect();
  }

  get #rings() {
    return [...this.querySelectorAll("details[data-ring]")];
  }

  #draw() {
    const answers = Object.fromEntries([...this.querySelectorAll(".ck-find-answers input")].map((field) => [field.name, field.value]));
    for (const [ring, pieces] of this.#pieces) {
      const line = lineOf(pieces, answers);
      ring.querySelector("[data-part=line]").textContent = line || this.#say("find-line-empty");
      ring.querySelector("[data-part=line]").classList.toggle("is-empty", !line);
      ring.querySelector("[data-action=copy-line]").hidden = !line;
      ring.querySelector("[data-action=words]").hidden = Boolean(line);
    }
    const nerves = this.querySelector("[name=nerves]:checked")?.value ?? "";
    if (nerves === this.#nerves) return;
    this.#nerves = nerves;
    for (const ring of this.#rings) {
      const first = this.#isFirst(ring);
      ring.querySelector(".ck-ring-here").hidden = !first;
      if (nerves) ring.open = first;
    }
  }

  #isFirst(ring) {
    return ring.dataset.first.split(" ").includes(this.#nerves);
  }

  /** A tap is answered in words too: on a phone the ring may open out of sight. */
  #begin() {
    this.#draw();
    const name = this.#rings.find((ring) => this.#isFirst(ring)).querySelector(".ck-ring-name").textContent;
    this.querySelector(".ck-find-begin").textContent = this.#say("find-begin", { name });
  }

  #add(event) {
    const form = event.target.closest(".ck-add");
    if (!form) return;
    event.preventDefault();
    const field = form.querySelector("input");
    const parts = partsOfName(field.value);
    field.focus();
    if (!Object.keys(parts).length) return;
    const person = Object.entries(parts).map(([name, value]) => [`person/${name}`, value]);
    const id = addContact(Find.store, Object.fromEntries([...person, ["dates/added", todayIs()], ["notes/ring", form.dataset.ring]]));
    field.value = "";
    const name = nameOf({ person: parts });
    const said = Object.assign(this.ownerDocument.createElement("p"), { textContent: `${this.#say("people-added", { name })} ` });
    said.append(this.#link(id, form.dataset.message, this.#say("find-write", { name })), " ", this.#link(id, `${this.dataset.people}#${id}`, this.#say("find-page", { name })));
    form.querySelector(".ck-added").append(said);
  }

  #askWords() {
    this.querySelector(".ck-find-words").open = true;
    this.querySelector(".ck-find-answers input").focus();
  }

  #link(id, url, text) {
    const link = Object.assign(this.ownerDocument.createElement("a"), { textContent: text });
    link.setAttribute("href", url);
    link.dataset.person = id;
    return link;
  }

  async #act(pressed) {
    if (pressed?.dataset.person) Find.store.choose(pressed.dataset.person);
    if (pressed?.dataset.action === "words") this.#askWords();
    if (pressed?.dataset.action !== "copy-line") return;
    const done = await copy(pressed.closest(".ck-ring-line").querySelector("[data-part=line]").textContent, pressed);
    this.#keeping.line.tell(done ? "find-copied" : "store-copy-failed");
  }
}

function pieceOf({ dataset: { field, before, after, quiet } }) {
  return { field, before, after, quiet: quiet !== undefined };
}
