/** What a student may hand in: what was done, when and how often, and never who with. Pure: knows no page and no storage. */

import { isDay } from "./next.js";

const WORDS = { sent: "receipt-sent", reminded: "receipt-reminded", answered: "receipt-answered", chat: "receipt-chat", met: "receipt-met", thanked: "receipt-thanked", touch: "receipt-touch" };
const STEPS = Object.keys(WORDS);
const SCRIPTS_WITHOUT_GAPS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Khmer}\p{sc=Lao}\p{sc=Myanmar}]/u;
const LETTER = /[\p{L}\p{N}]/u;

/**
 * Counts and days, and nothing a student wrote but what they chose to hand in:
 * { made, name, counts, people: [{ number, steps: { sent: "2027-03-02" } }], sheets: [{ title, times, answers }], lists: [{ title, done, all }], reflection, left }.
 * known: { sheets, lists } by id, each { title }, a list with its { items }; what it does not know is left out, since even an id may hold a name.
 * chosen: { name, reflection, withReflection, someone }. someone: the word that stands for a person.
 */
export function receiptOf(record, known, chosen, today) {
  const people = Object.values(record.people);
  const owners = [record.me, ...people];
  const steps = people.map(({ dates }, index) => ({ number: index + 1, steps: Object.fromEntries(STEPS.filter((step) => isDay(dates[step])).map((step) => [step, dates[step]])) }));
  const sheets = Object.entries(known.sheets).map(([id, { title }]) => {
    const filled = owners.map(({ sheets }) => (Object.hasOwn(sheets, id) ? Object.keys(sheets[id]).length : 0)).filter(Boolean);
    return { title, times: filled.length, answers: filled.reduce((sum, count) => sum + count, 0) };
  });
  const lists = Object.entries(known.lists).map(([id, { title, items }]) => {
    const done = owners.map(({ ticks }) => (Object.hasOwn(ticks, id) ? ticks[id].filter((item) => items.includes(item)).length : 0));
    return { title, done: Math.max(0, ...done), all: items.length };
  });
  const reflection = chosen.withReflection ? withoutNames(chosen.reflection, people, chosen.someone) : { text: "", left: 0 };
  return {
    made: today,
    name: chosen.name.trim(),
    counts: { people: people.length, ...Object.fromEntries(STEPS.map((step) => [step, steps.filter((person) => person.steps[step]).length])) },
    people: steps,
    sheets: sheets.filter(({ times }) => times),
    lists: lists.filter(({ done }) => done),
    reflection: reflection.text.trim(),
    left: reflection.left,
  };
}

/** A text in which no name of these people stands, nor their initials: { text, left }. left: how often something was taken out. */
export function withoutNames(text, people, someone) {
  const letters = [...text.normalize("NFC")];
  const { folded, places } = foldedLetters(letters);
  const covered = new Array(letters.length).fill(false);
  for (const name of new Set(people.flatMap(namesOf))) {
    for (const [from, to] of occurrences(folded, foldedLetters([...name.normalize("NFC")]).folded, !SCRIPTS_WITHOUT_GAPS.test(name))) covered.fill(true, places[from], places[to - 1] + 1);
  }
  for (const initials of people.flatMap(initialsOf)) {
    const exact = initials.map((letter) => letter.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${exact.join("[.\\s]*")}\\.?(?![\\p{L}\\p{N}])`, "gu");
    for (const { index, 0: found } of letters.join("").matchAll(pattern)) {
      const from = [...letters.join("").slice(0, index)].length;
      covered.fill(true, from, from + [...found].length);
    }
  }
  let [done, left] = ["", 0];
  for (const [index, letter] of letters.entries()) {
    if (!covered[index]) done += letter;
    else if (!covered[index - 1]) [done, left] = [done + someone, left + 1];
  }
  return { text: done, left };
}

/** Everything a person may be called by: each name whole and in its parts; and names inside "the woman from Ana's clinic" or "my cousin Ben knows her". */
function namesOf({ person }) {
  const names = [person.first, person.last].filter(Boolean).map((name) => name.trim());
  const described = [person.first ? "" : person.role, person.how_known].filter(Boolean).flatMap((text) => text.match(/(?<=[^.!?]\s)\p{Lu}[\p{L}\p{M}-]*/gu) ?? []);
  return [names.join(" "), ...names, ...names.flatMap((name) => name.split(/[\s.,'’-]+/u)), ...described].filter((name) => LETTER.test(name));
}

function initialsOf({ person }) {
  const parts = [person.first, person.last].filter(Boolean).join(" ").split(/[\s.-]+/u).filter((part) => LETTER.test(part));
  const letters = parts.map((part) => [...part][0].toUpperCase());
  return letters.length > 1 ? [letters, [letters[0], letters.at(-1)]] : [];
}

/** Letters as they sound the same: no case, no accents. places: for each letter folded, which one it came from. */
function foldedLetters(letters) {
  const [folded, places] = [[], []];
  for (const [place, letter] of letters.entries()) {
    for (const part of letter.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").toLowerCase()) {
      folded.push(part);
      places.push(place);
    }
  }
  return { folded, places };
}

function* occurrences(text, name, whole) {
  if (!name.length) return;
  for (let at = 0; at + name.length <= text.length; at += 1) {
    if (!name.every((letter, index) => text[at + index] === letter)) continue;
    const edges = [text[at - 1], text[at + name.length]];
    if (!whole || !edges.some((edge) => edge !== undefined && LETTER.test(edge))) yield [at, at + name.length];
  }
}

/** A receipt as lines of text. say: words by id; day(date): a day in words. */
export function receiptLines(receipt, say, day) {
  const { counts, name, people, sheets, lists, reflection } = receipt;
  const lines = [say("receipt-title")];
  if (name) lines.push(say("receipt-by", { name }));
  lines.push(say("receipt-made", { date: day(receipt.made) }), "", say("receipt-people", { n: counts.people }));
  lines.push(...STEPS.filter((step) => counts[step]).map((step) => say("receipt-count", { what: say(WORDS[step]), n: counts[step] })));
  for (const { number, steps } of people) {
    const done = Object.entries(steps).map(([step, date]) => say("receipt-step", { what: say(WORDS[step]), date: day(date) }));
    if (done.length) lines.push(say("receipt-person", { number, steps: done.join("; ") }));
  }
  if (sheets.length) lines.push("", say("receipt-sheets"), ...sheets.map(({ title, answers }) => say("receipt-sheet", { title, n: answers })));
  if (lists.length) lines.push("", say("receipt-lists"), ...lists.map(({ title, done, all }) => say("receipt-list", { title, done, all })));
  if (reflection) lines.push("", say("receipt-reflection"), reflection);
  return lines;
}
