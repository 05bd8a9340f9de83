// A radio button or tick box with data-opens="id" shows that part of the page while it is chosen.
// Choices inside a part that is shut are not sent; what was typed there stays.

const openers = [...document.querySelectorAll("[data-opens]")];

function show() {
  for (const opener of openers) {
    const part = document.getElementById(opener.dataset.opens);
    part.hidden = !opener.checked;
    for (const choice of part.querySelectorAll("input[type=radio], input[type=checkbox]")) {
      choice.disabled = part.hidden;
    }
  }
}

if (openers.length > 0) {
  // A refused field must be seen, whatever is chosen.
  for (const opener of openers) {
    const part = document.getElementById(opener.dataset.opens);
    if (part.querySelector("[aria-invalid]")) opener.checked = true;
  }
  show();
  document.addEventListener("change", show);
  // Browsers bring choices back without an event when one goes back to the page.
  addEventListener("pageshow", show);
}
