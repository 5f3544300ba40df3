/** What comes next with a person, and on what day, worked out from the rules of data/next_steps.yml. Pure: knows no page and no storage. */

const DAY = /^\d{4}-\d\d-\d\d$/;
const GROUPS = ["now", "waiting", "coming", "finished"];
const KEEP = "keep-in-touch"; // the sheet on which a student writes how often a person wants to hear from them
const NOT_AGAIN = "not-again";
const RARELY = "real-news";

/** Today where the student is, as year-month-day. */
export function todayIs(now = new Date()) {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** Whether a text is a day that exists. */
export function isDay(text) {
  return typeof text === "string" && DAY.test(text) && !Number.isNaN(noon(text).getTime()) && textOf(noon(text)) === text;
}

const noon = (day) => new Date(`${day}T12:00Z`); // days are counted at noon in one zone: no summer time moves them
const textOf = (date) => date.toISOString().slice(0, 10);

/** The day so many days later; below zero is earlier. working: Monday to Friday only. */
export function daysAfter(day, count, working = false) {
  const date = noon(day);
  const step = Math.sign(count);
  for (let left = Math.abs(count); left > 0; ) {
    date.setUTCDate(date.getUTCDate() + step);
    if (!working || date.getUTCDay() % 6) left -= 1;
  }
  return textOf(date);
}

/** Whether the student does not write to this person again: said here, or on the sheet. */
export function isClosed({ dates, sheets }) {
  return Boolean(dates.closed) || sheets[KEEP]?.limit === NOT_AGAIN;
}

/** How many light messages were written since the thank-you. */
export function touchesOf({ touch, touches }) {
  return touch ? Math.max(1, Number.parseInt(touches, 10) || 1) : 0;
}

/** The next thing with a person: { step, day, group, stage, done }; null when no rule fits.

day: "" when there is none. stage, done: how far things are; closing moves nobody. rules: in their order, the first that fits counts. */
export function nextOf(person, rules, today) {
  const dates = { ...person.dates, closed: isClosed(person) ? person.dates.closed || "yes" : "" };
  const step = rules.find((rule) => fits(rule, person, dates, today));
  if (!step) return null;
  const { stage, group } = rules.find((rule) => fits(rule, person, { ...dates, closed: "" }, today)) ?? step;
  const day = dayOf(step, person, dates);
  const due = step.group !== "finished" && day !== "" && day <= today;
  return { step, day, group: due ? "now" : step.group, stage, done: group === "finished" };
}

function fits(step, person, dates, today) {
  if (step.has && !step.has.some((name) => dates[name])) return false;
  if (step.lacks?.some((name) => dates[name])) return false;
  if (step.sheet && Object.keys(person.sheets[step.sheet] ?? {}).length) return false;
  if (step.days?.length > 1 && touchesOf(dates) >= step.days.length) return false;
  const from = latest(step.after, dates);
  return step.until === undefined || (from !== "" && today <= daysAfter(from, step.until));
}

function dayOf(step, person, dates) {
  if (isDay(dates[step.planned])) return dates[step.planned];
  const from = latest(step.after, dates);
  if (!from || !step.days || (step.days.length > 1 && person.sheets[KEEP]?.limit === RARELY)) return "";
  const turn = step.days.length > 1 ? touchesOf(dates) : 0;
  return daysAfter(from, step.days[turn] - (step.days[turn - 1] ?? 0), step.working);
}

const latest = (names = [], dates) => names.map((name) => dates[name]).filter(isDay).sort().at(-1) ?? "";

/** What an answer changes, as [place below the person, value]: { id, sets, day, clears } of data/next_steps.yml. */
export function changesOf(answer, { dates }, today) {
  const day = isDay(dates[answer.day]) && dates[answer.day] < today ? dates[answer.day] : today;
  const set = answer.sets.map((name) => [`dates/${name}`, day]);
  if (answer.sets.includes("touch")) set.push(["dates/touches", String(touchesOf(dates) + 1)]);
  return [...set, ...(answer.clears ?? []).map((name) => [`dates/${name}`, ""])];
}

/** Everybody by group, each as { id, person } and what nextOf says, the most pressing first. people: [id, person] pairs. */
export function byGroup(people, rules, today) {
  const found = Object.fromEntries(GROUPS.map((group) => [group, []]));
  for (const [id, person] of people) {
    const next = nextOf(person, rules, today);
    if (next) found[next.group].push({ id, person, ...next });
  }
  for (const group of ["waiting", "coming", "finished"]) found[group].sort(bySooner);
  found.now.sort((one, other) => one.step.pressing - other.step.pressing || bySooner(one, other));
  return found;
}

const bySooner = (one, other) => (one.day || "9999").localeCompare(other.day || "9999");

/** The one to show first: what can be done now, else what comes soonest; null when nobody is left to wait for. */
export function foremost(groups) {
  return groups.now[0] ?? [...groups.waiting, ...groups.coming].sort(bySooner)[0] ?? null;
}

/** How a day is said: the id of its words, and the date that stands in them. */
export function dayWords(day, today, locale) {
  if (!day) return { id: "people-undated", values: {} };
  const years = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: "numeric" };
  const date = noon(day).toLocaleDateString(locale, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC", ...years });
  if (day === today) return { id: "people-today", values: {} };
  if (day === daysAfter(today, 1)) return { id: "people-tomorrow", values: {} };
  return { id: day < today ? "people-since" : "people-on", values: { date } };
}
