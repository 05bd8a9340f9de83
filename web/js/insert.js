// Buttons that put a heading into a text area, at the end of what is written.

for (const button of document.querySelectorAll("[data-into]")) {
  const field = document.getElementById(button.dataset.into);
  button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    const heading = `### ${button.textContent.trim()}\n`;
    if (!field.value.includes(heading)) {
      const before = field.value.trimEnd();
      field.value = `${before}${before ? "\n\n" : ""}${heading}`;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const after = field.value.indexOf(heading) + heading.length;
    field.focus();
    field.setSelectionRange(after, after);
  });
}
