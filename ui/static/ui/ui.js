// Small conveniences over pages that work without them.

const root = document.documentElement;
const systemDark = matchMedia("(prefers-color-scheme: dark)");

/** The theme that is shown now: chosen by the reader, else the system's. */
const currentTheme = () => root.dataset.theme ?? (systemDark.matches ? "dark" : "light");

const remember = (theme) => {
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // Storage is switched off: the choice lasts until the next page.
  }
};

const showThemeState = () => {
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.setAttribute("aria-pressed", String(currentTheme() === "dark"));
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-switch]");
  if (button) {
    root.dataset.theme = currentTheme() === "dark" ? "light" : "dark";
    remember(root.dataset.theme);
    showThemeState();
  }
  const cancel = event.target.closest("[data-close]");
  if (cancel) closePanel(cancel.closest("details, dialog"));
  const print = event.target.closest("[data-print]");
  if (print) window.print();
  for (const open of document.querySelectorAll("details:is(.menu, .confirm)[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

/** Close a menu, a confirmation or a dialog, and give the focus back to what opened it. */
function closePanel(panel) {
  if (!panel) return;
  if (panel instanceof HTMLDialogElement) return panel.close();
  panel.open = false;
  panel.querySelector("summary")?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closePanel(event.target.closest("details:is(.menu, .confirm)[open]"));
  const typing = event.target.closest('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]');
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = document.querySelector("[data-own-search]") ?? document.querySelector("[data-site-search]");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  }
});

// A panel that would leave the window on the right opens to the left.
document.addEventListener(
  "toggle",
  (event) => {
    const panel = event.target.matches?.(".confirm[open]") && event.target.querySelector(".confirm__panel");
    if (panel && panel.getBoundingClientRect().right > root.clientWidth) event.target.classList.add("confirm--end");
  },
  true,
);

// A form with data-submit-once is sent once; data-autosubmit sends it when a choice changes.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-submit-once]") || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
});
document.addEventListener("change", (event) => {
  event.target.closest("form[data-autosubmit]")?.requestSubmit();
});
// Coming back by the browser's "back" must not leave a form dead.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

systemDark.addEventListener("change", showThemeState);
showThemeState();

// A formula wider than the page scrolls; then the keyboard must reach it (not every browser sees to it).
const formulas = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});
for (const formula of document.querySelectorAll('math[display="block"]')) formulas.observe(formula);
