// Finds an Access ID and a Contract ID in a text that somebody pasted.

const LEAST_DIGITS = 6;
const DIGITS = /^\d+$/;

/** The two IDs of a text, the Access ID first; nothing unless there are exactly two. */
export function split(text) {
  const plain = text.normalize("NFKC");
  const pair = ids(plain.split(/[^\d\s-]+|\n|\t/)) ?? ids(plain.split(/\s+/));
  return isTurned(plain) ? pair?.reverse() : pair;
}

function ids(parts) {
  const found = parts
    .map((part) => part.replace(/[\s\p{Pd}]/gu, ""))
    .filter((part) => DIGITS.test(part) && part.length >= LEAST_DIGITS);
  return found.length === 2 ? found : undefined;
}

/** Whether the text names the Contract ID first. */
function isTurned(text) {
  const contract = text.search(/contract[ -]id|kontrakts-id/i);
  const access = text.search(/access[ -]id/i);
  return contract > -1 && access > contract;
}
