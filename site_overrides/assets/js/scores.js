/** Points of the self-check. Pure: knows no page. */

export const HIGHEST = 5;

/**
 * The points of one habit, 4 to 20, or null when more than one statement has no answer.
 * statements: [{ answer: 1 to 5 or 0 for none, reverse }]. One that is missing counts as the mean of the others.
 */
export function pointsOf(statements) {
  const given = statements.filter(({ answer }) => answer);
  if (given.length < statements.length - 1 || !given.length) return null;
  const sum = given.reduce((total, { answer, reverse }) => total + (reverse ? HIGHEST + 1 - answer : answer), 0);
  return Math.round((sum * statements.length) / given.length);
}

/** The date and points of the last earlier round: { date, points: { habit: number } }, or null. kept: { "2026-11-22.positive": "14" }. */
export function lastRound(kept, today) {
  const dates = [...new Set(Object.keys(kept).map((name) => name.slice(0, 10)))].filter((date) => /^\d{4}-\d\d-\d\d$/.test(date) && date < today);
  const date = dates.sort().at(-1);
  if (!date) return null;
  const points = Object.entries(kept).filter(([name]) => name.startsWith(`${date}.`)).map(([name, value]) => [name.slice(11), Number(value)]);
  return { date, points: Object.fromEntries(points.filter(([, value]) => Number.isFinite(value))) };
}

/** How a habit moved since the last round: "up", "down" or "same"; a difference of one is no movement. */
export function movement(before, now) {
  if (Math.abs(now - before) < 2) return "same";
  return now > before ? "up" : "down";
}
