// Copy buttons: shown only where the browser can copy, and they say that it worked.

const SAID_FOR_MILLISECONDS = 2_000;

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    const words = button.querySelector("span");
    const label = words.textContent;
    words.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      words.textContent = button.dataset.said;
      setTimeout(() => (words.textContent = label), SAID_FOR_MILLISECONDS);
    });
  }
}
