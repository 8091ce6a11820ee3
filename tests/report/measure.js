// Measures a page in a frame and tells the page around it what it found. Appended to a copy of the page by test_pages_slow.py. There is no axe in Debian 12: these are the checks of what matters here, written for it.
addEventListener("load", () => setTimeout(() => {
  const faults = [];
  const root = document.documentElement;
  const fault = (words, element) => {
    if (faults.length < 20) faults.push(words + (element ? `: <${element.tagName.toLowerCase()} class="${element.getAttribute("class") || ""}"> ${element.textContent.trim().slice(0, 60)}` : ""));
  };
  const visible = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";

  // Contrast by WCAG 2: of every text against what is behind it, in both themes.
  const channels = (colour) => (colour.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const luminance = ([r, g, b]) => {
    const part = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const ratio = (one, other) => {
    const [a, b] = [luminance(one), luminance(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
      if (colour[3] > 0) fault("found a background that is half transparent", at);
    }
    return [255, 255, 255];
  };
  let texts = 0;
  let least = 21;
  for (const theme of ["light", "dark"]) {
    root.dataset.theme = theme;
    const band = document.querySelector(".band.odd");
    const seen = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || seen.has(element) || ["SCRIPT", "STYLE", "OPTION"].includes(element.tagName)) continue;
      seen.add(element);
      if (element.tagName.toLowerCase() === "title" || !visible(element)) continue;
      const style = getComputedStyle(element);
      const svg = element.closest("svg");
      const text = channels(svg ? style.fill : style.color);
      const grounds = [behind(svg ? svg.parentElement : element)];
      if (svg && band) grounds.push(channels(getComputedStyle(band).fill));
      for (const ground of grounds) {
        const found = ratio(text, ground);
        least = Math.min(least, found);
        ++texts;
        if (found < 4.5) fault(`${theme}: found the contrast ${found.toFixed(2)}, expected 4.5`, element);
      }
    }
  }
  delete root.dataset.theme;

  if (root.scrollWidth > innerWidth) fault(`the page is ${root.scrollWidth} pixels wide in a window of ${innerWidth}`);

  // The keyboard: what can be clicked can be focused, is seen then, and has a name.
  const name = (element) => element.getAttribute("aria-label") || element.textContent.trim() || element.title ||
    (element.labels && [...element.labels].map((label) => label.textContent.trim()).join(" "));
  const controls = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")].filter((one) => visible(one) && !one.disabled);
  for (const control of controls.slice(0, 400)) {
    control.focus();
    if (document.activeElement !== control) fault("cannot be focused", control);
    const style = getComputedStyle(control);
    if (!control.matches(":focus-visible") || style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) fault("its focus is not seen", control);
    if (!name(control)) fault("has no name", control);
  }
  for (const element of document.querySelectorAll("body *")) {
    if (element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX) && element.tabIndex < 0) fault("scrolls, and not by the keyboard", element);
  }

  // The theme's switch.
  const switched = document.getElementById("theme");
  const before = getComputedStyle(document.body.parentElement).backgroundColor;
  switched.click();
  if (getComputedStyle(document.body.parentElement).backgroundColor === before) fault("the switch changes no colour");
  switched.click();
  try { localStorage.clear(); } catch { /* nothing is kept then */ }

  const fire = (element, kind) => element.dispatchEvent(new Event(kind, { bubbles: true }));
  // Stepping through a protocol: every input, or many; every step forth and back.
  let inputs = 0;
  const runs = document.getElementById("runs");
  if (runs) {
    if (runs.hidden) fault("the steps are hidden though scripts run");
    const status = document.getElementById("runs-status");
    const lists = [...runs.querySelectorAll("select")];
    const total = lists.reduce((product, list) => product * list.length, 1);
    const stride = Math.max(1, Math.floor(total / 150));
    for (let k = 0; k < total; k += stride) {
      let rest = k;
      for (const list of lists) { list.value = String(rest % list.length); rest = Math.floor(rest / list.length); }
      fire(lists[0], "change");
      ++inputs;
      if (!status.textContent.includes("which is right")) fault(`input ${k}: ${status.textContent}`);
    }
    const rows = document.querySelectorAll("table.steps tbody tr").length;
    document.getElementById("runs-first").click();
    for (let k = 0; k < rows; ++k) {
      if (document.querySelectorAll("tr.now").length !== 1 || !status.textContent.startsWith(`Step ${k + 1} of ${rows}: `)) fault(`step ${k + 1}: ${status.textContent}`);
      document.getElementById("runs-next").click();
    }
    document.getElementById("runs-back").click();
    if (rows > 1 && !status.textContent.startsWith(`Step ${rows - 1} of`)) fault(`a step back: ${status.textContent}`);
    if (/undefined|NaN|null/.test(document.querySelector("main").textContent)) fault("found undefined, NaN or null in the words");
  }
  // An atlas: filters, zoom, the words of a cell.
  const atlas = document.getElementById("atlas");
  let cells = 0;
  if (atlas) {
    const shown = () => atlas.querySelectorAll("td:not(.off)").length;
    const status = document.getElementById("atlas-status");
    cells = shown();
    const boxes = [...document.querySelectorAll("#atlas-tools input[type=checkbox]")];
    let sum = 0;
    for (const box of boxes) {
      for (const other of boxes) other.checked = other === box;
      fire(box, "change");
      sum += shown();
    }
    if (sum !== cells) fault(`the filters show ${sum} cells in all, expected ${cells}`);
    for (const box of boxes) box.checked = true;
    const evidence = document.getElementById("atlas-evidence");
    evidence.value = evidence.options[1].value;
    fire(evidence, "change");
    const count = evidence.options[1].textContent.match(/\((\d+)\)/)[1];
    if (String(shown()) !== count) fault(`the filter of evidence shows ${shown()} cells, expected ${count}`);
    evidence.value = "";
    fire(evidence, "change");
    const zoom = document.getElementById("atlas-zoom");
    const cell = atlas.querySelector("td");
    const small = cell.getBoundingClientRect().height;
    zoom.value = "50";
    fire(zoom, "input");
    if (cell.getBoundingClientRect().height < small * 2) fault("zoom does not make cells larger");
    if (root.scrollWidth > innerWidth) fault("zoomed, the page is wider than the window");
    const link = atlas.querySelector("td a");
    link.focus();
    if (status.textContent !== link.title) fault("a cell's words do not appear");
  }
  const filter = document.getElementById("rows-filter");
  if (filter) {
    filter.value = "no such words anywhere";
    fire(filter, "input");
    if ([...document.querySelectorAll("tr.filtered")].some(visible)) fault("the filter shows rows without its words");
  }
  parent.postMessage(JSON.stringify({ faults, texts, least: least.toFixed(2), controls: controls.length, width: innerWidth, inputs, cells }), "*");
}, 100));
