/** Text handed to a person as a file: by the share sheet, or as a download. */

import { canShareFile } from "./device.js";

/** A file in hand, not yet given to anybody. */
export function fileOf(name, text, type) {
  return new File([text], name, { type });
}

/** Downloads a file. What the browser makes of it, a page is not told. */
export function download(file, page) {
  const link = page.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // some browsers begin the download late
}

/** Opens the share sheet: "shared", "stopped" when the person closed it, "refused" when the browser did not open it. */
export async function share(file) {
  if (!canShareFile(globalThis, file)) return "refused";
  try {
    await navigator.share({ files: [file] });
    return "shared";
  } catch (problem) {
    return problem?.name === "AbortError" ? "stopped" : "refused";
  }
}
