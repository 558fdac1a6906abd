// Keys of the review screen: single letters, so they can be switched off (WCAG 2.1.4) and sleep while
// somebody types. Letters are told by their place on the keyboard: j is also the Russian «о».

const help = document.querySelector("[data-shortcuts]");
const STORE = "review-shortcuts";
const FIELDS = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';
let current = null;

const say = (words) => {
  document.querySelector("[data-shortcuts-status]").textContent = words;
};

function areOn() {
  try {
    return localStorage.getItem(STORE) !== "off";
  } catch {
    return true;
  }
}

function remember(on) {
  try {
    localStorage.setItem(STORE, on ? "on" : "off");
  } catch {
    // Storage is switched off: the choice lasts until the next page.
  }
}

const places = () => [
  ...document.querySelectorAll("[data-review-content] :is([data-block], [data-field]), .change"),
];

/** Focus the next (1) or previous (-1) place, and say which one it is. */
function step(by) {
  const all = places();
  if (!all.length) return;
  const at = all.indexOf(current);
  current = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length];
  current.setAttribute("tabindex", "-1");
  current.focus();
  current.scrollIntoView({ block: "center" });
  const name = current.dataset.place ?? current.querySelector("dt, h2, h3, .change__place")?.textContent;
  say(`${name?.trim() ?? ""} (${all.indexOf(current) + 1} / ${all.length})`);
}

/** Point the form of remarks at the current place, or at the object as a whole. */
function remarkHere() {
  const form = document.querySelector("#remark-form");
  if (!form) return say(help.dataset.unclaimed);
  const button = current?.querySelector(":scope > .remark-here, :scope > dd > .remark-here");
  if (button) button.click();
  else form.elements.text.focus();
}

function changeSeverity() {
  const choices = [...(document.querySelector("#remark-form")?.elements.severity ?? [])];
  if (!choices.length) return say(help.dataset.unclaimed);
  const next = choices[(choices.findIndex((choice) => choice.checked) + 1) % choices.length];
  next.checked = true;
  say(next.labels[0].textContent.trim());
}

/** Go to the list of ready remarks. */
function chooseReady() {
  const form = document.querySelector("#remark-form");
  if (!form) return say(help.dataset.unclaimed);
  (form.elements.canned ?? form.elements.text).focus();
}

function openTab(number) {
  document.querySelectorAll("#reading .tabs a")[number]?.click();
}

function openHelp() {
  if (!help.open) help.showModal();
}

const KEYS = {
  KeyJ: () => step(1),
  KeyK: () => step(-1),
  KeyR: remarkHere,
  KeyS: changeSeverity,
  KeyC: chooseReady,
  Digit1: () => openTab(0),
  Digit2: () => openTab(1),
  Digit3: () => openTab(2),
  Digit4: () => openTab(3),
  Digit5: () => openTab(4),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(FIELDS)) return;
  if (help.open || !areOn()) return;
  const act = event.shiftKey ? (event.key === "?" || event.code === "Slash") && openHelp : KEYS[event.code];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("focusin", (event) => {
  const place = event.target.closest("[data-review-content] :is([data-block], [data-field]), .change");
  if (place) current = place;
});

const box = help.querySelector("[data-shortcuts-switch]");
box.checked = areOn();
box.addEventListener("change", () => remember(box.checked));
document.querySelector("[data-shortcuts-open]").addEventListener("click", openHelp);
