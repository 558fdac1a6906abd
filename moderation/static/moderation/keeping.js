// Switching between the views of the material (as the teacher and as the pupil see it, what changed)
// stays at the place that one was reading. Without scripts a view opens at its beginning.

const STORE = "review-place";
const WHERE = "#reading :is([data-block], [data-field])";
const keyOf = (place) => place.dataset.block ?? place.dataset.field;
const places = () => [...document.querySelectorAll(WHERE)];

/** The place with the focus, else the first one of which something is in the window. */
function readingAt() {
  const focused = document.activeElement?.closest(WHERE);
  if (focused) return focused;
  const seen = places().filter((place) => place.getBoundingClientRect().bottom > 0);
  // The innermost of those that begin above the middle of the window: a block, not its stage.
  const begun = seen.filter((place) => place.getBoundingClientRect().top < window.innerHeight / 2);
  return window.scrollY > 0 ? begun.find((place) => !place.querySelector("[data-block]")) ?? begun[0] : null;
}

/** Itself, what is around it, then what stands before it, nearest first. */
function candidates(place) {
  const all = places();
  const before = all.slice(0, all.indexOf(place)).reverse();
  const around = before.filter((other) => other.contains(place));
  return [place, ...around, ...before].map(keyOf);
}

function keep() {
  const place = readingAt();
  try {
    if (place) sessionStorage.setItem(STORE, JSON.stringify(candidates(place)));
    else sessionStorage.removeItem(STORE);
  } catch {
    // Storage is switched off: the view opens at its beginning.
  }
}

function kept() {
  try {
    const found = JSON.parse(sessionStorage.getItem(STORE) ?? "[]");
    sessionStorage.removeItem(STORE);
    return found;
  } catch {
    return [];
  }
}

document.querySelectorAll("#reading .tabs a").forEach((tab) => tab.addEventListener("click", keep));

const wanted = kept();
if (!location.hash && wanted.length) {
  const here = new Map(places().map((place) => [keyOf(place), place]));
  const found = here.get(wanted.find((key) => here.has(key)));
  if (found) {
    found.setAttribute("tabindex", "-1");
    found.focus({ preventScroll: true });
    found.scrollIntoView({ block: "start" });
  }
}
