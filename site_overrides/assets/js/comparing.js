/** What several people said, side by side, from the sheets After the chat. Pure: knows no page and no storage. */

import { nameOf } from "./people.js";

const SHEET = "after-the-chat";

/** Those the student has talked with, in the order they were added: [{ id, name, role, met, heard: { field: words } }]. */
export function chatsOf(people) {
  return people.filter(([, { dates, sheets }]) => ["met", "thanked", "touch"].some((name) => dates[name]) || sheets[SHEET]).map(([id, person]) => {
    const { role, org } = person.person;
    return { id, name: nameOf(person), role: [role, org].filter((text) => text && text !== nameOf(person)).join(", "), met: person.dates.met || person.dates.chat || "", heard: person.sheets[SHEET] ?? {} };
  });
}
