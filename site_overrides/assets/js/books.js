/** The rules of the checks, fetched when somebody needs them and written out in full. Pure: knows no page. */

const SIDE = { rule: "", met: true, mentions: [] };
const RULE = { mentions: [], avoids: [], when: SIDE, then: SIDE, limits: [] };
const LOOK = { find: [], except: [], with: [], without: [], case: "", overlaps: "" };
const LIMIT = { forms: [] };

/** The book for a kind of text, ready for `judge`; with `words`: title, reason and example of each rule. */
export async function bookFor(kind) {
  const { default: book } = kind === "question" ? await import("./books/question.js") : await import("./books/message.js");
  return writtenOut(book);
}

const known = new WeakMap();

/** What macros/book.py left out and shortened, put back. */
export function writtenOut(book) {
  if (!known.has(book)) known.set(book, { ...book, rules: book.rules.map((rule) => ruleOf(rule, book)), lists: mapped(book.lists, (list) => texts(list, book)) });
  return known.get(book);
}

const mapped = (group, change) => Object.fromEntries(Object.entries(group).map(([name, value]) => [name, change(value)]));
const texts = (list, { short }) => list.map((text) => text.replace(/[A-Z]/g, (sign) => short[sign]));
const looksOf = (list = [], book) => list.map((look) => ({ ...LOOK, ...mapped(look, (value) => (Array.isArray(value) ? texts(value, book) : value)) }));
const sideOf = (side, book) => ({ ...SIDE, ...side, mentions: looksOf(side?.mentions, book) });

function ruleOf(rule, book) {
  const whole = { ...RULE, ...rule, mentions: looksOf(rule.mentions, book), avoids: looksOf(rule.avoids, book) };
  return { ...whole, when: sideOf(rule.when, book), then: sideOf(rule.then, book), limits: (rule.limits ?? []).map((limit) => ({ ...LIMIT, ...limit })) };
}
