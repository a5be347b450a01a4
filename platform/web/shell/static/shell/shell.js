// Progressive enhancement only: every page works without this file.
import { initAll } from "../vendor/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

const sortable = document.querySelectorAll('[data-module="moj-sortable-table"]');
if (sortable.length) {
  const { SortableTable } = await import("../vendor/moj-frontend.min.js");
  for (const table of sortable) new SortableTable(table);
}

// A row of a table and its shape on the map beside it light up together.
const marked = new Map();
for (const shape of document.querySelectorAll("svg [data-code]")) marked.set(shape.dataset.code, shape);
for (const row of document.querySelectorAll("tr[data-code]")) {
  const shape = marked.get(row.dataset.code);
  if (!shape) continue;
  const mark = (on) => () => {
    shape.classList.toggle("kp-shape--marked", on);
    row.classList.toggle("kp-row--marked", on);
  };
  for (const node of [row, shape]) {
    node.addEventListener("mouseenter", mark(true));
    node.addEventListener("mouseleave", mark(false));
  }
  row.addEventListener("focusin", mark(true));
  row.addEventListener("focusout", mark(false));
}

// A filter that says so sends its form when a choice changes.
for (const form of document.querySelectorAll("form[data-send-on-change]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// Paper for the table: the button is there only where it can do something.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
