// On the review screen: what is marked and written in the decision outlives a reload of the page (settling a remark
// reloads it). It is kept in this tab only, for this person, this round and this seat.

const decisionForm = () => document.querySelector("#decision-form[data-keep]");
const keyOf = (form) => `mesh-decision:${form.dataset.keep}`;
const isKept = (name) => name === "letter" || name.startsWith("mark-");

function keep(form) {
  const typed = [...new FormData(form)].filter(([name]) => isKept(name));
  sessionStorage.setItem(keyOf(form), JSON.stringify(typed));
}

function restore(form) {
  if ("typed" in form.dataset) return keep(form);
  const kept = JSON.parse(sessionStorage.getItem(keyOf(form)) ?? "[]");
  for (const [name, value] of kept) {
    if (form.elements[name]) form.elements[name].value = value;
  }
}

document.addEventListener("input", (event) => {
  const form = decisionForm();
  if (form && event.target.form === form) keep(form);
});
document.addEventListener("htmx:afterSwap", (event) => {
  const form = decisionForm();
  if (!form || event.detail.target?.id !== "decision") return;
  keep(form);
  form.elements.letter.focus();
});
const first = decisionForm();
if (first) restore(first);
