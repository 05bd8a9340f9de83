// On the account page a theme is seen as soon as it is chosen; saving keeps it.

document.addEventListener("change", ({ target }) => {
  const theme = target.closest("[data-themes]") && target.value;
  if (!theme) return;
  const { classList } = document.documentElement;
  classList.remove("theme-auto", "theme-light", "theme-dark");
  classList.add(`theme-${theme}`);
});
