// Scripts that are loaded when a page first needs them, so that no page waits for a map it does not show.
// Knows: how a built script is fetched once. Does not know: what is drawn with it.

const known = new Map();

export function load(name) {
  if (!known.has(name)) {
    known.set(name, new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = `/static/built/${name}`;
      script.onload = done;
      script.onerror = () => failed(new Error(`${name} is not built`));
      document.head.append(script);
    }));
  }
  return known.get(name);
}

// A chart is a picture with a name and a table beside it; what its parts are called would only be read out on top.
export function pictured(chart) {
  chart.setAttribute("role", "img");
  for (const part of chart.querySelectorAll("[aria-label], [aria-description]")) {
    part.removeAttribute("aria-label");
    part.removeAttribute("aria-description");
  }
  return chart;
}

export function missing(box) {
  const told = document.createElement("p");
  told.className = "soft";
  told.textContent = "The picture cannot be drawn here; the table has the same.";
  box.replaceChildren(told);
  box.classList.add("missing");
}

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export function onTheme(redraw) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
}
