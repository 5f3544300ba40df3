/** Marks words of a text field, in a layer under it that holds the same words, and knows at what height they stand. */

import { followed } from "./builder.js";

export class Marks {
  #text = "";
  #spans = [];
  #places = new Map();

  /** spans: [{ rule, start, end }] in UTF-16 units of `text`. */
  put(text, spans) {
    [this.#text, this.#spans] = [text, spans];
  }

  /** Draws the layer before a field anew, so that marks go along with what is typed. blanks: words still to be replaced, such as "[Their first name]". */
  draw(field, blanks) {
    const text = field.value;
    this.put(text, followed(this.#spans, this.#text, text));
    this.#places.clear();
    const layer = field.previousElementSibling;
    const { ownerDocument } = layer;
    const pieces = [];
    let [end, mark] = [0, null];
    for (const span of [...this.#spans, ...placesOf(text, blanks)].sort((one, other) => one.start - other.start)) {
      const start = Math.max(span.start, end);
      if (start < span.end) {
        mark = Object.assign(ownerDocument.createElement("mark"), { textContent: text.slice(start, span.end) });
        pieces.push(text.slice(end, start), mark);
        end = span.end;
      }
      if (span.rule && !this.#places.has(span.rule)) this.#places.set(span.rule, mark);
    }
    layer.replaceChildren(...pieces, `${text.slice(end)} `); // an empty last line has its height too
  }

  /** Where in the field the words of a rule stand: [start, end]; undefined when they are gone. */
  spanOf(rule) {
    const span = this.#spans.find((one) => one.rule === rule);
    return span && [span.start, span.end];
  }

  /** How far down the window the words of a rule stand; undefined when they are nowhere. */
  topOf(rule) {
    return this.#places.get(rule)?.getBoundingClientRect().top;
  }
}

function placesOf(text, words) {
  const found = [];
  for (const word of words) for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + 1)) found.push({ start, end: start + word.length });
  return found;
}
