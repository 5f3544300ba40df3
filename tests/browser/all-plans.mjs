/** Every plan the shipped bank gives, as JSON on standard output: `node all-plans.mjs <file with the planner's data>`. */

import { readFileSync } from "node:fs";

import { alternatives, clock, plan } from "../../site_overrides/assets/js/plan.js";

const { questions, arc, words } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const byId = new Map(questions.map((question) => [question.id, question]));
const goals = arc.middle.map(({ goal }) => [goal]);
const pairs = goals.flatMap(([one], place) => goals.slice(place + 1).map(([other]) => [one, other]));
const all = function* (lists) {
  for (const goal of lists) for (const { minutes } of arc.lengths) for (const who of Object.keys(words.audiences)) for (const know of ["stranger", "acquainted"]) for (const researched of [false, true]) yield { goals: goal, minutes, who, know, researched };
};

const start = process.cpuUsage(); // of this process alone: a busy machine proves nothing
const single = [...all(goals)].map((choices) => ({ choices, plan: plan(questions, arc, choices) }));
const used = process.cpuUsage(start);
const milliseconds = (used.user + used.system) / 1000;
const double = [...all(pairs)].filter((_, place) => place % 7 === 0).map((choices) => ({ choices, plan: plan(questions, arc, choices) }));
for (const made of [...single, ...double]) {
  const ids = made.plan.asked.map(({ id }) => id);
  made.again = JSON.stringify(plan([...questions].reverse(), arc, made.choices)) === JSON.stringify(made.plan);
  made.marks = clock(ids.map((id) => byId.get(id)), arc, made.choices.minutes).marks;
}
for (const made of single.filter((_, place) => place % 13 === 0)) {
  const ids = made.plan.asked.map(({ id }) => id);
  made.swaps = ids.map((_, place) => alternatives(questions, arc, made.choices, ids, place));
}
process.stdout.write(JSON.stringify({ milliseconds, single, double }));
