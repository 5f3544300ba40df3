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

const DESCRIBED = /^(?:(?:[Tt]he|[Ss]ome(?:one|body))\s|(?:[Mm]y|[Aa]n?|[Oo]ur|[Tt]hat)\s\p{Ll})/u; // An and My are names too

/** What was typed for a name, as the fields of a person. "The woman from the clinic" is no name, and must not begin a letter. */
export function partsOfName(typed) {
  const name = typed.replace(/\s+/g, " ").trim();
  if (DESCRIBED.test(name)) return { role: name };
  const [first, ...last] = name.split(" ");
  return last.length ? { first, last: last.join(" ") } : first ? { first } : {};
}

const ID = /^#([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The id of the person whom an address means, from what stands behind its hash; "" when it means nobody. */
export function personIn(hash) {
  return ID.exec(hash)?.[1] ?? "";
}
