// Under a description: how helpful it is so far, and a warning if it seems to hold a secret.
// Neither ever stops anybody.

const QUIET_MILLISECONDS = 600;
const BEGUN_LETTERS = 40;
const FULL_LETTERS = 400;
const TRIED = /\b(tried|restart|reinstall|rebooted|updated|checked|prov|starta(t|de)? om|installera|uppdatera|kontrollera)/i;
const EXACT = /\b(0x[0-9a-f]{4,}|error|fel(kod)?|event id|version|\d+\.\d+\.\d+)\b/i;

const SECRETS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b(?:password|passwd|pwd|passphrase|lösenord|api[ _-]?key|secret|token|nyckel)\s*(?:[:=]|är|is)\s*["']?[^\s"']{6,}/i,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/,
  /\bxox[abpr]-[A-Za-z0-9-]{10,}/,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./,
  /\bAccountKey=[A-Za-z0-9+/=]{40,}/,
  /:\/\/[^\s:/@]+:[^\s:/@]{4,}@/,
];

for (const line of document.querySelectorAll("[data-begun]")) {
  const field = document.getElementById(line.id.replace(/-quality$/, ""));
  const warning = document.getElementById(`${field.id}-secret`);
  const [meter, words] = line.children;
  let timer;
  const look = () => {
    const text = field.value.trim();
    warning.hidden = !SECRETS.some((secret) => secret.test(text));
    line.hidden = text.length < BEGUN_LETTERS;
    meter.value = marks(text);
    words.textContent = TRIED.test(text) ? "" : line.dataset.begun;
  };
  look();
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, QUIET_MILLISECONDS);
  });
}

/** One mark each for length, for being exact and for what was tried; four is full. */
function marks(text) {
  const long = text.length >= FULL_LETTERS ? 2 : 1;
  return long + Number(EXACT.test(text)) + Number(TRIED.test(text));
}
