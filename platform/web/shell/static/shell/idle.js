// A page of a person of a family closes after ten minutes without a sign of life, and says so two minutes
// before. What was typed stays in this tab alone (sessionStorage), for the same account and page; leaving at
// once and signing out empty it.

const LIMIT = 10 * 60 * 1000;
const WARNING = 8 * 60 * 1000;
const box = document.querySelector("[data-idle]");
const PREFIX = "kp-typed:";

const forms = () => [...document.querySelectorAll("main form[method=post]")];
const key = (place) => `${PREFIX}${box.dataset.owner}:${window.location.pathname}:${place}`;
const SECRET = new Set(["password", "hidden", "file"]);

function keep() {
  try {
    forms().forEach((form, place) => {
      const typed = [...form.elements]
        .filter((field) => field.name && !SECRET.has(field.type) && field.type !== "submit" && field.type !== "button")
        .map((field) => [field.name, field.value, field.checked === true]);
      if (typed.length) sessionStorage.setItem(key(place), JSON.stringify(typed));
    });
  } catch { /* no store: nothing can be kept */ }
}

function restore() {
  let back = false;
  try {
    for (const name of Object.keys(sessionStorage)) {
      if (name.startsWith(PREFIX) && !name.startsWith(`${PREFIX}${box.dataset.owner}:`)) sessionStorage.removeItem(name);
    }
    forms().forEach((form, place) => {
      const kept = JSON.parse(sessionStorage.getItem(key(place)) || "null");
      if (!kept) return;
      sessionStorage.removeItem(key(place));
      for (const field of form.elements) {
        const found = kept.find(([name, value]) => name === field.name && (!isChoice(field) || value === field.value));
        if (!found || SECRET.has(field.type)) continue;
        if (isChoice(field)) field.checked = found[2];
        else if (found[1]) { [, field.value] = found; back = true; }
      }
    });
  } catch { /* nothing was kept */ }
  const note = document.querySelector("[data-idle-back]");
  if (back && note) note.hidden = false;
}

const isChoice = (field) => field.type === "checkbox" || field.type === "radio";

if (box) {
  restore();
  let since = Date.now();
  const form = box.querySelector("form");

  const stay = async () => {
    try {
      const answer = await fetch(box.dataset.stay, { method: "POST", body: new FormData(form), credentials: "same-origin" });
      if (answer.status !== 204) { close(); return; }
      since = Date.now();
      box.close();
    } catch { /* no connection: the warning stays */ }
  };

  const close = () => {
    keep();
    document.documentElement.classList.add("kp-gone");
    const here = encodeURIComponent(window.location.pathname);
    window.location.replace(`${box.dataset.enter}?next=${here}`);
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); stay(); });
  box.addEventListener("cancel", (event) => { event.preventDefault(); stay(); });
  const look = () => {
    const quiet = Date.now() - since;
    if (quiet >= LIMIT) close();
    else if (quiet >= WARNING && !box.open) box.showModal();
  };
  setInterval(look, 5000);
  // A telephone that slept, or a page taken from the browser's memory, is looked at before anybody sees it.
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
}
