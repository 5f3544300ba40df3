/** What a saved copy holds and what opening it would change, and the same work in forms that other programs read. Pure: knows no page and no storage. */

import { csvOf } from "./csv.js";
import { leaves, merge } from "./places.js";
import { nameOf } from "./people.js";
import { LARGEST_COPY, PERSON_FIELDS, parse } from "./record.js";

const WORDS = {
  first: "saved-field-first", last: "saved-field-last", role: "saved-field-role", org: "saved-field-org", how_known: "saved-field-known",
  sent: "receipt-sent", reminded: "receipt-reminded", answered: "receipt-answered", chat: "receipt-chat", met: "receipt-met", thanked: "receipt-thanked", touch: "receipt-touch",
};
const isSheet = (path) => path.includes("/sheets/");

/** Looks into a copy without opening it: { ok, people, sheets, newest, adds, replaces } or { ok: false, reason: "not-a-copy" | "newer" }. here: the record as it stands. */
export function lookInto(text, here, now) {
  const { record, reason } = text.length > LARGEST_COPY ? {} : parse(text);
  if (!record) return { ok: false, reason: reason === "newer" ? "newer" : "not-a-copy" };
  const changes = merge(structuredClone(here), record, now).filter(([path]) => !path.startsWith("me/progress/") && !path.endsWith("/state"));
  const replaces = changes.filter(([, before]) => before !== undefined);
  return { ok: true, ...countsOf(record), newest: newestOf(record, now), adds: changes.length - replaces.length, replaces: replaces.map(([path, before, after]) => ({ path, before, after })) };
}

/** How many people, and how many sheets with something on them. */
export function countsOf(record) {
  const sheets = new Set([...leaves(record)].map(([path]) => path).filter(isSheet).map((path) => path.slice(0, path.lastIndexOf("/"))));
  return { people: Object.keys(record.people).length, sheets: sheets.size };
}

/** When anything in a record was last written, as milliseconds; 0 when it does not say. Never later than now. */
function newestOf(record, now) {
  const times = Object.values(record.times);
  return Math.min(now, times.length ? Math.max(...times) : Date.parse(record.updated) || 0);
}

/**
 * Everything a person would recognise, in order: [{ title, id, name, url?, kind, items: [[label, value]] }]. id and name are "" for the student.
 * titles: { sheets, lists } by id, each { title, url, fields: { id: { text, options } } }. say: words by id.
 */
export function partsOf(record, titles, say) {
  const people = Object.entries(record.people).map(([id, person], index) => [id, nameOf(person) || say("saved-nobody", { number: index + 1 }), person]);
  return [["", "", record.me], ...people].flatMap(([id, name, owner]) => [...factsOf(owner, say), ...sheetsOf(owner, titles, say), ...ticksOf(owner, titles, say)].map((part) => ({ ...part, id, name })));
}

function factsOf(owner, say) {
  if (!owner.person) return [];
  const named = (group, ids) => ids.filter((id) => group[id]).map((id) => [nameOfField(id, say), group[id]]);
  const facts = [...named(owner.person, PERSON_FIELDS), ...named(owner.dates, Object.keys(owner.dates))];
  const notes = named(owner.notes, Object.keys(owner.notes));
  const messages = owner.messages.map((message, index) => [say("saved-message", { number: index + 1 }), Object.values(message).join("\n")]);
  return [
    { title: say("saved-person"), kind: "saved-fields", items: facts },
    { title: say("saved-notes"), kind: "saved-fields", items: [...notes, ...messages] },
  ].filter(({ items }) => items.length);
}

function sheetsOf(owner, titles, say) {
  return Object.entries(owner.sheets).map(([id, answers]) => {
    const known = Object.hasOwn(titles.sheets, id) ? titles.sheets[id] : { title: id === "messages" ? say("saved-messages") : plain(id) };
    return { ...known, kind: "saved-fields", items: Object.entries(answers).map(([field, value]) => itemOf(known.fields, field, value)) };
  });
}

function itemOf(fields = {}, id, value) {
  const [name, row, column] = id.split(".");
  const field = Object.hasOwn(fields, name) ? fields[name] : { text: plain(name) };
  const chosen = (one) => (field.options && Object.hasOwn(field.options, one) ? field.options[one] : one);
  return [column ? `${field.text} (${row}, ${plain(column)})` : field.text, [value].flat().map(chosen).join(", ")];
}

function ticksOf(owner, titles, say) {
  return Object.entries(owner.ticks).map(([id, ticks]) => {
    const known = Object.hasOwn(titles.lists, id) ? titles.lists[id] : { title: plain(id) };
    return { ...known, kind: "saved-ticks", items: ticks.map((tick) => [say("saved-done"), known.fields?.[tick]?.text ?? plain(tick)]) };
  });
}

const nameOfField = (id, say) => (Object.hasOwn(WORDS, id) ? say(WORDS[id]) : plain(id));
const plain = (id) => id.replace(/[-_.]/g, " ");

/** Everything as Markdown that reads whole, whatever program opens it: no answer can become a heading, a link or HTML. */
export function asMarkdown(parts, title) {
  const sections = parts.map(({ title: heading, name, items }) => [`## ${quiet([heading, name].filter(Boolean).join(": "))}`, ...items.map(([label, value]) => `**${quiet(label)}**\n\n${quiet(value).replace(/^/gm, "> ")}`)].join("\n\n"));
  return `${[`# ${title}`, ...sections].join("\n\n")}\n`;
}

const quiet = (text) => String(text).trim().replace(/[\\`*_{}[\]<>#|~&]/g, "\\$&").replace(/^(\s*)([-+=])/gm, "$1\\$2").replace(/^(\s*\d+)([.)])/gm, "$1\\$2");

/** The people as a table for a spreadsheet: who they are and their dates, no notes. */
export function asTable(record, say) {
  const people = Object.values(record.people);
  const dates = [...new Set(people.flatMap((person) => Object.keys(person.dates)))].sort();
  const head = [...PERSON_FIELDS, ...dates].map((id) => nameOfField(id, say));
  return `\uFEFF${csvOf([head, ...people.map((person) => [...PERSON_FIELDS.map((id) => person.person[id] ?? ""), ...dates.map((id) => person.dates[id] ?? "")])])}`;
}
