// The desk: moving through the queue and acting on a request with single keys, and a notice of what
// has come since. Without the dialogue of keys (turned off on the account page) there are no keys.

const LOOK_EVERY_MILLISECONDS = 20_000;
const SEQUENCE_MILLISECONDS = 1_500;

const dialog = document.querySelector("[data-keys]");
const rows = [...document.querySelectorAll("[data-row]")];
let here = -1;
let before = { key: "", at: 0 };

if (dialog) document.addEventListener("keydown", press);
for (const news of document.querySelectorAll("[data-live]")) {
  setInterval(() => look(news), LOOK_EVERY_MILLISECONDS);
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || dialog.open || isTyping(event.target)) return;
  const key = sequence(event);
  const acted = key === "?" ? show() : key === "j" ? move(1) : key === "k" ? move(-1) : act(key);
  if (acted) event.preventDefault();
}

function isTyping(target) {
  return target.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])");
}

/** The key, or two of them where `g` came just before. */
function sequence({ key, timeStamp }) {
  const isSecond = before.key === "g" && timeStamp - before.at < SEQUENCE_MILLISECONDS;
  before = { key, at: timeStamp };
  return isSecond ? `g ${key}` : key;
}

function show() {
  dialog.showModal();
  return true;
}

function move(by) {
  const to = Math.min(Math.max(here + by, 0), rows.length - 1);
  if (rows.length === 0) return false;
  rows[here]?.classList.remove("is-here");
  here = to;
  rows[here].classList.add("is-here");
  rows[here].querySelector("a").focus();
  rows[here].scrollIntoView({ block: "nearest" });
  return true;
}

/** Presses or focuses what carries the key: first within the row one stands on. */
function act(key) {
  const selector = `[data-key="${CSS.escape(key)}"]`;
  const target = rows[here]?.querySelector(selector) ?? document.querySelector(selector);
  if (!target) return false;
  if (target.matches("input[type=radio]")) {
    target.click();
    target.closest("form").querySelector("textarea")?.focus();
  } else if (target.matches("input, textarea, select")) {
    target.focus();
  } else {
    target.click();
  }
  return true;
}

async function look(news) {
  if (document.hidden) return;
  const answer = await fetch(news.dataset.live, { headers: { accept: "application/json" } }).catch(() => undefined);
  if (!answer?.ok) return;
  const count = (await answer.json()).new;
  if (count === 0) return;
  const words = count === 1 ? news.dataset.one : news.dataset.other;
  news.querySelector("span").textContent = words.replace("{count}", count);
  news.hidden = false;
}
