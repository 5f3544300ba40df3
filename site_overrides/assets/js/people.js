/** How far a student is with a person, read from what is known of that person. Pure: knows no page and no storage. */

/** The state of a person's record, by the latest thing that happened. Opening a copy or filling a sheet can only move it through these. */
export function stateOf({ dates, sheets }) {
  if (dates.touch) return "in-touch";
  if (dates.thanked) return "thanked";
  if (dates.met) return "met";
  if (dates.chat) return sheets["question-plan"] ? "prepared" : "booked";
  return dates.sent ? "asked" : "found";
}

/** The name to show for a person; nothing typed yet gives "". */
export function nameOf({ person }) {
  return [person.first, person.last].filter(Boolean).join(" ") || person.role || person.org || "";
}
