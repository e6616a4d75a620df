// Keys of the review: each does what the button, link or fold with its `data-key` does; a letter in a field is a letter.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const meant = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!meant) return;
  event.preventDefault();
  if (meant.matches("summary")) {
    meant.parentElement.open = true;
    meant.parentElement.querySelector("select, input:not([type=hidden])")?.focus();
  } else if (meant.matches("button") && !meant.formNoValidate && !meant.form.reportValidity()) {
    return;
  } else meant.click();
});

// What may stand in the field of a correction is offered where the list is closed.
for (const form of document.querySelectorAll("form.judge:has([name=field])")) {
  const { field, value } = form.elements;
  const offer = () => {
    const list = document.getElementById(`of-${field.value}`);
    if (list) value.setAttribute("list", list.id); else value.removeAttribute("list");
    value.placeholder = {
      time: "2018-05-20, 2018-05 or 2018-05-13/2018-05-20", held_until: "2018-05-20", place: "a name, or a gazetteer's id",
      agent: "names, parted by semicolons", target: "names, parted by semicolons", held_by: "a name",
      type: "a type of the list", subtype: "a subtype of its type", status: "a status of the list",
    }[field.value] ?? "12, 10-12, 12- (at least) or -12 (at most)";
  };
  field.addEventListener("change", offer);
  offer();
}
