/** Where things are in a record, and how two records become one. Pure: knows no page and no storage. */

import { stateOf } from "./people.js";
import { PERSON_FIELDS, STATES, isGroup, isKey, newPerson } from "./record.js";

/** The address of a field: beginning with me/ or, for the person at hand, person/. record: a place such as "person.first", or a field of another sheet such as "sheets.question-plan.hope", which wins when a record has it. */
export function addressOf(scope, kind, id, field, record = "") {
  const [part, name, ...rest] = record.split(".");
  if (part === "sheets" && rest.length) return `${scope}/sheets/${name}/${rest.join(".")}`;
  if (part === "me" && name) return `me/sheets/messages/${name}`;
  if ((part === "person" && PERSON_FIELDS.includes(name)) || (part === "dates" && name)) return `person/${part}/${name}`;
  return `${scope}/${kind}/${id}/${field}`;
}

/** An address as a path of the record; person/ is the one called `id`. "" while there is nobody. */
export function pathOf(address, id) {
  if (!address.startsWith("person/")) return address;
  return id && address.replace("person/", `people/${id}/`);
}

/** The person last chosen, else the first; "" when there is nobody. */
export function personAtHand(record) {
  const chosen = record.me.progress.person;
  return chosen && Object.hasOwn(record.people, chosen) ? chosen : Object.keys(record.people)[0] ?? "";
}

/** Every single thing kept in a record, as [path, value]; a tick is a path of its own with the value true. */
export function* leaves(record) {
  yield* leavesOf("me", record.me);
  for (const [id, person] of Object.entries(record.people)) yield* leavesOf(`people/${id}`, person);
}

function* leavesOf(owner, parts) {
  for (const [part, group] of Object.entries(parts)) {
    if (part === "state" || part === "messages") {
      if (group.length) yield [`${owner}/${part}`, group];
      continue;
    }
    for (const [id, value] of Object.entries(group)) {
      const path = `${owner}/${part}/${id}`;
      if (part === "ticks") for (const item of value) yield [`${path}/${item}`, true];
      else if (part === "sheets") for (const [field, answer] of Object.entries(value)) yield [`${path}/${field}`, answer];
      else yield [path, value];
    }
  }
}

/** The value at a path, or undefined. */
export function valueAt(record, path) {
  let at = record;
  for (const step of path.split("/")) {
    if (Array.isArray(at)) return at.includes(step) || undefined;
    if (!isGroup(at) || !Object.hasOwn(at, step)) return undefined;
    at = at[step];
  }
  return at;
}

/** Writes one value at a path, with its time; nothing at all ("", [], false, undefined) takes the place away. */
export function put(record, path, value, time) {
  const steps = path.split("/");
  if (!steps.every((step) => isKey(step))) throw new TypeError(`No place in a record: ${path}`);
  const last = steps.pop();
  const [owner, id] = steps;
  if (owner === "people" && !Object.hasOwn(record.people, id)) record.people[id] = newPerson();
  const holder = steps.slice(0, -1).reduce((at, step) => at[step], record);
  const name = steps.at(-1);
  if (!Object.hasOwn(holder, name)) holder[name] = steps.at(-2) === "ticks" ? [] : {};
  if (isEmpty(value)) {
    if (Array.isArray(holder[name])) holder[name] = holder[name].filter((item) => item !== last);
    else if (last === "state" || last === "messages") holder[name][last] = newPerson()[last];
    else delete holder[name][last];
    delete record.times[path];
    if (["sheets", "ticks"].includes(steps.at(-2)) && !Object.keys(holder[name]).length) delete holder[name];
    if (owner === "people" && isUntouched(record.people[id])) forget(record, id);
    return;
  }
  if (!Array.isArray(holder[name])) holder[name][last] = value;
  else if (!holder[name].includes(last)) holder[name].push(last);
  record.times[path] = time;
}

/** Writes many values, and brings the state of everybody up to date. Each is later than what it replaces, whatever the clock says. */
export function putAll(record, values, now) {
  for (const [path, value] of values) {
    if (!same(valueAt(record, path), value)) put(record, path, value, Math.max(now, (record.times[path] ?? 0) + 1));
  }
  for (const person of Object.values(record.people)) person.state = stateOf(person);
}

function isUntouched(person) {
  return person.state === STATES[0] && [...leavesOf("", person)].length === 1;
}

function forget(record, id) {
  delete record.people[id];
  delete record.times[`people/${id}/state`];
}

/** Whether a value is nothing at all. */
export function isEmpty(value) {
  return value === undefined || value === false || value.length === 0;
}

/** Whether two values mean the same; all kinds of nothing do. */
export function same(one, other) {
  return isEmpty(one) || isEmpty(other) ? isEmpty(one) && isEmpty(other) : JSON.stringify(one) === JSON.stringify(other);
}

/** When a value was written. A copy edited by hand may lack the time: then the record's own counts. */
function timeAt(record, path) {
  return record.times[path] ?? (Date.parse(record.updated) || 0);
}

/** Adds a copy to a record: each value that is missing here or later there. Returns [path, before, after] for each. A copy never empties anything. */
export function merge(record, copy, now) {
  const found = [];
  for (const [path, value] of leaves(copy)) {
    const before = valueAt(record, path);
    const time = Math.min(timeAt(copy, path), now);
    if (!same(before, value) && (isEmpty(before) || time > timeAt(record, path))) found.push([path, before, value, time]);
  }
  for (const [path, , value, time] of found) put(record, path, value, time);
  record.saved_copy = [record.saved_copy, copy.saved_copy].filter(Boolean).sort().at(-1) ?? null;
  return found.map((change) => change.slice(0, 3));
}
