// The theme's switch, and the buttons that copy. Without it the page follows the system's theme.
(() => {
  "use strict";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  try {
    const kept = localStorage.getItem("arcsat-theme");
    if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  } catch { /* A browser may refuse to keep anything; the switch works all the same. */ }
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const show = () => { button.textContent = isDark() ? "Light theme" : "Dark theme"; };
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { localStorage.setItem("arcsat-theme", root.dataset.theme); } catch { /* As above. */ }
      show();
    });
    system.addEventListener("change", show);
    show();
    for (const copy of document.querySelectorAll(".copy")) {
      copy.hidden = false;
      copy.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(copy.dataset.copy);
          copy.textContent = "Copied";
        } catch {
          getSelection().selectAllChildren(copy.previousElementSibling);
          copy.textContent = "Selected";
        }
      });
    }
  });
  addEventListener("beforeprint", () => { for (const one of document.querySelectorAll("details")) one.open = true; });
})();
