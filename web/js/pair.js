// Both IDs pasted at once into the first field, as they stand in the e-mail, fill both fields.

const LEAST_DIGITS = 6;
const DIGITS = /^\d+$/;

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

/** The two IDs of a pasted text, the Access ID first; nothing unless there are exactly two. */
function split(text) {
  const plain = text.normalize("NFKC");
  const pair = ids(plain.split(/[^\d\s-]+|\n|\t/)) ?? ids(plain.split(/\s+/));
  const isTurned = plain.search(/contract|kontrakt/i) > -1 && plain.search(/contract|kontrakt/i) < plain.search(/access/i);
  return isTurned ? pair?.reverse() : pair;
}

function ids(parts) {
  const found = parts
    .map((part) => part.replace(/[\s-]/g, ""))
    .filter((part) => DIGITS.test(part) && part.length >= LEAST_DIGITS);
  return found.length === 2 ? found : undefined;
}
