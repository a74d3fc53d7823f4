// SPDX-License-Identifier: EUPL-1.2
// What a page cannot do without a script: passkeys, the code behind the #, and keeping a reader's
// place while a live page renews itself. Everything else works without.
"use strict";

// The code of a one-time link stands behind the #, which browsers send nowhere. It leaves the
// address bar and the history at once.
for (const form of document.querySelectorAll("[data-code-form]")) {
  const code = location.hash.slice(1);
  if (code) {
    form.elements.code.value = code;
    history.replaceState(null, "", location.pathname);
    form.querySelector("button").focus();
  }
}

// Passkeys (WebAuthn Level 3): fetch a challenge, ask the authenticator, send its answer as a form.
for (const form of document.querySelectorAll("[data-passkey]")) {
  const problem = form.querySelector("[data-problem]");
  const say = (words) => {
    problem.textContent = words;
    problem.hidden = !words;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say("");
    if (!window.PublicKeyCredential || !PublicKeyCredential.parseCreationOptionsFromJSON) {
      say(problem.dataset.cannot);
      return;
    }
    try {
      const answer = await fetch(form.dataset.options, { method: "POST" });
      if (!answer.ok) throw new Error(String(answer.status));
      const options = await answer.json();
      const credential =
        form.dataset.passkey === "create"
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.elements.answer.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      say(problem.dataset.stopped);
    }
  });
}

// A live part of a page is replaced whole. What the reader had open, ticked or focused stays so.
let kept = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const part = event.detail.target;
  kept = {
    open: [...part.querySelectorAll("details[open][id]")].map((one) => one.id),
    ticked: [...part.querySelectorAll("input[type=checkbox][id]")].map((one) => [one.id, one.checked]),
    focus: part.contains(document.activeElement) ? document.activeElement.id : "",
  };
});
document.addEventListener("htmx:afterSettle", () => {
  if (!kept) return;
  for (const id of kept.open) document.getElementById(id)?.setAttribute("open", "");
  for (const [id, checked] of kept.ticked) {
    const box = document.getElementById(id);
    if (box) box.checked = checked;
  }
  if (kept.focus) document.getElementById(kept.focus)?.focus({ preventScroll: true });
  kept = null;
  const news = document.getElementById("news");
  if (news) news.textContent = news.dataset.words;
});

// The stream says that the session is over, or cannot be reached.
document.addEventListener("htmx:sseClose", (event) => {
  document.body.classList.add("stopped");
  if (event.detail.type === "message") location.assign("/sign-in");
});
document.addEventListener("htmx:sseError", () => document.body.classList.add("stopped"));
document.addEventListener("htmx:sseOpen", () => document.body.classList.remove("stopped"));

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
