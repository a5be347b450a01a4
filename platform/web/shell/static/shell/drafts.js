// Progressive enhancement of texts that somebody types for long: they are saved while one types, and what
// could not be saved (the session ended, no network) waits in this browser and comes back to its field.
// Signing out empties the browser's store (Clear-Site-Data), so that nothing stays on a shared computer.

const QUIET = 2500; // milliseconds without a key after which a text is saved
const AGAIN = 15000;

const memory = {
  read(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  },
  keep(key, draft) {
    try { localStorage.setItem(key, JSON.stringify(draft)); } catch { /* a full store: saving goes on */ }
  },
  forget(key) {
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  },
};

class Draft {
  constructor(form, page) {
    this.form = form;
    this.words = page.dataset;
    this.key = `kp-draft:${page.dataset.drafts}:${form.dataset.draft}`;
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

for (const page of document.querySelectorAll("[data-drafts]")) {
  const drafts = [...page.querySelectorAll("form[data-draft]")].map((form) => new Draft(form, page));
  window.addEventListener("online", () => drafts.forEach((draft) => draft.save(false)));
}

// A button that copies a field, shown where the browser can do it.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.parentElement.querySelector("[data-copy-state]").textContent = button.dataset.copied;
  });
}
