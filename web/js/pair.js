// Both IDs pasted at once into the first field, as they stand in the e-mail, fill both fields.

import { split } from "./id-pair.js";

for (const field of document.querySelectorAll("[data-pair]")) {
  const other = document.getElementById(field.dataset.pair);
  field.addEventListener("paste", (event) => {
    const pair = split(event.clipboardData.getData("text"));
    if (!pair) return;
    event.preventDefault();
    [field.value, other.value] = pair;
    for (const filled of [field, other]) filled.dispatchEvent(new Event("input", { bubbles: true }));
    other.focus();
  });
}
