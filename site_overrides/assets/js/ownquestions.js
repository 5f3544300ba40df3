/** What could be better about questions a student wrote: read by the rules after a pause, each text once. */

import { Checking } from "./checking.js";
import { faultsOf } from "./plan.js";

const PAUSE = 800;
const MOST_SAID = 2;
const LEVELS = ["must", "should", "hint"];

export class OwnQuestions {
  #checking = new Checking();
  #known = new Map();
  #say;
  #told;
  #timer;

  /** say: the labels. told(): called when there is something new to say. */
  constructor(say, told) {
    [this.#say, this.#told] = [say, told];
  }

  /** The questions as they are now; they are read once nobody types. */
  look(texts) {
    clearTimeout(this.#timer);
    const unread = texts.filter((text) => !this.#known.has(text));
    if (unread.length) this.#timer = setTimeout(() => this.#read(unread), PAUSE);
  }

  /** Two sentences at most, the gravest first; none before the text was read. */
  about(text) {
    return this.#known.get(text) ?? [];
  }

  stop() {
    clearTimeout(this.#timer);
    this.#checking.stop();
  }

  async #read(texts) {
    for (const text of texts) {
      const found = await this.#checking.ask({ text, kind: "question", form: "", context: {} });
      if (!found) return;
      const open = (found.findings ?? []).filter(({ ok }) => !ok).sort((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
      this.#known.set(text, [...open.map(({ message }) => message), ...faultsOf(text).map((id) => this.#say(id))].slice(0, MOST_SAID));
    }
    this.#told();
  }
}
