/** Regular expressions cut down to what one text may hold: compiling all of them whole takes a slow phone many seconds. Pure. */

const MOST_KEPT = 4000;
const QUANTITY = /[?*+]|\{\d+(?:,\d*)?\}/y;
const ATOM = /\[(?:\\.|[^\]\\])*\]|\\u[0-9a-f]{4}|\\.|./suy;
const LIST = /<([a-z0-9-]+)>/y;
const AROUND = /\(\?<?[=!]/y;

/** What book.py wrote, for one book: finds in a text what a source matches. lists: name -> sources that <name> stands for. */
export class Expressions {
  #lists;
  #trees = new Map();
  #compiled = new Map();

  constructor(lists) {
    this.#lists = lists;
  }

  /** A finder for one text: source -> [start, end] of each match. Leaving out what the text cannot hold changes no match. */
  finderIn(text) {
    const held = new Map();
    const words = new Map();
    const may = (word) => {
      if (!held.has(word)) held.set(word, text.includes(word));
      return held.get(word);
    };
    const list = (name) => {
      if (!words.has(name)) words.set(name, joined(this.#lists[name].map((source) => cut(this.#tree(source), may, list))));
      return words.get(name);
    };
    return (source) => {
      const left = joined([cut(this.#tree(source), may, list)]);
      return left === null ? [] : spansOf(this.#expression(left), text);
    };
  }

  #tree(source) {
    if (!this.#trees.has(source)) this.#trees.set(source, parse(source));
    return this.#trees.get(source);
  }

  #expression(source) {
    if (this.#compiled.size > MOST_KEPT) this.#compiled.clear();
    if (!this.#compiled.has(source)) this.#compiled.set(source, new RegExp(source, "gu"));
    return this.#compiled.get(source);
  }
}

/** Where an expression matches something, as [start, end]. */
export function spansOf(expression, text) {
  return [...text.matchAll(expression)].filter(([found]) => found).map((match) => [match.index, match.index + match[0].length]);
}

const joined = (parts) => {
  const left = parts.filter((part) => part !== null);
  return left.length ? left.join("|") : null;
};

/** A tree as a source again, without what cannot match; null when nothing of it can. */
function cut(choices, may, list) {
  return joined(choices.map((sequence) => {
    let out = "";
    for (const { source, word, choices: inner, name, times } of sequence) {
      if (word && !may(word)) return null;
      const left = inner ? cut(inner, may, list) : name ? list(name) : source;
      if (left !== null) out += inner ? `(?:${left})${times}` : left;
      else if (!inner || !/^(?:[?*]|\{0)/.test(times)) return null;
    }
    return out;
  }));
}

/** A source as choices, each a sequence of { source, word: what the text must hold }, { choices, times } or { name: of a list }. */
function parse(source) {
  let at = 0;
  const take = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at += found[0].length;
    return found;
  };
  const choices = () => {
    const found = [[]];
    while (at < source.length && source[at] !== ")") {
      if (source[at] === "|") {
        at += 1;
        found.push([]);
      } else {
        add(found.at(-1), item());
      }
    }
    at += 1;
    return found;
  };
  const item = () => {
    const from = at;
    if (take(AROUND)) {
      choices();
      return { source: source.slice(from, at) };
    }
    const list = take(LIST);
    if (list) return { name: list[1] };
    if (source.startsWith("(?:", at)) {
      at += 3;
      const inner = choices();
      return { choices: inner, times: take(QUANTITY)?.[0] ?? "" };
    }
    const [atom] = take(ATOM);
    const times = take(QUANTITY)?.[0] ?? "";
    return { source: atom + times, word: !times && /[a-z0-9]/.test(atom) && atom.length === 1 ? atom : "" };
  };
  return choices();
}

/** Letters side by side become one word. */
function add(sequence, item) {
  const last = sequence.at(-1);
  if (last?.word && item.word) Object.assign(last, { source: last.source + item.source, word: last.word + item.word });
  else sequence.push(item);
}
