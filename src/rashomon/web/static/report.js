// Keys on a report: n and p go to the next and the previous claim, as Tab does.
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { n: 1, p: -1 }[event.key];
  if (!step) return;
  const claims = [...document.querySelectorAll("a.piece.claim:not([tabindex])")];
  const current = claims.indexOf(document.activeElement);
  const chosen = claims.findIndex((one) => one.classList.contains("at"));
  const next = claims[(current >= 0 ? current : chosen) + step];
  if (next) { next.focus(); event.preventDefault(); }
});
