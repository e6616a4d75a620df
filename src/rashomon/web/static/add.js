// Files that are dropped on the form are chosen in its field; the rest is the form's own doing.
const drop = document.getElementById("drop");
const files = document.getElementById("files");
const chosen = document.getElementById("chosen");

const tell = () => {
  if (files.files.length) chosen.textContent = [...files.files].slice(0, 8).map((one) => one.name).join(", ") + (files.files.length > 8 ? " …" : "");
};
files.addEventListener("change", tell);
for (const [name, over] of [["dragenter", true], ["dragover", true], ["dragleave", false], ["drop", false]]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", over);
    if (name === "drop" && event.dataTransfer.files.length) {
      files.files = event.dataTransfer.files;
      tell();
    }
  });
}
