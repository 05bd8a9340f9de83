// Print buttons: what they do, browsers do anyway, so they are shown only where a script can.

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
