/** Checks texts beside the page, so that no key has to wait for them. */

import { answer } from "./answering.js";

addEventListener("message", async ({ data }) => postMessage({ turn: data.turn, ...(await answer(data)) }));
