/** Clocks in other places, with what the browser itself knows of time zones. Pure: knows no page and no storage. */

const DAY = /^(?:20|21)\d\d-\d\d-\d\d$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const MINUTE = 60_000;
const HOURS_24 = 24 * 60 * MINUTE;
const known = new Map();

function clockOf(zone) {
  if (!known.has(zone)) {
    const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" };
    known.set(zone, new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", { timeZone: zone, hourCycle: "h23", ...parts }));
  }
  return known.get(zone);
}

/** Whether the browser knows a zone of this name. */
export function isZone(zone) {
  try {
    return Boolean(zone && clockOf(zone));
  } catch {
    return false;
  }
}

/** The zone this device is in; UTC when it does not say. */
export function ownZone() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return isZone(timeZone) ? timeZone : "UTC";
}

/** What the clock on the wall shows at an instant (milliseconds since 1970): { day: "2027-03-11", time: "15:00" }. */
export function wallClock(zone, instant) {
  const { year, month, day, hour, minute } = Object.fromEntries(clockOf(zone).formatToParts(instant).map(({ type, value }) => [type, value]));
  return { day: `${year}-${month}-${day}`, time: `${hour}:${minute}` };
}

/** How many minutes a zone is ahead of UTC at an instant. */
export function offsetAt(zone, instant) {
  const { day, time } = wallClock(zone, instant);
  return Math.round((Date.parse(`${day}T${time}Z`) - Math.floor(instant / MINUTE) * MINUTE) / MINUTE);
}

/**
 * The instant at which the clock on the wall of a zone shows a day and a time, or null when they are none:
 * { instant, odd }. odd: "skipped" when the clock jumps over that time (the instant is as much later as it jumps),
 * "twice" when it shows it two times (the instant is the first), else "".
 */
export function instantOf(zone, day, time) {
  const named = DAY.test(day) && TIME.test(time) ? Date.parse(`${day}T${time}Z`) : NaN;
  if (Number.isNaN(named) || new Date(named).toISOString().slice(0, 10) !== day || !isZone(zone)) return null;
  const before = offsetAt(zone, named - HOURS_24);
  const offsets = [...new Set([before, offsetAt(zone, named + HOURS_24)])];
  const found = offsets.map((offset) => named - offset * MINUTE).filter((instant) => {
    const shown = wallClock(zone, instant);
    return shown.day === day && shown.time === time;
  });
  if (!found.length) return { instant: named - before * MINUTE, odd: "skipped" };
  return { instant: Math.min(...found), odd: found.length > 1 ? "twice" : "" };
}

/** The city a zone is named after: "Buenos Aires" for America/Argentina/Buenos_Aires. */
export function cityOf(zone) {
  return zone.split("/").at(-1).replaceAll("_", " ");
}

/** Every zone by the name of its city: [{ zone, city, area }], without the ones that are no place. `also` are in it too. */
export function zones(...also) {
  const all = Intl.supportedValuesOf?.("timeZone") ?? [];
  const places = [...new Set([...all.filter((zone) => zone.includes("/") && !zone.startsWith("Etc/")), ...also.filter(isZone)])];
  return places
    .map((zone) => ({ zone, city: cityOf(zone), area: zone.includes("/") ? zone.split("/").slice(0, -1).join(", ").replaceAll("_", " ") : "" }))
    .sort((one, other) => one.city.localeCompare(other.city));
}

/** One instant on the clocks of several places, each place once: [{ zone, city, day, time, sameDay }]. sameDay: as in the first. */
export function clocks(instant, wanted) {
  const shown = [...new Set(wanted.filter(isZone))].map((zone) => ({ zone, city: cityOf(zone), ...wallClock(zone, instant) }));
  return shown.map((clock) => ({ ...clock, sameDay: clock.day === shown[0].day }));
}

/** A day in words, in the reader's own language. */
export function dayInWords(day, locale) {
  return new Date(`${day}T12:00Z`).toLocaleDateString(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}
