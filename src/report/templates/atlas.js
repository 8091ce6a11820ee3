// Filters, zoom and words of an atlas.
addEventListener("DOMContentLoaded", () => {
  "use strict";
  const atlas = document.getElementById("atlas");
  const tools = document.getElementById("atlas-tools");
  const evidence = document.getElementById("atlas-evidence");
  const zoom = document.getElementById("atlas-zoom");
  const status = document.getElementById("atlas-status");
  const cells = [...atlas.querySelectorAll("td")];
  tools.hidden = false;
  const filter = () => {
    const shown = [...tools.querySelectorAll("input[data-status]")].filter((box) => box.checked).map((box) => box.dataset.status);
    let count = 0;
    for (const cell of cells) {
      if (cell.className === "") continue;
      const on = shown.includes(cell.className[0]) && (evidence.value === "" || cell.dataset.way === evidence.value);
      cell.classList.toggle("off", !on);
      if (on) ++count;
    }
    status.textContent = `${count} of ${cells.length} cells are shown.`;
  };
  tools.addEventListener("change", filter);
  const size = () => {
    for (const grid of atlas.querySelectorAll(".grid")) grid.style.setProperty("--cell", `${zoom.value}px`);
  };
  zoom.addEventListener("input", size);
  const tell = (event) => {
    const named = event.target.closest("[title]");
    if (named && !named.closest(".off")) status.textContent = named.title;
  };
  atlas.addEventListener("pointerover", tell);
  atlas.addEventListener("focusin", tell);
});
