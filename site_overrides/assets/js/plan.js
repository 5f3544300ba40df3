/** Chooses questions for a talk, in an order that sounds like one. Pure: the same questions, arc and choices give the same plan. Numbers: data/plan.yml. */

const LETTERS = /\p{L}{6,}/gu;
const COMMON = 12; // a word that so many questions share tells nothing
const STEM = 6;
const MOST_WORDS = 25;
const BOLD = 2; // needs a warm talk first, so never near its beginning
const EARLY = ["opening", "story"];

/**
 * questions: those of the bank. arc: the entry of plan.yml. choices: { goals: one or two, minutes, know, who, researched }.
 * Returns { asked: [{ id, part, why, optional }], spares: [id], close: { at, minutes }, minutes }.
 */
export function plan(questions, arc, choices) {
  const length = lengthOf(arc, choices.minutes);
  const room = new Room(questions, arc, choices);
  const before = slotsOf(arc, choices, length);
  for (const [place, part] of before.entries()) room.choose({ part, rising: part !== "advice", minutes: minutesFor(room, arc, length, before, place) });
  for (const closing of length.closing) room.choose({ part: "close", closing, minutes: length.close });
  const asked = room.chosen.map((question) => ({ id: question.id, part: question.part, why: room.why(question), optional: false }));
  for (const spare of room.leastNeeded(length.if_time)) asked.find(({ id }) => id === spare.id).optional = true;
  return { asked, spares: sparesOf(room, arc, length), close: { at: length.minutes - length.close, minutes: length.close }, minutes: length.minutes };
}

/** What may stand where `ids[place]` stands, best first, itself included; one that the student wrote has none. */
export function alternatives(questions, arc, choices, ids, place) {
  const room = new Room(questions, arc, choices);
  const here = room.byId.get(ids[place]);
  if (!here) return [];
  room.chosen = ids.filter((id) => id !== here.id).map((id) => room.byId.get(id)).filter(Boolean);
  const { core } = lengthOf(arc, choices.minutes);
  return room.candidates({ part: here.part, closing: here.closing, minutes: core }).map(({ id }) => id);
}

/** When each thing begins, in whole minutes: what comes before the close shares the time before it. items: [{ minutes, part }]. */
export function clock(items, arc, minutes) {
  const { close } = lengthOf(arc, minutes);
  const open = Math.max(0, minutes - close);
  const first = items.filter(({ part }) => part !== "close");
  const last = items.filter(({ part }) => part === "close");
  return { marks: [...spread(first, 0, open), ...spread(last, open, close)], needed: total(first), open, close };
}

/** The minutes a question takes that the bank does not know: as long as a story. */
export function usualMinutes(arc) {
  return arc.depths.find(({ depth }) => depth === 2).minutes;
}

/** What could be better about a question somebody wrote, as ids of labels. */
export function faultsOf(text) {
  const long = text.split(/\s+/).length > MOST_WORDS;
  return [!text.endsWith("?") && "plan-check-mark", long && "plan-check-long"].filter(Boolean);
}

/** What a plan takes out of a time of day, such as "15:00": when to stop asking; "" when the time is none. */
export function stopAt(time, minutes, arc) {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time ?? "");
  if (!found) return "";
  const stop = (Number(found[1]) * 60 + Number(found[2]) + minutes - lengthOf(arc, minutes).close) % 1440;
  return `${String(Math.floor(stop / 60)).padStart(2, "0")}:${String(stop % 60).padStart(2, "0")}`;
}

/** The parts a plan has before its close, in order: opening, story, what the goals ask for, advice. */
function slotsOf(arc, { goals }, { must_ask, if_time }) {
  const middle = middleOf(arc, goals).slice(0, must_ask + if_time - 3);
  return arc.order.filter((part) => ["opening", "story", "advice", ...middle].includes(part));
}

/** The parts the goals ask for, the most wanted first. A goal kept on the device may be gone from the list since: it asks for none. */
function middleOf(arc, goals) {
  const wanted = goals.flatMap((goal) => arc.middle.filter((entry) => entry.goal === goal)).map(({ parts }) => parts);
  return [...new Set([0, 1].flatMap((turn) => wanted.map((parts) => parts[turn])))];
}

/** How long the next question may take, so that what must follow still fits. */
function minutesFor(room, arc, length, slots, place) {
  const shortest = Math.min(...arc.depths.map(({ minutes }) => minutes));
  const later = slots.slice(place + 1).filter((part) => !EARLY.includes(part));
  const used = total(room.chosen.filter(({ part }) => part !== "opening"));
  if (slots[place] === "opening") return length.opening + length.core - usualMinutes(arc) * (slots.length - 1);
  return length.core - used - later.reduce((sum, part) => sum + (part === "advice" ? usualMinutes(arc) : shortest), 0);
}

function sparesOf(room, arc, { core, spares }) {
  const asked = room.chosen.length;
  for (let left = spares; left > 0; left -= 1) {
    const parts = arc.order.filter((part) => !["opening", "advice", "close"].includes(part));
    const best = parts.flatMap((part) => room.candidates({ part, minutes: core }).slice(0, 1));
    const spare = room.best(best.filter((question) => !room.chosen.slice(asked).some(({ part }) => part === question.part)));
    if (spare) room.chosen.push(spare);
  }
  return room.chosen.slice(asked).map(({ id }) => id);
}

/** The questions that fit the choices, and those chosen so far. */
class Room {
  chosen = [];

  constructor(questions, arc, choices) {
    [this.arc, this.choices, this.words] = [arc, choices, tellingWords(questions)];
    const boldest = arc.boldest.find(({ closeness }) => closeness === choices.know).risk;
    this.byId = new Map(questions.map((question) => [question.id, question]));
    this.fitting = questions.filter((question) =>
      question.risk <= (EARLY.includes(question.part) ? Math.min(boldest, BOLD - 1) : boldest) &&
      (question.audiences.includes("any") || question.audiences.includes(choices.who)) &&
      (choices.researched || !question.needs_research) && !arc.only_by_hand.includes(question.topic) && (question.part !== "close" || question.closing));
    this.share = lengthOf(arc, choices.minutes).core / 4;
  }

  choose(slot) {
    const [best] = this.candidates(slot);
    if (best) this.chosen.push(best);
  }

  /** Those that fit a place, best first; none that misses the goals while one that meets them fits. rising: whether depth may still grow. */
  candidates({ part, closing, rising, minutes }) {
    const last = this.chosen.at(-1)?.depth ?? (rising ? 1 : 3);
    const taken = new Set(this.chosen.map(groupOf));
    const fit = this.fitting.filter((question) =>
      question.part === part && (!closing || question.closing === closing) && question.minutes <= minutes && !taken.has(groupOf(question)) &&
      (rising === undefined || (rising ? question.depth >= last : question.depth <= last)));
    const wanted = fit.filter((question) => this.goalsMet(question).length);
    return this.ranked(wanted.length ? wanted : fit);
  }

  best(questions) {
    return this.ranked(questions)[0];
  }

  ranked(questions) {
    const said = new Set(this.chosen.flatMap(({ id }) => this.words.get(id)));
    const score = new Map(questions.map((question) => [question, this.score(question, said)]));
    return questions.toSorted((one, other) => score.get(other) - score.get(one) || (one.id < other.id ? -1 : 1));
  }

  goalsMet({ goals }) {
    return this.choices.goals.filter((goal) => goals.includes(goal));
  }

  /** said: the telling words of what is chosen already. */
  score(question, said) {
    const { weights } = this.arc;
    const met = this.goalsMet(question);
    const has = (name) => this.chosen.some((other) => other[name] === question[name]);
    return (met.includes(this.choices.goals[0]) ? weights.goal : 0) + (met.includes(this.choices.goals[1]) ? weights.second_goal : 0) +
      (this.servesBest(question) ? weights.best : 0) +
      (this.isForThem(question) ? weights.audience : 0) + (question.tiara && !has("tiara") ? weights.new_letter : 0) +
      (question.needs_research && !has("needs_research") ? weights.finding : 0) + weights.hand * (question.weight ?? 1) + weights.risk * question.risk +
      weights.over_time * Math.max(0, question.minutes - this.share) + (has("topic") ? weights.same_topic : 0) + weights.same_word * this.words.get(question.id).filter((word) => said.has(word)).length;
  }

  servesBest({ best_for }) {
    return this.choices.goals.some((goal) => best_for?.includes(goal));
  }

  isForThem({ audiences }) {
    return this.choices.who !== "any" && audiences.includes(this.choices.who);
  }

  /** Why a question is here: { goals: those it helps with, them: meant for this person, finding: builds on what was found }. */
  why(question) {
    return { goals: this.goalsMet(question), them: this.isForThem(question), finding: Boolean(question.needs_research) };
  }

  /** What can be left out first when time is short: of the story and the middle, what serves the goals least; of equals, what the first goal did not ask for. */
  leastNeeded(count) {
    const [main] = middleOf(this.arc, this.choices.goals);
    const use = (question) => 4 * this.goalsMet(question).length + 2 * (question.part === main) + (this.servesBest(question) ? 1 : 0);
    const between = this.chosen.filter(({ part }) => !["opening", "advice", "close"].includes(part)).reverse();
    return between.toSorted((one, other) => use(one) - use(other)).slice(0, count);
  }
}

const lengthOf = (arc, minutes) => arc.lengths.find((length) => length.minutes === minutes) ?? arc.lengths.find((length) => length.minutes === arc.usual_minutes);
/** Two of one group would ask the same kind of thing twice. */
const groupOf = ({ topic, part, closing = "" }) => `${topic} ${part} ${closing}`;
const total = (items) => items.reduce((sum, { minutes }) => sum + minutes, 0);

/** Whole minutes at which things begin that share `room` minutes from `from` on. */
function spread(items, from, room) {
  const all = total(items);
  return items.map((_, place) => from + Math.round((total(items.slice(0, place)) * room) / all));
}

const known = new WeakMap();

/** The words by which two questions would sound alike, by id. */
function tellingWords(questions) {
  if (known.has(questions)) return known.get(questions);
  const stems = questions.map(({ id, text }) => [id, [...new Set((text.toLowerCase().match(LETTERS) ?? []).map((word) => word.slice(0, STEM)))]]);
  const count = new Map();
  for (const stem of stems.flatMap(([, found]) => found)) count.set(stem, (count.get(stem) ?? 0) + 1);
  const words = new Map(stems.map(([id, found]) => [id, found.filter((stem) => count.get(stem) < COMMON)]));
  known.set(questions, words);
  return words;
}
