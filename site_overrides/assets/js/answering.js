/** Judges one text, with what its rules say of themselves. Runs in a worker, or in the page where there is none. */

import { bookFor } from "./books.js";
import { judge } from "./rules.js";

/** { text, kind, form, context } -> { findings, words }; words: title, reason and example of each rule. */
export async function answer({ text, kind, form, context }) {
  const book = await bookFor(kind);
  return { findings: judge(text, kind, form, book, context), words: book.words };
}
