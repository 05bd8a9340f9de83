// An open menu closes when one clicks beside it, leaves it or presses Escape.

const close = (menu) => menu.removeAttribute("open");

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".k-drop[open]")) {
    if (!menu.contains(event.target)) close(menu);
  }
});

for (const menu of document.querySelectorAll(".k-drop")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    close(menu);
    menu.querySelector("summary").focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) close(menu);
  });
}
