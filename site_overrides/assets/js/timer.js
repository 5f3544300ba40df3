/** The time of a talk, worked out from the clock and not from ticks: right after the screen locked or the tab slept. Pure: knows no page. */

const MINUTE = 60_000;
const OVER = 60; // minutes after the end when an old timer is none any more

/** A timer that begins now. since: when it last began to run, 0 while it rests. before: what had run until then. */
export function begin(minutes, now) {
  return { minutes, since: now, before: 0 };
}

export function pause(timer, now) {
  return { ...timer, since: 0, before: ran(timer, now) };
}

export function goOn(timer, now) {
  return { ...timer, since: now };
}

/** The two agreed on some more minutes; after the end they begin now. */
export function extend(timer, minutes, now) {
  const over = Math.max(0, ran(timer, now) - timer.minutes * MINUTE);
  return { ...timer, since: timer.since && now, before: ran(timer, now) - over, minutes: timer.minutes + minutes };
}

/** What to say at a moment. cue: minutes before the end. Returns { state: "on" | "paused" | "over", left: minutes begun, closing }. */
export function look(timer, now, cue) {
  const left = timer.minutes * MINUTE - ran(timer, now);
  return { state: left <= 0 ? "over" : timer.since ? "on" : "paused", left: Math.max(0, Math.ceil(left / MINUTE)), closing: left <= cue * MINUTE };
}

/** Milliseconds until the words change; Infinity when they do not any more. */
export function untilNext(timer, now) {
  const left = timer.minutes * MINUTE - ran(timer, now);
  return timer.since && left > 0 ? left % MINUTE || MINUTE : Infinity;
}

/** A timer as text to keep, and back; what is no timer, or was over long ago, gives null. */
export function write({ minutes, since, before }) {
  return `${minutes} ${since} ${before}`;
}

export function read(text, now) {
  const found = /^(\d{1,3}) (\d{1,15}) (\d{1,10})$/.exec(text ?? "");
  if (!found) return null;
  const [minutes, since, before] = found.slice(1).map(Number);
  const timer = { minutes, since, before };
  return minutes > 0 && ran(timer, now) < (minutes + OVER) * MINUTE ? timer : null;
}

/** A clock set back in the middle never makes a talk longer than it was. */
const ran = ({ since, before }, now) => before + (since ? Math.max(0, now - since) : 0);
