// Leaving at once: a press on the button or Escape three times. The page is gone before the server answers.
const form = document.querySelector("[data-exit]");
const WITHIN = 5000; // milliseconds for the three presses

function leave() {
  document.documentElement.classList.add("kp-gone");
  document.title = " ";
  try { sessionStorage.clear(); localStorage.clear(); } catch { /* no store */ }
  // The session ends behind the next page; that page does not wait for it.
  fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", keepalive: true }).catch(() => {});
  window.location.replace(form.dataset.exit);
}

if (form) {
  form.addEventListener("submit", (event) => { event.preventDefault(); leave(); });
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") { presses = []; return; }
    presses = [...presses.filter((at) => Date.now() - at < WITHIN), Date.now()];
    if (presses.length >= 3) leave();
  }, true);
}
