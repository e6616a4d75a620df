// On every page: requests carry the form's secret, and the filter changes the results without leaving the page.
// Knows: how pages and the server talk. Does not know: what any page shows.

const secret = document.querySelector("meta[name=csrf]")?.content ?? "";

document.addEventListener("htmx:configRequest", (event) => {
  if (secret) event.detail.headers["X-CSRF"] = secret;
  if (!event.target.matches("[data-filter]")) return;
  for (const name of Object.keys(event.detail.parameters)) {
    if (event.detail.parameters[name] === "") delete event.detail.parameters[name];
  }
});

function live() {
  const form = document.querySelector("form[data-filter]");
  if (!form || !document.querySelector("#results") || !window.htmx) return;
  const asked = {
    "hx-get": form.getAttribute("action"), "hx-trigger": "change, submit", "hx-target": "#results",
    "hx-select": "#results", "hx-swap": "outerHTML", "hx-push-url": "true", "hx-sync": "this:replace",
  };
  for (const [name, value] of Object.entries(asked)) form.setAttribute(name, value);
  window.htmx.process(form);
}

// On a narrow screen what is asked for comes before the filter by which it was.
if (matchMedia("(max-width: 61.99rem)").matches) for (const one of document.querySelectorAll("details.folding")) one.open = false;
live();
