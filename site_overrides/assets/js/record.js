/** What a saved record looks like, and how text becomes one. Pure: knows no page and no storage. Its schema: data/schemas/record.json. */

export const VERSION = 1;
export const LARGEST_COPY = 1_000_000;
export const STATES = ["found", "asked", "booked", "prepared", "met", "thanked", "in-touch"];
export const PERSON_FIELDS = ["first", "last", "role", "org", "how_known"];

/** One pure function for each version left behind: MIGRATIONS[1] makes a version 2 out of a version 1. */
const MIGRATIONS = {};

const KEY = /^[a-z0-9][a-z0-9_.-]{0,199}$/;
const DATE_FIELD = /^[a-z][a-z_]{0,59}$/;
const PATH = /^[a-z0-9][a-z0-9_./-]{0,499}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HOSTILE = new Set(["__proto__", "constructor", "prototype"]);
const LONGEST = 20_000;

export const isGroup = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isText = (value) => typeof value === "string" && value.length <= LONGEST;
const isTime = (value) => Number.isInteger(value) && value >= 0;
export const isKey = (key, allowed = KEY) => allowed.test(key) && !HOSTILE.has(key);
const listOf = (test) => (value) => Array.isArray(value) && value.length <= 500 && value.every(test);
const mapOf = (test, allowed) => (value) => isGroup(value) && Object.entries(value).every(([key, part]) => isKey(key, allowed) && test(part));
const shape = (parts, required = Object.keys(parts)) => (value) =>
  isGroup(value) && required.every((key) => Object.hasOwn(value, key)) &&
  Object.entries(value).every(([key, part]) => Object.hasOwn(parts, key) && parts[key](part));

const isAnswer = (value) => isText(value) || listOf(isText)(value);
const isSheets = mapOf(mapOf(isAnswer));
const isTicks = mapOf(listOf((item) => typeof item === "string" && isKey(item)));
const isRecord = shape({
  version: (value) => value === VERSION,
  updated: isText,
  saved_copy: (value) => value === null || isText(value),
  me: shape({ sheets: isSheets, ticks: isTicks, progress: mapOf(isText) }),
  people: mapOf(shape({
    state: (value) => STATES.includes(value),
    person: shape(Object.fromEntries(PERSON_FIELDS.map((name) => [name, isText])), []),
    dates: mapOf(isText, DATE_FIELD),
    notes: mapOf(isText),
    sheets: isSheets,
    ticks: isTicks,
    messages: listOf(mapOf(isText)),
  }), UUID),
  times: mapOf(isTime, PATH),
});

/** A record with nothing in it. */
export function fresh() {
  return { version: VERSION, updated: "", saved_copy: null, me: { sheets: {}, ticks: {}, progress: {} }, people: {}, times: {} };
}

/** A person of whom nothing is known yet. */
export function newPerson() {
  return { state: STATES[0], person: {}, dates: {}, notes: {}, sheets: {}, ticks: {}, messages: [] };
}

/** A name for a person that no other device makes. crypto: the browser's; over plain http it has no randomUUID. */
export function newId(crypto) {
  if (crypto.randomUUID) return crypto.randomUUID();
  const digit = (place) => (place ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (place / 4)))).toString(16);
  return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, digit);
}

/** Text to a record of this version: { record } or { reason: "corrupt" | "newer" }. */
export function parse(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return { reason: "corrupt" };
  }
  if (!isGroup(value) || !isTime(value.version) || value.version === 0) return { reason: "corrupt" };
  if (value.version > VERSION) return { reason: "newer" };
  for (let version = value.version; version < VERSION; version += 1) value = MIGRATIONS[version](value);
  return isRecord(value) ? { record: value } : { reason: "corrupt" };
}
