// Under a description: how helpful it is so far, and a warning if it seems to hold a secret.
// Neither ever stops anybody.

import { holdsSecret, marks, saysWhatWasTried } from "./judgement.js";

const QUIET_MILLISECONDS = 600;
const BEGUN_LETTERS = 40;

for (const line of document.querySelectorAll("[data-begun]")) {
  const field = document.getElementById(line.id.replace(/-quality$/, ""));
  const warning = document.getElementById(`${field.id}-secret`);
  const [meter, words] = line.children;
  let timer;
  const look = () => {
    const text = field.value.trim();
    warning.hidden = !holdsSecret(text);
    line.hidden = text.length < BEGUN_LETTERS;
    meter.value = marks(text);
    words.textContent = saysWhatWasTried(text) ? "" : line.dataset.begun;
  };
  look();
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, QUIET_MILLISECONDS);
  });
}
