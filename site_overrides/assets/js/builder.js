/** Writing a message: which one it begins with, putting it together, and what to say about the words. Pure: knows no page and no storage. */

import { changesOf } from "./next.js";
import { instantOf, isZone, ownZone, cityOf, wallClock } from "./zones.js";

const SLOT = /\[([a-z0-9-]+)\]/g;
const LEVELS = ["must", "should", "hint"];
export const MOST_SHOWN = 3;
const MOST_PRAISED = 3;
const LONGEST_KEPT = 10_000;

/** What is written now: { occasion, way, message, channel }, from what was chosen before and what fits a person best. setting: see macros/model/writing.py. */
export function choiceOf(setting, state, chosen) {
  const { occasions, messages, channels } = setting;
  const known = (group, id) => (id && Object.hasOwn(group, id) ? id : "");
  const likely = Object.keys(occasions).find((id) => occasions[id].states.includes(state)) ?? setting.usual;
  const occasion = known(occasions, chosen("occasion")) || likely;
  const { ways } = occasions[occasion];
  const way = known(ways, chosen(`${occasion}.way`)) || occasions[occasion].usual;
  const channel = known(channels, chosen(`${occasion}.channel`)) || messages[ways[way].message].channel;
  const isNote = channels[channel].form === "linkedin_note";
  return { occasion, way, channel, message: (isNote && ways[way].short) || ways[way].message };
}

/** What an address asks for behind its hash, an occasion or one of its messages: { occasion, way }; "" for what it leaves open. */
export function askedFor(occasions, asked) {
  if (Object.hasOwn(occasions, asked)) return { occasion: asked, way: "" };
  for (const [occasion, { ways }] of Object.entries(occasions)) {
    const way = Object.keys(ways).find((id) => ways[id].message === asked);
    if (way) return { occasion, way };
  }
  return { occasion: "", way: "" };
}

/** A message with its blanks filled: { subject, body }. An answer that is missing leaves its blank, by name, in square brackets. */
export function putTogether({ subject, body }, answers, names) {
  const fill = (text) => text.replace(SLOT, (blank, slot, at) => {
    const words = (answers[slot] ?? "").replace(/\s+/g, " ").trim();
    if (!words) return `[${names[slot] ?? slot}]`;
    return /^[.,?!]/.test(text.slice(at + blank.length)) ? words.replace(/[.,]+$/, "") : words;
  });
  return { subject: fill(subject), body: fill(body).trim() };
}

/** How many blanks of putTogether are still open. */
export function openBlanks(text, names) {
  return Object.values(names).filter((name) => text.includes(`[${name}]`)).length;
}

/** What to show of the findings: { works, change, more, all }; change holds the three gravest at most, in the order of the text; kept: rules left as they are; leavesOut: rules this message need not meet. */
export function reading(found, kept, leavesOut = []) {
  const findings = found.filter(({ rule, ok }) => ok || !leavesOut.includes(rule));
  const isKept = ({ rule }) => kept.includes(rule);
  const open = findings.filter((finding) => !finding.ok && !isKept(finding)).sort((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
  const works = findings.filter(({ ok, spans }) => ok && spans.length).map(({ message }) => message);
  return {
    works: works.slice(0, MOST_PRAISED),
    change: open.slice(0, MOST_SHOWN).sort((one, other) => placeOf(one) - placeOf(other)),
    more: Math.max(0, open.length - MOST_SHOWN),
    open: open.length,
    all: findings.map((finding) => ({ ...finding, state: finding.ok ? "met" : isKept(finding) ? "kept" : "to-do" })),
  };
}

const placeOf = ({ spans }) => spans[0]?.[0] ?? Number.MAX_SAFE_INTEGER; // what is missing comes last

/** Where marks stand after the text around them changed: [{ start, end }] without those whose own words changed. */
export function followed(spans, before, after) {
  const shorter = Math.min(before.length, after.length);
  let [same, left] = [0, 0];
  while (same < shorter && before[same] === after[same]) same += 1;
  while (left < shorter - same && before.at(-1 - left) === after.at(-1 - left)) left += 1;
  const by = after.length - before.length;
  return spans.flatMap((span) => {
    if (span.end <= same) return [span];
    return span.start >= before.length - left ? [{ ...span, start: span.start + by, end: span.end + by }] : [];
  });
}

/** A place in code points as places in UTF-16 units, as fields count. */
export function inUnits(text, span) {
  const signs = [...text];
  return span.map((place) => signs.slice(0, place).join("").length);
}

/** How many words, and how many characters a channel counts. */
export function sizeOf(text) {
  return { words: text.split(/\s+/).filter(Boolean).length, characters: text.trim().length };
}

/** An address that opens a new mail with the message in it. */
export function mailOf({ subject, body }) {
  const part = (text) => encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "\ufffd").replace(/\r?\n/g, "\r\n"));
  return `mailto:?${[subject && `subject=${part(subject)}`, `body=${part(body)}`].filter(Boolean).join("&")}`;
}

/** Answers that stand somewhere else already: { slot: words }. carries: slot -> sheet/field. */
export function carriedOver(carries, { dates, sheets }, locale) {
  const on = (from) => from.split("/").reduce((at, step) => (at && Object.hasOwn(at, step) ? at[step] : undefined), sheets);
  const found = [...Object.entries(carries).map(([slot, from]) => [slot, on(from)]), ...Object.entries(timesOf(dates, locale))];
  return Object.fromEntries(found.filter(([, words]) => typeof words === "string" && words.trim()));
}

/** The talk in words, on both clocks and by its day, for the slots that hold them. */
export function timesOf({ chat, chat_time: time = "", chat_zone: here, their_zone: there, met }, locale) {
  const talked = met || chat;
  const words = talked ? { "date-of-chat": dayOf(talked, locale) } : {};
  const zone = isZone(here) ? here : ownZone();
  const found = instantOf(zone, chat ?? "", time.slice(0, 5));
  if (!found) return words;
  const at = (name) => {
    const clock = wallClock(name, found.instant);
    return `${dayOf(clock.day, locale)}, ${clock.time} ${cityOf(name)} time`;
  };
  return { ...words, "date-and-time-here": at(zone), "date-and-time-there": at(isZone(there) ? there : zone) };
}

/** A day in words, without its year; "" for a text that is no day. */
export function dayOf(day, locale) {
  const date = new Date(`${day}T12:00Z`);
  return Number.isNaN(date.getTime()) ? "" : date.toLocaleDateString(locale, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
}

/** What is noted once a message went out today, as [place below the person, value]. sets: dates of the occasion or way. */
export function sentChanges({ kind, sets, text }, person, today) {
  const kept = [...person.messages, { kind, text: text.slice(0, LONGEST_KEPT), date: today }].slice(-500);
  return [...changesOf({ sets }, person, today), ["messages", kept]];
}
