// On the review screen: a button beside each block that points the remark form at it.
// Without scripts the place is chosen from the form's list.

const screen = document.querySelector("[data-review-content]");
const form = () => document.querySelector("#remark-form");

/** The option of the place list that stands for a block, or undefined. */
const optionFor = (block) =>
  [...(form()?.elements.place?.options ?? [])].find((option) => option.value.endsWith(`:${block}`));

function pointAt(block) {
  const option = optionFor(block);
  if (!option) return;
  form().elements.place.value = option.value;
  form().elements.text.focus();
  form().scrollIntoView({ block: "center" });
}

function addButtons() {
  if (!screen || !form()) return;
  for (const element of screen.querySelectorAll("[data-block]")) {
    const option = optionFor(element.dataset.block);
    if (!option || element.querySelector(":scope > .remark-here")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--small btn--quiet remark-here";
    button.textContent = form().dataset.label;
    button.setAttribute("aria-label", `${form().dataset.label}: ${option.text}`);
    button.addEventListener("click", () => pointAt(element.dataset.block));
    element.append(button);
  }
}

function markBlocks() {
  if (!screen) return;
  const blocks = new Set(
    [...document.querySelectorAll("[data-remark-block]")].map((remark) => remark.dataset.remarkBlock),
  );
  for (const element of screen.querySelectorAll("[data-block]")) {
    element.classList.toggle("has-remark", blocks.has(element.dataset.block));
  }
}

const refresh = () => {
  addButtons();
  markBlocks();
};
document.addEventListener("htmx:afterSwap", refresh);
refresh();
