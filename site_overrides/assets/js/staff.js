/** Staff pages only: a button on each block of code, to copy it. Its words stand in the page's frame. */

import { copy } from "./copying.js";

const frame = document.querySelector("#ck-copy");
const statuses = [];

for (const code of document.querySelectorAll(".md-typeset pre > code")) {
  const tool = frame.content.firstElementChild.cloneNode(true);
  const [status, button] = tool.children;
  button.addEventListener("click", async () => {
    for (const other of statuses) other.textContent = "";
    status.textContent = (await copy(code.textContent, button)) ? frame.dataset.done : frame.dataset.failed;
  });
  statuses.push(status);
  code.before(tool);
}
