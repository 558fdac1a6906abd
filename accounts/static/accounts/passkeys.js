// Passkeys: allauth's scripts talk to the browser; this one tells them where the form is, and tells
// the person what went wrong.

const WAYS = {
  add: { button: "add", form: "addForm" },
  authenticate: { button: "authenticate", form: "authenticateForm" },
  login: { button: "login", form: "loginForm" },
};

for (const place of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) {
    place.querySelector("[data-passkey-missing]")?.removeAttribute("hidden");
    place.querySelector("[data-passkey-button]")?.setAttribute("hidden", "");
    continue;
  }
  const way = WAYS[place.dataset.passkey];
  window.allauth.webauthn.forms[way.form]({
    ids: {
      [way.button]: place.querySelector("[data-passkey-button]").id,
      credential: place.querySelector("input[name=credential]").id,
      passwordless: place.querySelector("input[name=passwordless]")?.id,
      data: "js_data",
    },
  });
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const words of document.querySelectorAll("[data-passkey-problem]")) {
    words.removeAttribute("hidden");
    words.focus();
  }
});
