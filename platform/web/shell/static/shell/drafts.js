// Progressive enhancement of what somebody types for long: it is kept in this browser until the server has it.
//
// A form with `data-draft` saves its one text while one types and shows both texts when two wrote at once.
// A form with `data-autosave` sends its lists at each change, one sending after another. A form with `data-keep`
// is sent by its button; its fields come back after an ended session, a lost connection or a closed browser,
// until the server says in the cookie `kp_saved` that the form with that key was saved.
//
// Drafts belong to one account (`data-drafts`) of one town (a host has its own store): what another account
// left is removed at once. Signing out empties the store (Clear-Site-Data); a draft is gone after a week.

const QUIET = 2500; // milliseconds without a key after which a text is saved
const AGAIN = 15000;
const WEEK = 7 * 24 * 3600 * 1000;
const PREFIX = "kp-draft:";

const memory = {
  read(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  },
  keep(key, draft) {
    try { localStorage.setItem(key, JSON.stringify({ ...draft, at: Date.now() })); } catch { /* a full store: saving goes on */ }
  },
  forget(key) {
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  },
  // What another account left on this computer, and what is old, goes.
  tidy(owner) {
    try {
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(PREFIX)) continue;
        const old = Date.now() - (this.read(key)?.at ?? 0) > WEEK;
        if (old || !key.startsWith(`${PREFIX}${owner}:`)) this.forget(key);
      }
    } catch { /* no store */ }
  },
};

// The key of a form that the server has just saved, once.
function savedKey() {
  const found = document.cookie.split("; ").find((part) => part.startsWith("kp_saved="));
  if (!found) return "";
  document.cookie = "kp_saved=; Max-Age=0; Path=/; SameSite=Lax";
  return found.slice("kp_saved=".length);
}

class Draft {
  constructor(form, page) {
    this.form = form;
    this.words = page.dataset;
    this.key = `${PREFIX}${page.dataset.drafts}:${form.dataset.draft}`;
    this.field = form.elements.text;
    this.version = form.elements.version;
    this.state = form.querySelector("[data-state]");
    this.conflict = form.querySelector("[data-conflict]");
    this.saved = this.field.value;
    this.running = false;
    this.timer = 0;
    this.restore();
    this.field.addEventListener("input", () => this.changed());
    form.addEventListener("submit", (event) => { event.preventDefault(); this.save(true); });
    form.querySelector("[data-join]").addEventListener("click", () => this.join());
  }

  say(text) { this.state.textContent = text; }

  restore() {
    const kept = memory.read(this.key);
    if (!kept) return;
    if (kept.text === this.saved) { memory.forget(this.key); return; }
    this.field.value = kept.text;
    this.version.value = kept.version; // the one that was read: a change meanwhile is seen as such
    this.say(this.words.restored);
    this.later(QUIET);
  }

  changed() {
    memory.keep(this.key, { text: this.field.value, version: this.version.value });
    this.say(this.words.unsaved);
    this.later(QUIET);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(false), wait);
  }

  get disputed() { return !this.conflict.hidden; }

  async save(asked) {
    clearTimeout(this.timer);
    if (this.running) { this.later(QUIET); return; }
    if (this.disputed && !asked) return;
    const text = this.field.value;
    if (text === this.saved && !asked) return;
    this.running = true;
    this.say(this.words.saving);
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        body: new FormData(this.form),
        headers: { Accept: "application/json" },
        redirect: "manual",
        credentials: "same-origin",
      });
      await this.answered(answer, text);
    } catch {
      this.say(this.words.offline);
      this.later(AGAIN);
    } finally {
      this.running = false;
    }
  }

  async answered(answer, text) {
    const known = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    if (!known) { this.say(this.words.expired); return; }
    const told = await answer.json();
    if (answer.ok) {
      this.saved = text;
      this.version.value = told.version;
      this.conflict.hidden = true;
      if (this.field.value === text) {
        memory.forget(this.key);
        this.say(told.saved);
      } else {
        this.changed();
      }
    } else if (answer.status === 409) {
      this.dispute(told);
    } else {
      this.say(told.message);
    }
  }

  dispute(told) {
    this.theirs = told.theirs;
    this.conflict.querySelector("[data-message]").textContent = told.message;
    this.conflict.querySelector("[data-by]").textContent = told.by ? `(${told.by})` : "";
    this.conflict.querySelector("[data-theirs]").textContent = told.theirs;
    this.conflict.hidden = false;
    this.version.value = told.version;
    memory.keep(this.key, { text: this.field.value, version: told.version });
    this.say(told.message);
  }

  join() {
    this.field.value = `${this.theirs}\n\n${this.field.value}`;
    this.conflict.hidden = true;
    this.changed();
    this.field.focus();
  }
}

// A form that sends itself at each change: a list that is ticked in the room.
class Autosave {
  constructor(form, words) {
    this.form = form;
    this.words = words;
    this.key = `${PREFIX}${words.drafts}:${form.dataset.autosave}`;
    this.state = form.querySelector("[data-state]");
    this.running = false; // one after another: an older list never overtakes a newer one
    this.again = false;
    this.waiting = false;
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => { event.preventDefault(); this.changed(); });
    this.restore();
  }

  get lists() { return [...this.form.querySelectorAll("select")]; }

  say(text) { this.state.textContent = text; }

  restore() {
    const kept = memory.read(this.key)?.chosen;
    if (!kept) return;
    for (const list of this.lists) if (list.name in kept) list.value = kept[list.name];
    this.send();
  }

  changed() {
    memory.keep(this.key, { chosen: Object.fromEntries(this.lists.map((list) => [list.name, list.value])) });
    this.send();
  }

  async send() {
    if (this.running) { this.again = true; return; }
    this.running = true;
    this.again = false;
    this.waiting = false;
    this.say(this.words.saving);
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        body: new FormData(this.form),
        headers: { Accept: "application/json" },
        redirect: "manual",
        credentials: "same-origin",
      });
      const known = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      if (known) {
        const told = await answer.json();
        if (!this.again) memory.forget(this.key);
        this.say(told.saved || told.message);
      } else this.say(this.words.expired);
    } catch {
      this.waiting = true;
      this.say(this.words.offline);
    }
    this.running = false;
    if (this.again && !this.waiting) this.send();
  }

  online() { if (this.waiting) this.send(); }
}

// A form sent by its button: its fields are kept until the server has them.
class Kept {
  constructor(form, page) {
    this.form = form;
    this.place = page;
    this.key = `${PREFIX}${page.dataset.drafts}:${form.dataset.keep}`;
    const kept = memory.read(this.key);
    if (kept && saved && kept.fields.some(([name, value]) => name === "key" && value === saved)) {
      memory.forget(this.key);
    } else if (kept && !document.querySelector(".govuk-error-summary")) {
      this.restore(kept.fields);
    }
    form.addEventListener("input", () => this.keep());
    form.addEventListener("change", () => this.keep());
  }

  keep() {
    const fields = [...new FormData(this.form)].filter(
      ([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string",
    );
    memory.keep(this.key, { fields });
  }

  restore(fields) {
    const mine = new Map();
    for (const [name, value] of fields) mine.set(name, [...(mine.get(name) || []), value]);
    for (const field of this.form.elements) {
      if (!field.name || field.name === "csrfmiddlewaretoken") continue;
      const values = mine.get(field.name) || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (values.length) [field.value] = values;
    }
    this.place.textContent = `${this.place.dataset.kept} `;
    const again = document.createElement("button");
    again.type = "button";
    again.className = "govuk-button govuk-button--secondary kp-button--small";
    again.textContent = this.place.dataset.discard;
    again.addEventListener("click", () => { memory.forget(this.key); window.location.reload(); });
    this.place.append(again);
  }
}

const pages = [...document.querySelectorAll("[data-drafts]")];
const saved = pages.length ? savedKey() : "";
if (pages.length) memory.tidy(pages[0].dataset.drafts);
for (const page of pages) {
  const drafts = [...page.querySelectorAll("form[data-draft]")].map((form) => new Draft(form, page));
  const lists = [...page.querySelectorAll("form[data-autosave]")].map((form) => new Autosave(form, page.dataset));
  window.addEventListener("online", () => {
    drafts.forEach((draft) => draft.save(false));
    lists.forEach((list) => list.online());
  });
}
const place = document.querySelector("[data-keep-state]");
if (place) for (const form of document.querySelectorAll("form[data-keep]")) new Kept(form, place);

// A button that copies a field, shown where the browser can do it.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.parentElement.querySelector("[data-copy-state]").textContent = button.dataset.copied;
  });
}
