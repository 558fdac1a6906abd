// Shows what stands in the way of submission while the author writes: fetched when the editing
// screen opens and again after every autosave. An address that ends with #block-… or #field-… leads
// to that place of the form, as a finding on another page does.
const SAVED = "w-autosave:success";

class StudioChecks extends HTMLElement {
  connectedCallback() {
    this.refresh = () => this.load();
    document.addEventListener(SAVED, this.refresh);
    this.addEventListener("click", (event) => this.follow(event));
    this.load();
    if (document.readyState === "complete") this.arrive();
    else window.addEventListener("load", () => this.arrive(), { once: true });
  }

  disconnectedCallback() {
    document.removeEventListener(SAVED, this.refresh);
  }

  async load() {
    try {
      const response = await fetch(this.dataset.src, { headers: { "X-Fragment": "checks" } });
      if (!response.ok) return;
      const wasOpen = this.querySelector("details")?.open;
      this.innerHTML = await response.text();
      const details = this.querySelector("details");
      if (details && wasOpen !== undefined) details.open = wasOpen;
    } catch {
      // Offline: the last findings stay; the next autosave tries again.
    }
  }

  // A finding leads to its block or field, in whichever tab that is.
  follow(event) {
    const link = event.target.closest("[data-block], [data-field]");
    if (!link) return;
    if (this.show(link.dataset.block, link.dataset.field)) event.preventDefault();
  }

  arrive() {
    const [, kind, name] = window.location.hash.match(/^#(block|field)-([\w-]+)$/) ?? [];
    if (kind) this.show(kind === "block" ? name : "", kind === "field" ? name : "body");
  }

  show(block, field) {
    const target = this.locate(block, field);
    if (!target) return false;
    const panel = target.closest('[role="tabpanel"]');
    if (panel?.hidden) document.querySelector(`[role="tab"][href="#${panel.id}"]`)?.click();
    target.scrollIntoView({ block: "center" });
    const input = target.querySelector("input:not([type=hidden]), textarea, [contenteditable]");
    input?.focus({ preventScroll: true });
    return true;
  }

  locate(block, field) {
    const byBlock = block && document.querySelector(`[data-contentpath="${CSS.escape(block)}"]`);
    const byField = field && document.querySelector(`[data-contentpath="${CSS.escape(field)}"]`);
    return byBlock || byField || (field && document.getElementById(`panel-${field}`));
  }
}

customElements.define("studio-checks", StudioChecks);
