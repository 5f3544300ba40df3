/** The line that says whether words are kept: status, trouble with "Copy everything", the switch for this visit only. */

import { copy } from "./copying.js";
import { firstSave } from "./staying.js";

const TROUBLE = {
  full: "store-full",
  blocked: "store-blocked",
  newer: "store-newer",
  corrupt: "store-corrupt",
  gone: "store-gone",
  vanished: "store-vanished",
};

export class Line {
  #host;
  #store;
  #say;
  #status;
  #warns = false;

  /** text(): everything to copy when it cannot be kept. beforeMove(): saves what is still in hand. */
  constructor(host, store, say, { text, beforeMove = () => {} }) {
    [this.#host, this.#store, this.#say] = [host, store, say];
    this.#status = host.querySelector(".ck-status");
    this.text = text;
    this.beforeMove = beforeMove;
  }

  /** Starts listening. signal: ends it. */
  connect(signal) {
    for (const button of this.#host.querySelectorAll("[data-action=copy-everything]")) button.addEventListener("click", () => this.#copy(button), { signal });
    this.#switch.addEventListener("change", () => this.#move(), { signal });
    this.refresh();
    this.rest();
  }

  /** Says how things stand while nothing happens. */
  rest() {
    this.tell(this.#resting);
  }

  /** Says one thing, by the id of its words. */
  tell(id, values) {
    this.#status.textContent = id ? this.#say(id, values) : "";
  }

  /** For the eye only: a screen reader hears once that words are saved, not at every key that they will be. */
  tellSaving() {
    const words = this.#status.ownerDocument.createElement("span");
    words.setAttribute("aria-hidden", "true");
    words.textContent = this.#say("store-saving");
    this.#status.replaceChildren(words);
  }

  /** Says whether the last words are kept. */
  tellSaved() {
    this.#warns ||= firstSave(this.#store);
    const saved = this.#warns ? "store-saved-forgets" : "store-saved";
    this.tell(this.#store.keeps ? (this.#store.visitOnly ? "store-saved-visit" : saved) : "");
  }

  /** Says what happened and offers to take it back. The button goes with the words, at the next thing said. */
  offerUndo(id, undo, values) {
    this.tell(id, values);
    const button = this.#status.ownerDocument.createElement("button");
    button.type = "button";
    button.textContent = this.#say("undo");
    button.addEventListener("click", undo);
    this.#status.append(" ", button);
    button.focus();
  }

  /** Whether something can be taken back at this moment. */
  get offersUndo() {
    return this.#status.querySelector("button") !== null;
  }

  /** Shows trouble, or hides it, and sets the switch as things are. */
  refresh() {
    const { trouble, visitOnly } = this.#store;
    const box = this.#host.querySelector(".ck-trouble");
    const words = trouble && this.#say(TROUBLE[trouble]);
    const line = box.querySelector("p");
    if (line.textContent !== words) line.textContent = words;
    box.hidden = !trouble;
    this.#switch.checked = visitOnly;
    this.#switch.disabled = trouble === "blocked" || trouble === "newer";
  }

  get #switch() {
    return this.#host.querySelector("[data-action=visit-only]");
  }

  get #resting() {
    if (["blocked", "newer"].includes(this.#store.trouble)) return "";
    return this.#store.visitOnly ? "store-saved-visit" : "store-ready";
  }

  #move() {
    this.beforeMove();
    const moved = this.#store.keepForVisit(this.#switch.checked);
    this.refresh();
    if (moved) this.rest();
    else this.tell("store-not-moved");
  }

  async #copy(button) {
    const done = await copy(this.text(), button);
    this.tell(done ? "store-copied" : "store-copy-failed");
  }
}
