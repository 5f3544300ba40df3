/** At the first save on a device: the browser is asked to keep what we keep, and the student told if it will not. */

import { forgetsSoon } from "./device.js";

const ASKED = "me/progress/asked-to-stay";

/** Asks once, after the first save. Returns whether to say now that this browser forgets. */
export function firstSave(store, world = globalThis) {
  if (store.visitOnly || !store.keeps || store.get(ASKED)) return false;
  store.set([[ASKED, "yes"]]);
  world.navigator?.storage?.persist?.().catch(() => {});
  return forgetsSoon(world);
}
