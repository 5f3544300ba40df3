/** One person of the list: the next thing with its buttons, how each part stands, and the tools, which then mean this person. */

import { plainText } from "../answers.js";
import { removeContact } from "../contacts.js";
import { Keeping } from "../keeping.js";
import { changesOf, isClosed, isDay, nextOf, todayIs } from "../next.js";
import { mirrorInPrint } from "../paper.js";
import { nameOf, personIn } from "../people.js";
import { print } from "../printing.js";
import { standingOf } from "../standing.js";
import { Things } from "../things.js";
import { wordsOf } from "../words.js";

const LIMIT = "sheets/keep-in-touch/limit";
const WIDE = "(min-width: 72.5em)";

export default class Person extends HTMLElement {
  static store;
  #keeping;
  #say;
  #stop;
  #things;
  #id = "";
  #deleted = "";

  connectedCallback() {
    const { store } = Person;
    this.#say = wordsOf(this);
    this.#things = new Things(this, this.#say);
    this.#choose();
    this.#keeping = new Keeping(this.querySelector(".ck-person-words"), store, this.#say, {
      place: (name, control) => this.#place(name, control.dataset.record),
      text: () => [this.#part("name").textContent, plainText(this.querySelector("form"))].join("\n\n"),
    });
    this.#keeping.connect();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    addEventListener("hashchange", () => this.#move(), { signal });
    addEventListener("focus", () => this.#draw(), { signal }); // a new day may have begun since
    this.addEventListener("change", (event) => this.#changed(event.target), { signal });
    for (const press of ["click", "auxclick"]) this.addEventListener(press, (event) => this.#act(event.target.closest("[data-action], a")), { signal });
    signal.addEventListener("abort", store.subscribe(() => this.#draw()));
    if (matchMedia(WIDE).matches) for (const part of this.querySelectorAll("[data-part=open-wide]")) part.open = true;
    mirrorInPrint(this, signal);
    this.#draw();
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#keeping.disconnect();
  }

  #place(name, record) {
    if (name === "remember") return "person/notes/remember";
    return Person.store.place("person", "sheets", "keep-in-touch", name, record);
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  get #person() {
    return Person.store.snapshot().people[this.#id];
  }

  /** From now on the tools mean the person in the address. */
  #choose() {
    this.#deleted = "";
    this.#id = personIn(location.hash);
    if (this.#person) Person.store.choose(this.#id);
  }

  #move() {
    const { activeElement: field } = this.ownerDocument;
    if (this.contains(field)) field.blur(); // what is still in hand belongs to the person before, here and in the dates
    this.#keeping.save();
    this.#choose();
    this.#keeping.line.rest();
    this.#draw();
    if (this.#person) this.#part("name").focus();
  }

  #draw() {
    const person = this.#person;
    this.hidden = !this.#id;
    for (const part of this.querySelectorAll("[data-view]")) part.hidden = !person;
    this.#part("gone").hidden = Boolean(person) || !this.#id || this.#id === this.#deleted;
    if (!person || Person.store.person !== this.#id) return;
    this.#part("name").textContent = nameOf(person) || this.#say("people-unnamed");
    const { role, org, how_known: known } = person.person;
    this.#part("known").textContent = [known, [role, org].filter(Boolean).join(", ")].filter((text) => text && text !== nameOf(person)).join(" · ") || this.#say("person-known-none");
    this.#drawNext(person);
    for (const [part, { id, values }] of Object.entries(standingOf(person))) this.#part(part).textContent = this.#say(id, values);
    for (const row of this.querySelectorAll("li[data-ring]")) row.hidden = row.dataset.ring !== person.notes.ring;
    for (const field of this.querySelectorAll("[data-date]")) if (!field.matches(":focus")) field.value = isDay(person.dates[field.dataset.date]) ? person.dates[field.dataset.date] : "";
    this.querySelector("[data-action=close]").checked = isClosed(person);
  }

  #drawNext(person) {
    const next = nextOf(person, this.#things.rules, todayIs());
    for (const card of this.querySelectorAll("div[data-step]")) card.hidden = card.dataset.step !== next.step.id;
    const card = this.#card;
    const when = this.#things.when(next, todayIs());
    card.querySelector("[data-part=day]").textContent = when && `, ${when}`;
    const link = card.querySelector("[data-part=do]");
    if (link) link.hidden = next.group === "waiting"; // writing again too soon is what waiting is meant to spare both
    const { number, words, share } = this.#things.progress(next);
    this.querySelector(".ck-rail-words").textContent = words;
    this.querySelector(".ck-bar > div").style.setProperty("--done", `${share}%`);
    for (const [index, stop] of [...this.querySelectorAll(".ck-stop")].entries()) {
      stop.classList.toggle("is-now", index + 1 === number && !next.done);
      stop.classList.toggle("is-done", index + 1 < number || next.done);
      if (index + 1 === number) stop.firstElementChild.setAttribute("aria-current", "step");
      else stop.firstElementChild.removeAttribute("aria-current");
    }
  }

  get #card() {
    return this.querySelector("div[data-step]:not([hidden])");
  }

  #act(pressed) {
    const action = pressed?.dataset.action;
    if (pressed?.localName === "a" && !pressed.getAttribute("href").startsWith("#")) Person.store.choose(this.#id);
    if (action === "answer") this.#record(pressed);
    if (action === "delete") this.#delete();
    if (action === "print") print(this, false);
  }

  #changed(control) {
    if (control.dataset.date) {
      Person.store.set([[`person/dates/${control.dataset.date}`, control.value]]);
      this.#keeping.line.tellSaved();
    }
    if (control.dataset.action === "close") this.#close(control);
  }

  /** Writes [place below the person, value] pairs and offers to take them back. */
  #write(changes, id, values, from) {
    const { store } = Person;
    this.#keeping.save();
    const token = changes.map(([place, value]) => [`people/${this.#id}/${place}`, store.get(`people/${this.#id}/${place}`), value]);
    store.set(token.map(([path, , value]) => [path, value]));
    this.#keeping.line.offerUndo(id, () => {
      store.undo(token);
      this.#keeping.line.tell("store-undone");
      from().focus();
    }, values);
  }

  #record(button) {
    const rule = this.#things.rules.find(({ id }) => id === this.#card.dataset.step);
    const answer = rule.answers.find(({ id }) => id === button.dataset.answer);
    this.#write(changesOf(answer, this.#person, todayIs()), "person-recorded", { what: button.textContent }, () => this.#card.querySelector("a:not([hidden]), button"));
  }

  #close(box) {
    if (box.checked) return this.#write([["dates/closed", todayIs()]], "person-closed", {}, () => box);
    const limit = Person.store.get(`people/${this.#id}/${LIMIT}`);
    const changes = [["dates/closed", ""], [LIMIT, limit === "not-again" ? "" : limit]];
    return this.#write(changes, "store-undone", {}, () => box);
  }

  #delete() {
    const { store } = Person;
    this.#keeping.save();
    const id = this.#id;
    this.#deleted = id;
    const token = removeContact(store, id);
    this.#keeping.line.offerUndo("person-deleted", () => {
      store.undo(token);
      store.choose(id);
      this.#draw();
      this.#keeping.line.tell("store-undone");
      this.#part("name").focus();
    });
  }
}
