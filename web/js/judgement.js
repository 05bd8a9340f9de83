// What can be said of a description while it is being written.

const FULL_LETTERS = 400;
const TRIED = /\b(tried|restart|reinstall|reboot|updated|checked|prova|startat? om|startade om|installera|uppdatera|kontrollera)/i;
const EXACT = /\b(0x[0-9a-f]{4,}|error|fel(kod)?|event id|version|\d+\.\d+\.\d+)\b/i;

const SECRETS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /(?:password|passwd|pwd|passphrase|lösenord(?:et)?|api[ _-]?key|secret|token|nyckeln?)(?:\s*[:=]\s*|\s+(?:är|is)\s+)["']?(?=[^\s"']*[\d\W_])[^\s"']{6,}/i,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/,
  /\bxox[abpr]-[A-Za-z0-9-]{10,}/,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./,
  /\bAccountKey=[A-Za-z0-9+/=]{40,}/,
  /:\/\/[^\s:/@]+:[^\s:/@]{4,}@/,
];

/** Whether a text looks as if it held a password or a key. */
export function holdsSecret(text) {
  return SECRETS.some((secret) => secret.test(text));
}

/** Whether it says what was tried. */
export function saysWhatWasTried(text) {
  return TRIED.test(text);
}

/** What the person wrote, without the headings that the page put in. */
export function withoutHeadings(text) {
  return text.replace(/^### .*$/gm, "").trim();
}

/** One mark for a text, one each for length, for being exact, for what was tried: four is full. */
export function marks(text) {
  return 1 + Number(text.length >= FULL_LETTERS) + Number(EXACT.test(text)) + Number(saysWhatWasTried(text));
}
