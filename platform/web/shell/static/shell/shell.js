// Progressive enhancement only: every page works without this file.
import { initAll } from "../vendor/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

const sortable = document.querySelectorAll('[data-module="moj-sortable-table"]');
if (sortable.length) {
  const { SortableTable } = await import("../vendor/moj-frontend.min.js");
  for (const table of sortable) new SortableTable(table);
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
