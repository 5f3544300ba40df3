/** At the first save on a device: the browser is asked to keep what we keep, and the student told if it will not. */

const ASKED = "me/progress/asked-to-stay";

/** Asks once, after the first save. Returns whether to say now that this browser forgets. */
export function firstSave(store, world = globalThis) {
  if (store.visitOnly || !store.keeps || store.get(ASKED)) return false;
  store.set([[ASKED, "yes"]]);
  world.navigator?.storage?.persist?.().catch(() => {});
  return forgetsSoon(world);
}

/** Whether the site was put on the home screen and opened from there. */
export function isOnHomeScreen({ navigator, matchMedia }) {
  return navigator?.standalone === true || Boolean(matchMedia?.("(display-mode: standalone)").matches);
}

/** Whether the browser removes what a site keeps after seven days of use without a visit: Safari, and every browser on an iPhone or iPad. */
export function forgetsSoon(world) {
  const isWebKit = typeof world.GestureEvent === "function" || world.navigator?.vendor === "Apple Computer, Inc.";
  return isWebKit && !isOnHomeScreen(world);
}
