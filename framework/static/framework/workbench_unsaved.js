// What is typed into the panel and not sent yet: nobody loses it without being asked.

// Loaded before the tree itself, which asks `root.unsaved` before it shows another node.
for (const root of document.querySelectorAll("[data-bench]")) watch(root);

function watch(root) {
  const panel = root.querySelector("[data-panel]");
  const forms = new Set();
  let count = 0;
  const ask = () => confirm(root.dataset.textUnsaved);

  // What the server refused came back in its form: it is not saved either.
  for (const alert of panel.querySelectorAll("form [role=alert]")) forms.add(alert.closest("form"));

  panel.addEventListener("input", (event) => {
    count += 1;
    if (event.target.form?.method === "post") forms.add(event.target.form);
  });

  // Sending one form leaves the page, and with it what stands in the others.
  panel.addEventListener("submit", (event) => {
    if ([...forms].some((form) => form !== event.target) && !ask()) event.preventDefault();
    else forms.clear();
  });

  addEventListener("beforeunload", (event) => {
    if (forms.size) event.preventDefault();
  });

  root.unsaved = {
    get any() {
      return forms.size > 0;
    },
    /** How often something was typed. */
    get count() {
      return count;
    },
    /** Say whether the panel may be replaced: nothing is typed, or the person lets it go. */
    mayLeave: () => forms.size === 0 || ask(),
    forget: () => forms.clear(),
  };
}
