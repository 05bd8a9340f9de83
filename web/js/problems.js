// The error summary takes focus when the page opens, also where `autofocus` does not reach; a link
// in it focuses the field, or the first control of a group.

const summary = document.querySelector("[data-problems]");

if (summary) {
  if (document.activeElement !== summary) summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    const control = target.matches("fieldset")
      ? (target.querySelector("input:checked:enabled") ?? target.querySelector("input:enabled, select, textarea"))
      : target;
    (control ?? target).focus({ preventScroll: true });
    (target.closest(".k-field, .k-group") ?? target).scrollIntoView({ block: "start" });
  });
}
