// On the review screen: a button at each place that points the remark form at it, and a mark at the
// places that have remarks. Without scripts the place is chosen from the form's list.

const screen = document.querySelector("[data-review-content]");
const remarkForm = () => document.querySelector("#remark-form");
const places = () => [...(screen?.querySelectorAll("[data-block], [data-field]") ?? [])];

/** The option of the form's list that stands for a place, or undefined. */
function optionFor({ block, field }) {
  const options = [...(remarkForm()?.elements.place?.options ?? [])];
  const fits = block
    ? (option) => option.value.endsWith(`:${block}`)
    : (option) => option.value === `${field}:`;
  return options.find(fits);
}

function pointAt(place) {
  const form = remarkForm();
  form.elements.place.value = optionFor(place.dataset).value;
  // Beside the material the desk stays in sight by itself, and the place that is remarked with it.
  const beside = matchMedia("(min-width: 64rem)").matches;
  form.scrollIntoView({ block: beside ? "nearest" : "center" });
  form.elements.text.focus({ preventScroll: true });
}

function addButton(place) {
  const option = optionFor(place.dataset);
  // In a list of definitions only dt and dd may stand, so the button goes into the dd.
  const host = place.querySelector(":scope > dd") ?? place;
  if (!option || host.querySelector(":scope > .remark-here")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn--small btn--quiet remark-here";
  button.textContent = remarkForm().dataset.label;
  button.setAttribute("aria-label", `${button.textContent}: ${option.text}`);
  button.addEventListener("click", () => pointAt(place));
  host.append(button);
}

function refresh() {
  const marked = new Set(
    [...document.querySelectorAll("[data-remark-place]")].map((item) => item.dataset.remarkPlace),
  );
  for (const place of places()) {
    addButton(place);
    place.classList.toggle("has-remark", marked.has(place.dataset.block ?? place.dataset.field));
  }
}

document.addEventListener("htmx:afterSwap", refresh);
refresh();

/** Put a chosen ready remark into the text, after what is there already, with its severity. */
function takeReady(list) {
  const ready = list.selectedOptions[0]?.dataset;
  if (!ready?.text) return;
  const { text, severity } = list.form.elements;
  text.value = [text.value.trim(), ready.text].filter(Boolean).join("\n");
  for (const choice of severity) choice.checked = choice.value === ready.severity;
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("change", (event) => {
  if (event.target.matches("#remark-form [name=canned]")) takeReady(event.target);
});
