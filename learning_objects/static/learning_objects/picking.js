// Marking materials of a list for comparison and keeping them without leaving the page.
// Without scripts both are plain forms.

const compare = document.getElementById("compare-form");
const keep = document.getElementById("keep-form");
const words = compare.querySelector("[role=status]");

const marked = () => document.querySelectorAll('input[form="compare-form"]:checked').length;

function tell() {
  const number = marked();
  compare.classList.toggle("picking--some", number > 0);
  if (number) words.textContent = (number < 2 ? compare.dataset.words : compare.dataset.wordsReady).replace("{n}", number);
}

// Marking must not start the search anew: the list stands inside the form of the search.
document.addEventListener(
  "change",
  (event) => {
    if (!event.target.matches('input[form="compare-form"]')) return;
    event.stopPropagation();
    tell();
  },
  true,
);
document.addEventListener("htmx:afterSwap", tell);

keep.addEventListener("submit", async (event) => {
  keep.elements.next.value = location.pathname + location.search;
  const button = event.submitter;
  if (keep.method !== "post" || !button) return;
  event.preventDefault();
  button.disabled = true;
  const label = button.querySelector("[data-keep-label]");
  try {
    const body = new FormData(keep);
    body.append(button.name, button.value);
    const answer = await fetch(keep.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const said = await answer.json();
    label.textContent = said.words;
    const link = document.createElement("a");
    link.href = said.url;
    link.textContent = said.open;
    link.className = "hit-actions__open";
    button.after(link);
    const status = document.createElement("span");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    button.after(status);
    status.textContent = said.words;
  } catch {
    // No answer, or not the one that was expected: as without scripts.
    button.disabled = false;
    const fallback = document.createElement("input");
    Object.assign(fallback, { type: "hidden", name: button.name, value: button.value });
    keep.append(fallback);
    keep.submit();
  }
});

tell();
