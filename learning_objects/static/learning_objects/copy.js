/* Buttons that copy a text of the page: <button data-copy="id">. Without scripts the text is selected by hand. */
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const text = document.getElementById(button.dataset.copy);
  const said = button.querySelector("[data-copied]");
  try {
    await navigator.clipboard.writeText(text.textContent.trim());
    said.textContent = said.dataset.copied;
    said.classList.remove("visually-hidden");
  } catch {
    // No clipboard (an address without https): select it, so that Ctrl+C is enough.
    getSelection().selectAllChildren(text);
  }
});
