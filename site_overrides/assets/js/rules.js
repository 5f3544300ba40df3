/** The check engine: a text and compiled rules to findings. Pure; the twin of macros/rules.py, which explains each step. */

import { Expressions, spansOf } from "./expressions.js";

const MOST_READ = 10_000;
const WINDOW = 8;
const WORST = ["hint", "should", "must"];
const BLANK = " \t\r\n\u00a0";
const ready = new WeakMap();

/** What a book needs once: its characters to fold, words to leave out, expressions. */
function tools(book) {
  if (!ready.has(book)) {
    const [many, one] = book.fold.map((signs) => [...signs]);
    const [wrap, word, sentence, clause] = ["wrap", "word", "sentence", "clause"].map((name) => new RegExp(book[name], "gu"));
    ready.set(book, { fold: new Map(many.map((sign, place) => [sign, one[place]])), stop: new Set(book["stop-words"]), expressions: new Expressions(book.lists), wrap, word, sentence, clause });
  }
  return ready.get(book);
}

const touches = ([start, end], others) => others.some(([from, to]) => from < end && start < to);
const byPlace = (one, other) => one[0] - other[0] || one[1] - other[1];

/** The place of the last of some sorted numbers that is not above a value. */
function placeOf(numbers, value) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The text with each character replaced by the one it is read as; a line wrapped inside a sentence is joined. */
export function normalise(text, book) {
  const { fold, wrap } = tools(book);
  return Array.from(text.replace(wrap, (found) => " ".repeat(found.length)), (sign) => fold.get(sign) ?? sign).join("");
}

/** A text as the checks see it. Places in it are UTF-16 units; `judge` turns them into code points at the end. */
class Text {
  constructor(text, kind, form, book, context) {
    const read = text.length > MOST_READ ? [...text].slice(0, MOST_READ).join("") : text;
    Object.assign(this, { given: text, kind, form, book, context, folded: normalise(read, book) });
    this.find = tools(book).expressions.finderIn(this.folded);
    const ends = (name) => spansOf(tools(book)[name], this.folded).map(([, end]) => end);
    this.sentences = [0, ...ends("sentence")];
    const turns = this.hits(book.lists.turns).map(([start]) => start);
    this.clauses = [...new Set([...this.sentences, ...turns, ...ends("clause")])].sort((one, other) => one - other);
    const excused = this.hits(book.lists["not-negators"]);
    this.negators = this.hits(book.lists.negators).filter((span) => !touches(span, excused));
  }

  hits(patterns) {
    return patterns.flatMap(this.find);
  }

  sentence([start]) {
    const place = placeOf(this.sentences, start);
    return [this.sentences[place], this.sentences[place + 1] ?? this.folded.length];
  }

  isNegated(span) {
    const start = this.clauses[placeOf(this.clauses, span[0])];
    return this.negators.some(([begin, end]) => start <= begin && begin < span[1] && this.folded.slice(end, Math.max(end, span[0])).split(" ").length - 1 <= WINDOW);
  }
}

/** One finding for every rule of the kind, in the order of the rules: { rule, ok, level, spans, message }; spans in code points. book: as macros/book.py writes it. */
export function judge(text, kind, form, book, context = {}) {
  const seen = new Text(text, kind, form, book, context);
  const found = new Map();
  for (const rule of book.rules) if (rule.kinds.includes(kind)) found.set(rule.id, judgeOne(rule, seen, found));
  const place = codePoints(text);
  return [...found.values()].map((finding) => ({ ...finding, spans: finding.spans.map((span) => span.map(place)) }));
}

/** From places in UTF-16 units to places in code points. */
function codePoints(text) {
  const places = [];
  let count = 0;
  for (const sign of text) {
    for (let unit = 0; unit < sign.length; unit += 1) places.push(count);
    count += 1;
  }
  return (place) => places[place] ?? count;
}

function judgeOne(rule, seen, found) {
  let { level, message } = rule;
  let [spans, ok] = [[], true];
  if (rule.mentions.length) {
    spans = looks(rule.mentions, seen);
    ok = spans.length > 0;
  }
  if (rule.avoids.length) {
    spans = looks(rule.avoids, seen);
    ok = spans.length <= rule.at_most;
  }
  if (rule.when.mentions.length || rule.when.rule) {
    const when = side(rule.when, seen, found);
    spans = when.spans;
    ok = !when.holds || side(rule.then, seen, found).holds;
  }
  if (rule.limits.length) {
    const over = rule.limits.filter((limit) => isOver(limit, seen)).reduce((worst, limit) => (worst && WORST.indexOf(worst.level) >= WORST.indexOf(limit.level) ? worst : limit), null);
    ok = !over;
    if (over) ({ level, message } = over);
  }
  return { rule: rule.id, ok, level, spans: !ok || rule.mentions.length ? spans : [], message: ok ? rule.praise : message };
}

function side({ rule, met, mentions }, seen, found) {
  if (rule) {
    const earlier = found.get(rule);
    return { holds: Boolean(earlier) && earlier.ok === met, spans: earlier?.spans ?? [] };
  }
  const spans = looks(mentions, seen);
  return { holds: spans.length > 0, spans };
}

function isOver(limit, seen) {
  if (!limit.kinds.includes(seen.kind) || (limit.forms.length && !limit.forms.includes(seen.form))) return false;
  if (limit.full) return stripped(seen.given).length > (seen.book.limits[seen.form] ?? Infinity);
  const words = countWords(seen.given, seen.book);
  return limit.words ? words > limit.words : words < limit.fewest;
}

function stripped(text) {
  let [start, end] = [0, text.length];
  while (start < end && BLANK.includes(text[start])) start += 1;
  while (end > start && BLANK.includes(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

/** Pieces between spaces and line ends. */
export function countWords(text, book) {
  return normalise(text, book).split(/[ \n]/).filter(Boolean).length;
}

function looks(list, seen) {
  const spans = list.flatMap((one) => (one.overlaps ? overlap(one, seen) : look(one, seen))).sort(byPlace);
  const merged = [];
  for (const [start, end] of spans) {
    const last = merged.at(-1);
    if (last && start < last[1]) last[1] = Math.max(end, last[1]);
    else merged.push([start, end]);
  }
  return merged;
}

function look(one, seen) {
  const spans = seen.hits(one.find);
  if (!spans.length) return [];
  const [excused, needed, spoilt] = [one.except, one.with, one.without].map((patterns) => seen.hits(patterns));
  const near = (span, others) => {
    const [from, to] = one.within === "text" ? [0, seen.folded.length] : seen.sentence(span);
    return others.some(([start]) => from <= start && start < to);
  };
  return spans.filter((span) =>
    !touches(span, excused) &&
    (!one.with.length || near(span, needed)) &&
    !near(span, spoilt) &&
    (one.negation === "ignored" || seen.isNegated(span) === (one.negation === "needed")) &&
    (!one.case || hasCase(one.case, seen.given.slice(...span))));
}

function hasCase(wanted, words) {
  if (wanted === "capitals") return !/[a-z]/.test(words) && /[A-Z]/.test(words);
  return /(?<![A-Za-z'’])[A-Z\u00c0-\u00de][A-Za-z0-9\u00c0-\u017f]/u.test(words);
}

function overlap({ overlaps, words }, seen) {
  const given = Object.hasOwn(seen.context, overlaps) ? seen.context[overlaps] : "";
  const known = new Set(stems(normalise([given].flat().join("\n"), seen.book), seen.book).map(({ stem }) => stem));
  const shared = new Map();
  for (const { span, stem } of stems(seen.folded, seen.book)) {
    if (!known.has(stem)) continue;
    const [start] = seen.sentence(span);
    shared.set(start, (shared.get(start) ?? new Map()).set(stem, span));
  }
  return [...shared.values()].filter((found) => found.size >= words).flatMap((found) => [...found.values()].map((span) => [...span]));
}

function stems(text, book) {
  const words = [...text.matchAll(tools(book).word)].filter(([word]) => !tools(book).stop.has(word));
  return words.map((match) => ({ span: [match.index, match.index + match[0].length], stem: match[0].slice(0, 6) }));
}
