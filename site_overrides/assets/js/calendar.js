/** What belongs into the calendar of a student for one person, and the file that puts it there. Pure: knows no page and no storage. */

import { daysAfter, isClosed, isDay, touchesOf } from "./next.js";
import { clocks, dayInWords, instantOf, isZone, wallClock } from "./zones.js";

const MORNING = "10:00";
const MINUTE = 60_000;
const RARELY = "real-news"; // on the sheet keep-in-touch: write only when there is something to tell
const COUNTED_FROM = Date.UTC(2020, 0);
const LONGEST = 75; // octets of a line, by RFC 5545
const bytes = new TextEncoder();

/** When the talk is: { instant, odd, zone, zones, day, minutes } or null while day or time is missing. here: the zone of this device. */
export function talkOf({ dates }, here, usual) {
  const zone = isZone(dates.chat_zone) ? dates.chat_zone : here;
  const found = instantOf(zone, dates.chat ?? "", (dates.chat_time ?? "").slice(0, 5));
  return found && { ...found, zone, zones: [zone, dates.their_zone].filter(isZone), day: dates.chat, minutes: minutesOf(dates, usual) };
}

function minutesOf({ chat_minutes: typed }, usual) {
  const minutes = Number(typed);
  return Number.isInteger(minutes) && minutes >= 5 && minutes <= 240 ? minutes : usual;
}

/** "15:00 in London, 10:00 in Toronto", with the day where it is another one. say: words by id, see words.js. */
export function clocksInWords({ instant, zones }, say, locale) {
  return clocks(instant, zones)
    .map(({ city, time, day, sameDay }) => say(sameDay ? "dates-clock" : "dates-clock-day", { city, time, day: dayInWords(day, locale) }))
    .join(", ");
}

/**
 * What lies ahead with a person, the soonest first: [{ kind, day, instant?, minutes, alarm, title, lines, place, page }].
 * An entry with an instant stands there; one without stands at ten on its day, the talk without a time on the whole day.
 * setting: { rules, now, here, name, say, locale }. rules: see data/calendar.yml. Never reads a note.
 */
export function aheadWith(person, { rules, now, here, name, say, locale }) {
  if (isClosed(person)) return [];
  const days = new Map();
  const found = [];
  for (const rule of rules) {
    const from = latest(rule.after, person.dates) || days.get(rule.follows) || "";
    const lacking = rule.lacks?.some((date) => person.dates[date]);
    for (const [turn, day] of daysOf(rule, person, from)) {
      if (!days.has(rule.id) && !lacking) days.set(rule.id, day);
      if (!lacking) found.push({ ...entryOf(rule, person, day, { here, name, say, locale }), kind: turn ? `${rule.id}-${turn}` : rule.id });
    }
  }
  const { day: today, time } = wallClock(here, now);
  const isAhead = ({ day, instant, wholeDay }) => (instant === undefined ? day > today || (day === today && (wholeDay || MORNING > time)) : instant > now);
  return found.filter(isAhead).sort((one, other) => startOf(one).localeCompare(startOf(other)));
}

/** [turn, day] pairs: one day, or each light message still to come, counted anew from the last one. */
function daysOf(rule, person, from) {
  if (isDay(person.dates[rule.planned])) return [[0, person.dates[rule.planned]]];
  if (!from) return [];
  const { days = [0], working } = rule;
  if (days.length === 1) return [[0, daysAfter(from, days[0], working)]];
  if (person.sheets["keep-in-touch"]?.limit === RARELY) return [];
  const done = touchesOf(person.dates);
  return days.map((day, turn) => [turn + 1, daysAfter(from, day - (days[done - 1] ?? 0), working)]).slice(done);
}

function entryOf(rule, person, day, { here, name, say, locale }) {
  const talk = rule.timed ? talkOf(person, here, rule.minutes) : null;
  const minutes = rule.timed ? minutesOf(person.dates, rule.minutes) : rule.minutes;
  const fill = (text) => text.replaceAll("{name}", () => name).replaceAll("{n}", minutes);
  const when = talk ? [`${dayInWords(day, locale)}: ${clocksInWords(talk, say, locale)}`] : [];
  return {
    day, minutes, alarm: rule.alarm ?? 0, page: rule.page ?? "",
    ...(talk && { instant: talk.instant }),
    wholeDay: Boolean(rule.timed && !talk),
    title: fill(rule.text),
    lines: [...when, fill(rule.detail)],
    place: rule.timed ? (person.sheets["time-and-place"]?.where ?? "").trim() : "",
  };
}

const latest = (names, dates) => names.map((name) => dates[name]).filter(isDay).sort().at(-1) ?? "";
const startOf = ({ day, instant, wholeDay }) => (instant === undefined ? `${day}T${wholeDay ? "00:00" : MORNING}` : new Date(instant).toISOString());

/** The entries as text to paste anywhere. */
export function asText(entries, locale) {
  return entries.map(({ day, title, lines, place }) => [`${dayInWords(day, locale)}: ${title}`, ...lines, place].filter(Boolean).join("\n")).join("\n\n");
}

/** The entries as a calendar file. owner: the id of the person; site: the id of the site; now: when the file is made; link(page): its whole address, or "". */
export function asFile(entries, { owner, site, now, link = () => "" }) {
  const stamp = utc(now);
  const turn = Math.floor((now - COUNTED_FROM) / 1000); // later files count higher, so that they update what an earlier one put there
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//${site}//EN`, "CALSCALE:GREGORIAN", "METHOD:PUBLISH"];
  for (const entry of entries) {
    const url = entry.page && link(entry.page);
    lines.push("BEGIN:VEVENT", `UID:${owner}-${entry.kind}@${site}`, `DTSTAMP:${stamp}`, `LAST-MODIFIED:${stamp}`, `SEQUENCE:${turn}`);
    lines.push(...timesOf(entry), `SUMMARY:${escaped(entry.title)}`, `DESCRIPTION:${escaped([...entry.lines, url].filter(Boolean).join("\n"))}`);
    if (entry.place) lines.push(`LOCATION:${escaped(entry.place)}`);
    if (url) lines.push(`URL:${url}`);
    lines.push("STATUS:CONFIRMED", `TRANSP:${entry.instant === undefined ? "TRANSPARENT" : "OPAQUE"}`);
    lines.push("BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(entry.title)}`, `TRIGGER:-PT${entry.wholeDay ? 0 : entry.alarm}M`, "END:VALARM", "END:VEVENT");
  }
  return [...lines, "END:VCALENDAR"].map((line) => `${folded(line)}\r\n`).join("");
}

function timesOf({ day, instant, minutes, wholeDay }) {
  if (wholeDay) return [`DTSTART;VALUE=DATE:${bare(day)}`, `DTEND;VALUE=DATE:${bare(daysAfter(day, 1))}`];
  if (instant === undefined) return [`DTSTART:${bare(`${day}T${MORNING}00`)}`, `DURATION:PT${minutes}M`];
  return [`DTSTART:${utc(instant)}`, `DTEND:${utc(instant + minutes * MINUTE)}`];
}

const bare = (text) => text.replace(/[-:]/g, "");
const utc = (instant) => `${bare(new Date(instant).toISOString().slice(0, 19))}Z`;

/** Text as a property holds it: no sign in it can end the line or begin another property. */
function escaped(text) {
  const whole = text.replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n").replace(/[\u0000-\u0009\u000B-\u001F\u007F]/g, " ").replace(/\p{Surrogate}/gu, "\uFFFD");
  return whole.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");
}

/** A line in pieces of at most 75 octets, never cut inside a character. */
export function folded(line) {
  let [done, room] = ["", LONGEST];
  for (const sign of line) {
    const size = bytes.encode(sign).length;
    if (size > room) [done, room] = [`${done}\r\n `, LONGEST - 1];
    done += sign;
    room -= size;
  }
  return done;
}
