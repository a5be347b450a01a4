// Progressive enhancement of a talk about consent. Each answer is saved by the server when it is sent; what
// could not be sent (no network, the session ended) waits in this browser and comes back to its question.
// Signing out empties the browser's store (Clear-Site-Data).

const memory = {
  read(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  },
  keep(key, draft) {
    try { localStorage.setItem(key, JSON.stringify(draft)); } catch { /* a full store: sending goes on */ }
  },
  forget(key) {
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  },
};

const HIDDEN = new Set(["csrfmiddlewaretoken", "version"]);

class Talk {
  constructor(form) {
    this.form = form;
    this.key = `kp-talk:${form.dataset.talk}`;
    this.state = form.querySelector("[data-state]");
    this.restore();
    form.addEventListener("change", () => this.keep());
    form.addEventListener("input", () => this.keep());
    form.addEventListener("submit", (event) => this.send(event));
  }

  get said() {
    return [...new FormData(this.form)].filter(([name]) => !HIDDEN.has(name));
  }

  keep() { memory.keep(this.key, { version: this.form.dataset.version, said: this.said }); }

  restore() {
    const kept = memory.read(this.key);
    if (!kept) return;
    // A newer version means that the server has the answer already.
    if (kept.version !== this.form.dataset.version) { memory.forget(this.key); return; }
    if (JSON.stringify(kept.said) === JSON.stringify(this.said)) return;
    for (const field of this.form.elements) {
      if (HIDDEN.has(field.name) || !field.name) continue;
      const values = kept.said.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (field.tagName !== "BUTTON" && values.length) [field.value] = values;
      if (field.checked && field.closest("details")) field.closest("details").open = true;
    }
    this.state.textContent = this.form.dataset.restored;
  }

  send(event) {
    this.keep();
    if (navigator.onLine) return;
    event.preventDefault();
    this.state.textContent = this.form.dataset.offline;
    this.state.scrollIntoView({ block: "center" });
  }
}

for (const form of document.querySelectorAll("form[data-talk]")) {
  const talk = new Talk(form);
  window.addEventListener("online", () => { talk.state.textContent = ""; });
}

// A button that reads the question aloud, shown where the browser has a voice.
for (const button of document.querySelectorAll("[data-read-aloud]")) {
  if (!window.speechSynthesis) continue;
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", () => {
    if (speechSynthesis.speaking) { speechSynthesis.cancel(); button.textContent = words; return; }
    const said = new SpeechSynthesisUtterance(document.querySelector("[data-aloud]").innerText);
    said.lang = button.dataset.language;
    said.onend = () => { button.textContent = words; };
    button.textContent = button.dataset.stop;
    speechSynthesis.speak(said);
  });
}
