// How much of a field's length is used. Text over the limit is kept: the server says what is wrong.

const QUIET_MILLISECONDS = 400;

for (const field of document.querySelectorAll("[data-most]")) {
  const counter = document.getElementById(`${field.id}-count`);
  const most = Number(field.dataset.most);
  const number = new Intl.NumberFormat(document.documentElement.lang);
  let timer;
  const show = () => {
    const used = [...field.value].length;
    counter.textContent = counter.dataset.words.replace("{used}", number.format(used));
    counter.classList.toggle("is-full", used > most);
  };
  counter.hidden = false;
  show();
  // Not at each key: a screen reader would read every number.
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, QUIET_MILLISECONDS);
  });
}
