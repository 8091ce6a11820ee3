// Runs a protocol in the browser, step by step: from its functions on any input, or from the runs that the page brings.
addEventListener("DOMContentLoaded", () => {
  "use strict";
  const data = JSON.parse(document.getElementById("runs-data").textContent);
  const element = (id) => document.getElementById(id);
  const rows = [...document.querySelectorAll("table.steps tbody tr")];
  const arrows = new Map([...document.querySelectorAll("g.arrow")].map((arrow) => [arrow.dataset.arrow, arrow]));
  const make = (name, text) => Object.assign(document.createElement(name), { textContent: text });

  // Task.positions, radices and indices as src/protocol/task.hpp has them; seat 0 is player -1.
  const task = data.task;
  const queries = (l) => (l === 0 ? 1 : task.n[l - 1]);
  const range = (l) => (l === 0 ? task.m : task.q[l - 1]);
  const positions = (l) => (l === 0 ? 1 : queries(l - 1) * range(l - 1));
  const entry = (index, position, radix) => Math.floor(index / radix ** position) % radix;
  const index = (digits, radix) => digits.reduceRight((sum, digit, k) => sum * radix(k) + digit, 0);
  const words = (digits, columns) => {
    const cut = [];
    for (let k = 0; k < digits.length; k += columns) cut.push(digits.slice(k, k + columns).join(" "));
    return `(${cut.join(" | ")})`;
  };

  const select = (label, size, value, name) => {
    const box = make("label", label);
    const list = document.createElement("select");
    for (let k = 0; k < size; ++k) list.append(new Option(name ? name(k) : String(k), String(k)));
    list.value = String(value);
    box.append(list);
    return [box, list];
  };

  const readers = [];
  const tables = () => {
    const group = (legend, labels, radix, from) => {
      const set = document.createElement("fieldset");
      set.append(make("legend", legend));
      const lists = labels.map((label, k) => {
        const [box, list] = select(label, radix(k), entryOf(from, k, radix));
        set.append(box);
        return list;
      });
      element("runs-input").append(set);
      readers.push(() => lists.map((list) => Number(list.value)));
    };
    const entryOf = (from, k, radix) => {
      let rest = from;
      for (let j = 0; j < k; ++j) rest = Math.floor(rest / radix(j));
      return rest % radix(k);
    };
    const length = task.q.length;
    group("w", task.n.map((_, k) => `w_${k + 1}`), (k) => task.n[k], data.example[0]);
    for (let l = 0; l <= length; ++l) {
      const labels = Array.from({ length: positions(l) }, (_, at) =>
        l === 0 ? "z_0" : l === 1 ? `z_1(${at})` : `z_${l}(${Math.floor(at / range(l - 1))},${at % range(l - 1)})`);
      group(`z_${l}`, labels, () => range(l), data.example[l + 1]);
    }
    if (task.n.length === 0) element("runs-input").firstChild.hidden = true;
  };

  const run = () => {
    if (data.kind === "runs") {
      const one = data.runs[Number(readers[0]()[0])];
      const values = new Map(data.slots.map((slot, k) => [slot.number, one.values[k]]));
      return { values, answer: one.answer, right: one.right, input: one.input, why: () => "" };
    }
    const digits = readers.map((read) => read());
    const radix = (seat) => (k) => (seat === 0 ? task.n[k] : range(seat - 1));
    const indices = digits.map((some, seat) => index(some, radix(seat)));
    const values = new Map();
    const arguments_of = (f) => f.of.map((of) => {
      if (!Array.isArray(of)) return values.get(of);
      return of[1] < 0 ? indices[of[0]] : entry(indices[of[0]], of[1], range(of[0] - 1));
    });
    const look_up = (f) => f.rows[arguments_of(f).join(",")];
    const text = (seat) => (seat === 1 || digits[seat].length < 2 && seat < 1 ? String(indices[seat])
      : words(digits[seat], seat > 2 ? range(seat - 2) : digits[seat].length));
    const why = (f) => f.of.map((of, k) =>
      `${f.names[k]} = ${Array.isArray(of) && of[1] < 0 ? text(of[0]) : arguments_of(f)[k]}`).join(", ");
    for (const slot of data.slots) values.set(slot.number, slot.terms.reduce((sum, term) => (sum ^ look_up(term)) >>> 0, 0));
    let right = digits[1][0];
    for (let l = 1; l <= task.q.length; ++l) right = digits[l + 1][(l === 1 ? 0 : digits[0][l - 2] * range(l - 1)) + right];
    const names = ["w", ...task.q.map((_, l) => `z_${l}`), `z_${task.q.length}`];
    const input = names.map((name, seat) => `${name} = ${text(seat)}`).join(", ");
    const functions = new Map(data.slots.map((slot) => [slot.number, slot.terms]));
    return {
      values, answer: look_up(data.answer), right, input,
      why: (slot) => (slot === undefined ? why(data.answer) : functions.get(slot).length > 1 ? "a sum" : why(functions.get(slot)[0])),
    };
  };

  let at = rows.length;
  let now = null;
  const show = () => {
    rows.forEach((row, k) => {
      row.classList.toggle("now", k === at);
      const slot = row.dataset.slot;
      const value = slot === undefined ? now.answer : now.values.get(Number(slot));
      row.querySelector(".value").textContent = k > at ? "·" : String(value);
    });
    for (const arrow of arrows.values()) arrow.classList.remove("now", "later");
    const shown = new Map();
    rows.forEach((row, k) => {
      const arrow = arrows.get(row.dataset.arrow);
      if (!arrow) return;
      if (k === at) arrow.classList.add("now");
      if (k > at) arrow.classList.add("later");
      shown.set(arrow, [...(shown.get(arrow) || []), String(now.values.get(Number(row.dataset.slot)))]);
    });
    for (const [arrow, values] of shown) {
      const text = arrow.querySelector(".value");
      if (text) text.textContent = values.slice(0, 6).join(" ") + (values.length > 6 ? " …" : "");
    }
    const answer = document.querySelector(".answer-value");
    if (answer) answer.textContent = at >= rows.length - 1 ? String(now.answer) : "";
    element("runs-first").disabled = at === 0;
    element("runs-back").disabled = at === 0;
    element("runs-next").disabled = at >= rows.length - 1;
    const row = rows[Math.min(at, rows.length - 1)];
    const slot = row.dataset.slot === undefined ? undefined : Number(row.dataset.slot);
    const because = now.why(slot);
    element("runs-status").textContent = at < rows.length
      ? `Step ${at + 1} of ${rows.length}: ${row.cells[1].textContent}: ${row.querySelector(".value").textContent}${because ? ` (${because})` : ""}`
      : `All ${rows.length} steps: the answer is ${now.answer}, ${now.answer === now.right ? "which is right" : `and ${now.right} would be right`}.`;
    document.querySelector(".example").textContent = `Input ${now.input}; the right answer is ${now.right}.`;
  };
  const again = () => { now = run(); show(); };
  if (data.kind === "runs") {
    const [box, list] = select("Input", data.runs.length, 0, (k) => data.runs[k].input);
    element("runs-input").append(box);
    readers.push(() => [list.value]);
  } else {
    tables();
  }
  element("runs-input").addEventListener("change", again);
  element("runs-first").addEventListener("click", () => { at = 0; show(); });
  element("runs-back").addEventListener("click", () => { at = Math.max(0, Math.min(at, rows.length) - 1); show(); });
  element("runs-next").addEventListener("click", () => { at = Math.min(rows.length - 1, at + 1); show(); });
  element("runs-all").addEventListener("click", () => { at = rows.length; show(); });
  element("runs").hidden = false;
  again();
});
