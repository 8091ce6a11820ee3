// Hides the rows of the index in which the words are not.
addEventListener("DOMContentLoaded", () => {
  "use strict";
  const filter = document.getElementById("rows-filter");
  const count = document.getElementById("rows-count");
  const rows = [...document.querySelectorAll("tr.filtered")];
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const show = () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, k) => {
      row.hidden = !words.every((word) => texts[k].includes(word));
      if (!row.hidden) ++shown;
    });
    count.textContent = `${shown} of ${rows.length} rows`;
  };
  filter.closest(".tools").hidden = false;
  filter.addEventListener("input", show);
  show();
});
