/** What a browser is like where it matters for saved work: what it forgets, and how a file gets out of it. Pure: is given the browser to look at. */

import { isOnHomeScreen } from "./staying.js";

// No feature tells an app's own browser, so here the name it goes by has to do.
const APPS = /\bFB(?:AN|AV|IOS)|Instagram|LinkedInApp|Snapchat|TikTok|musical_ly|BytedanceWebview|MicroMessenger|\bLine\/|Twitter|Pinterest|WhatsApp|Teams\/|; wv\)/i;

/** Whether this is the browser inside another app: what it keeps may be its own, and it often blocks files. */
export function isInsideApp({ navigator }) {
  return APPS.test(navigator?.userAgent ?? "");
}

/** Whether it can be put on the home screen of an iPhone or iPad, where work then stays. */
export function hasHomeScreen(world) {
  return typeof world.navigator?.standalone === "boolean" && !isOnHomeScreen(world);
}

/** Whether the share sheet takes this file. */
export function canShareFile({ navigator }, file) {
  try {
    return Boolean(navigator?.share && navigator.canShare?.({ files: [file] }));
  } catch {
    return false;
  }
}

/** The way a file best leaves this browser: share, download or copy. A computer's downloads are easier found again than its share sheet. */
export function bestWay(world, file) {
  const isTouch = Boolean(world.matchMedia?.("(pointer: coarse)").matches);
  if (isTouch && canShareFile(world, file)) return "share";
  return isInsideApp(world) ? "copy" : "download";
}

/** Whole days since an ISO time; null when there is none, 0 when it lies ahead. */
export function daysSince(time, now) {
  const then = Date.parse(time ?? "");
  return Number.isNaN(then) ? null : Math.max(0, Math.floor((now - then) / 86_400_000));
}
