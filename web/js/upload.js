// Files that go up while one still writes: resumable over tus, with progress and removal. Without
// this script the same control sends the files with the form.

import { Upload } from "tus-js-client";

const RETRY_MILLISECONDS = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000];

for (const field of document.querySelectorAll("[data-upload]")) install(field);

function install(field) {
  const input = field.querySelector("input[type=file]");
  const form = input.form;
  const words = field.dataset;
  const shelf = { field, words, list: element("ul", "k-upload-list"), items: new Set(), waiting: undefined };
  field.querySelector("ul.k-file-list")?.before(shelf.list);
  dropZone(input, words, (files) => add(shelf, files));
  if (!shelf.list.isConnected) field.append(shelf.list);

  form.addEventListener("submit", (event) => {
    if (![...shelf.items].some((item) => item.isGoing)) return;
    event.preventDefault();
    say(shelf, words.going);
    shelf.waiting = () => form.requestSubmit(event.submitter);
  });
  addEventListener("online", () => {
    for (const item of shelf.items) if (item.isPaused) item.start();
  });
  addEventListener("beforeunload", (event) => {
    if ([...shelf.items].some((item) => item.isGoing) && !shelf.waiting) event.preventDefault();
  });
}

/** Puts a frame around the control into which files can be dropped. */
function dropZone(input, words, take) {
  const zone = element("div", "k-drop-zone");
  const line = element("p");
  line.textContent = words.drop;
  input.before(zone);
  zone.append(line, input);
  input.addEventListener("change", () => {
    take([...input.files]);
    // Else the form would send them once more.
    input.value = "";
  });
  const over = (event, isOver) => {
    event.preventDefault();
    zone.classList.toggle("is-over", isOver);
  };
  zone.addEventListener("dragover", (event) => over(event, true));
  zone.addEventListener("dragleave", (event) => over(event, false));
  zone.addEventListener("drop", (event) => {
    over(event, false);
    take([...event.dataTransfer.files]);
  });
}

function add(shelf, files) {
  const { words, field } = shelf;
  // Where one is wanted, another takes its place.
  if (words.mostFiles === "1" && files.length > 0) for (const item of shelf.items) drop(shelf, item);
  const kept = field.querySelectorAll("ul.k-file-list > li").length;
  say(shelf, "");
  for (const file of files) {
    const most = Number(words.mostFiles);
    if (most > 0 && kept + shelf.items.size >= most) return say(shelf, words.many);
    const item = row(shelf, file);
    const problem = refusal(words, file);
    if (problem) fail(item, problem);
    else send(shelf, item, file);
  }
}

function refusal(words, file) {
  if (file.size === 0) return words.empty.replace("{file}", file.name);
  const most = Number(words.mostBytes);
  return most > 0 && file.size > most ? words.large.replace("{file}", file.name) : undefined;
}

function row(shelf, file) {
  const { words } = shelf;
  const line = element("li", "k-upload-item");
  const name = element("span", "k-name");
  const remove = element("button", "k-plain");
  const state = element("p", "k-state");
  const bar = element("progress");
  name.textContent = file.name;
  remove.type = "button";
  remove.textContent = words.remove;
  remove.setAttribute("aria-label", words.removeWhat.replace("{file}", file.name));
  state.textContent = words.waiting;
  state.setAttribute("role", "status");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  line.append(name, remove, state, bar);
  shelf.list.append(line);
  const item = { line, state, bar, upload: undefined, isGoing: false, isPaused: false };
  shelf.items.add(item);
  remove.addEventListener("click", () => {
    drop(shelf, item);
    shelf.field.querySelector("input[type=file]").focus();
    settle(shelf);
  });
  return item;
}

function drop(shelf, item) {
  shelf.items.delete(item);
  item.line.remove();
  item.upload?.abort(true).catch(() => undefined);
}

function send(shelf, item, file) {
  const { words } = shelf;
  const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
  let said = -1;
  item.upload = new Upload(file, {
    endpoint: words.upload,
    headers: { "x-csrf-token": words.csrf },
    metadata: { filename: file.name, filetype: file.type },
    retryDelays: RETRY_MILLISECONDS,
    removeFingerprintOnSuccess: true,
    onProgress: (sent, total) => {
      const tenth = Math.floor((sent / total) * 10);
      item.bar.value = (sent / total) * 100;
      item.isPaused = false;
      if (tenth === said) return;
      said = tenth;
      item.state.textContent = words.progress.replace("{percent}", percent.format(tenth / 10));
    },
    onShouldRetry: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0;
      if (status === 0) item.state.textContent = words.paused;
      // Where there is no room, trying again at once helps nobody.
      return status === 0 || status === 409 || status === 423 || status === 429 || (status >= 500 && status !== 507);
    },
    onError: (error) => {
      const isCut = !error.originalResponse?.getStatus();
      item.isPaused = isCut;
      if (isCut) item.state.textContent = words.paused;
      else fail(item, told(error.originalResponse) ?? words.failed);
      settle(shelf);
    },
    onSuccess: () => {
      item.isGoing = false;
      if (words.key) item.line.append(hidden(words.key, item.upload.url.split("/").at(-1)));
      item.line.classList.add("is-done");
      item.state.textContent = words.done;
      settle(shelf);
    },
  });
  item.start = () => item.upload.start();
  item.isGoing = true;
  resume(item.upload);
}

/** Goes on with what an earlier page began with the same file. */
async function resume(upload) {
  const [earlier] = await upload.findPreviousUploads();
  if (earlier) upload.resumeFromPreviousUpload(earlier);
  upload.start();
}

/** What an answer says is wrong, in the reader's words. */
function told(answer) {
  try {
    return JSON.parse(answer.getBody()).detail;
  } catch {
    return undefined;
  }
}

function fail(item, sentence) {
  item.isGoing = false;
  item.line.classList.add("is-bad");
  item.state.textContent = sentence;
  item.bar.remove();
}

/** Sends the form that waited, once nothing is under way. */
function settle(shelf) {
  if ([...shelf.items].some((item) => item.isGoing)) return;
  const send = shelf.waiting;
  shelf.waiting = undefined;
  send?.();
}

function say(shelf, sentence) {
  shelf.note ??= shelf.list.insertAdjacentElement("beforebegin", element("p", "k-error"));
  shelf.note.setAttribute("role", "alert");
  shelf.note.textContent = sentence;
  shelf.note.hidden = !sentence;
}

/** What the form says of a file that has come before it. */
function hidden(name, value) {
  const made = element("input");
  made.type = "hidden";
  made.name = name;
  made.value = value;
  return made;
}

function element(tag, className = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  return made;
}
