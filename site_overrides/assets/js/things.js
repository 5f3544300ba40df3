/** The next things as an element's own HTML has them: rules for next.js, words for a person to read. */

import { dayWords } from "./next.js";

export class Things {
  #words;
  #stages;
  #say;

  /** root: an element that holds what _next.html draws. say: its words. */
  constructor(root, say) {
    this.rules = JSON.parse(root.querySelector("[data-part=next-rules]").textContent);
    const items = (part, name) => [...root.querySelector(`[data-part=${part}]`).children].map((item) => [item.dataset[name], item]);
    [this.#words, this.#stages, this.#say] = [new Map(items("things", "step")), new Map(items("stages", "stage")), say];
  }

  /** What to do, in words. */
  text({ step }) {
    return this.#words.get(step.id).textContent;
  }

  /** On what day, in words; "" for a finished one without a day. */
  when({ step, day, group }, today) {
    const undated = this.#words.get(step.id).dataset.undated;
    if (!day && (undated || group === "finished")) return undated ?? "";
    const { id, values } = dayWords(day, today);
    return this.#say(id, values);
  }

  /** Both in one line. */
  line(next, today) {
    return [this.text(next), this.when(next, today)].filter(Boolean).join(", ");
  }

  /** The page it is done on: { url, text }; both undefined when there is none. */
  link({ step }) {
    const { url, link } = this.#words.get(step.id).dataset;
    return { url, text: link };
  }

  /** How far that is on the way: { number, words, share }; share in per cent. */
  progress({ stage, done }) {
    const names = [...this.#stages.keys()];
    const [number, all] = [names.indexOf(stage) + 1, names.length];
    const share = done ? 100 : (100 * (number - 1)) / all;
    return { number, words: `${this.#say("step-of", { step: number, all })} ${this.#stages.get(stage).textContent}`, share };
  }
}
