/** Finding somebody: the line to search with or to send. Pure: knows no page and no storage. */

const SIGNS = /["\u201c\u201d\u0000-\u001f]+/g; // quotation marks would end the words they stand in

/** The line from its pieces, { field, before, after, quiet }, and what the student answered by field; "" when nothing is answered. */
export function lineOf(pieces, answers) {
  const words = (field) => (answers[field] ?? "").replace(SIGNS, " ").replace(/\s+/g, " ").trim();
  const parts = pieces.filter(({ field }) => words(field)).map(({ field, before = "", after = "", quiet }) => `${before}${quiet ? "" : words(field)}${after}`);
  return parts.join("").replace(/\?\?/g, "?").trim();
}
