// Progressive enhancement of a form that is filled in for some minutes, perhaps without a network: the whole
// form is kept in this browser at every tap and sent when nobody types. Sending needs the network, filling in
// does not. Signing out empties the browser's store, so that nothing stays on a shared device.

const QUIET = 2500; // milliseconds without a tap after which the form is sent
const AGAIN = 15000;

const memory = {
  read(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
  keep(key, kept) { try { localStorage.setItem(key, JSON.stringify(kept)); } catch { /* a full store: sending goes on */ } },
  forget(key) { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
};

class WholeDraft {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.key = `kp-whole:${form.dataset.wholeDraft}`;
    this.version = form.elements.version;
    this.state = form.querySelector("[data-state]");
    this.conflict = form.querySelector("[data-conflict]");
    this.sent = this.content();
    this.running = false;
    this.timer = 0;
    this.restore();
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => this.submitted(event));
    this.conflict.querySelector("[data-mine]").addEventListener("click", () => this.mine());
    this.conflict.querySelector("[data-theirs]").addEventListener("click", () => this.theirs());
    window.addEventListener("online", () => this.save());
  }

  // Everything but the version and the token, as pairs: boxes that are not ticked are not among them.
  content() {
    const left = new Set(["version", "csrfmiddlewaretoken"]);
    return JSON.stringify([...new FormData(this.form)].filter(([name]) => !left.has(name)));
  }

  fill(content) {
    const values = new Map();
    for (const [name, value] of JSON.parse(content)) values.set(name, [...(values.get(name) || []), value]);
    for (const field of this.form.elements) {
      if (!field.name || field.name === "version" || field.name === "csrfmiddlewaretoken" || field.type === "submit") continue;
      const given = values.get(field.name) || [];
      if (field.type === "radio" || field.type === "checkbox") field.checked = given.includes(field.value);
      else field.value = given[0] ?? "";
    }
  }

  say(text) { this.state.textContent = text; }

  restore() {
    const kept = memory.read(this.key);
    if (!kept) return;
    if (kept.content === this.sent) { memory.forget(this.key); return; }
    this.fill(kept.content);
    this.version.value = kept.version; // the one that was read: a change meanwhile is seen as such
    this.say(this.words.restored);
    this.later(QUIET);
  }

  changed() {
    memory.keep(this.key, { content: this.content(), version: this.version.value });
    this.say(this.words.unsaved);
    this.later(QUIET);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  submitted(event) {
    clearTimeout(this.timer);
    if (navigator.onLine && !this.running) { memory.forget(this.key); return; }
    event.preventDefault();
    memory.keep(this.key, { content: this.content(), version: this.version.value });
    if (!this.running) { this.say(this.words.offline); this.later(AGAIN); return; }
    const button = event.submitter; // a save is on its way: press again when it has arrived
    this.arrived = () => this.form.requestSubmit(button);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.running) { this.later(QUIET); return; }
    const content = this.content();
    if (content === this.sent || !this.conflict.hidden) return;
    this.running = true;
    this.say(this.words.saving);
    try {
      const answer = await fetch(this.form.action || location.href, {
        method: "POST",
        body: new FormData(this.form),
        headers: { Accept: "application/json" },
        redirect: "manual",
        credentials: "same-origin",
      });
      await this.answered(answer, content);
    } catch {
      this.say(this.words.offline);
      this.later(AGAIN);
    } finally {
      this.running = false;
    }
    if (this.arrived) { const press = this.arrived; this.arrived = null; press(); }
  }

  async answered(answer, content) {
    const known = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    if (!known) { this.say(this.words.expired); return; }
    const told = await answer.json();
    if (answer.ok) {
      this.sent = content;
      this.version.value = told.version;
      if (this.content() === content) { memory.forget(this.key); this.say(told.saved); } else this.changed();
    } else if (answer.status === 409) {
      this.newest = told.version;
      this.conflict.querySelector("[data-message]").textContent = told.message;
      this.conflict.hidden = false;
      this.say("");
    } else this.say(told.message);
  }

  mine() {
    this.version.value = this.newest;
    this.conflict.hidden = true;
    this.save();
  }

  theirs() {
    memory.forget(this.key);
    location.reload();
  }
}

for (const form of document.querySelectorAll("form[data-whole-draft]")) new WholeDraft(form);
