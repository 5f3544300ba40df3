/** How each part of the work with a person stands, as the ids of words. Pure: knows no page and no storage. */

import { isDay, touchesOf } from "./next.js";

const QUESTION = /^questions\.\d+\.question$/;
const HAPPENED = ["sent", "reminded", "answered", "chat", "met", "thanked", "touch"];

/** By part of the page: { id, values } for say(). locale: the browser's own when left out. */
export function standingOf(person, locale) {
  const { dates, notes, sheets, messages } = person;
  const on = (day) => (isDay(day) ? new Date(`${day}T12:00Z`).toLocaleDateString(locale, { day: "numeric", month: "long", timeZone: "UTC" }) : day);
  const said = (id, day) => ({ id, values: { date: on(day) } });
  const begun = messages.length > 0 || ["message-draft", "messages", "builder"].some((id) => sheets[id]);
  const questions = Object.keys(sheets["question-plan"] ?? {}).filter((name) => QUESTION.test(name)).length;
  const happened = HAPPENED.filter((name) => dates[name]).length;
  const written = Object.keys(notes).some((name) => name !== "ring");
  return {
    message: dates.sent ? said("person-sent", dates.sent) : { id: begun ? "person-begun" : "person-not-written" },
    plan: questions ? { id: "person-questions", values: { n: questions } } : { id: sheets["question-plan"] ? "person-begun" : "person-no-plan" },
    "day-state": dates.met ? said("person-talked", dates.met) : dates.chat ? said("people-on", dates.chat) : { id: "person-no-day" },
    after: dates.touch ? { id: "person-touches", values: { n: touchesOf(dates) } } : dates.thanked ? said("person-thanked", dates.thanked) : { id: "person-not-thanked" },
    dates: happened ? { id: "person-dates-count", values: { n: happened } } : { id: "person-dates-none" },
    notes: { id: written ? "person-notes-some" : "person-notes-none" },
  };
}
