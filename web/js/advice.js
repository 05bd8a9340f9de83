// Under a description: how helpful it is so far, and a warning if it seems to hold a secret.
// Neither ever stops anybody.

import { holdsSecret, marks, saysWhatWasTried, withoutHeadings } from "./judgement.js";

const QUIET_MILLISECONDS = 600;
const BEGUN_LETTERS = 40;

for (const line of document.querySelectorAll("[data-begun]")) {
  const field = document.getElementById(line.id.replace(/-quality$/, ""));
  const warning = document.getElementById(`${field.id}-secret`);
  const [meter, words] = line.children;
  let timer;
  const look = () => {
    const text = withoutHeadings(field.value);
    warning.hidden = !holdsSecret(text);
    line.hidden = text.length < BEGUN_LETTERS || saysWhatWasTried(text);
    meter.value = marks(text);
    words.textContent = line.dataset.begun;
  };
  look();
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, QUIET_MILLISECONDS);
  });
}
