// Shows what stands in the way of submission while the author writes: fetched when the editing
// screen opens and again after every autosave.
const SAVED = "w-autosave:success";

class StudioChecks extends HTMLElement {
  connectedCallback() {
    this.refresh = () => this.load();
    document.addEventListener(SAVED, this.refresh);
    this.addEventListener("click", (event) => this.follow(event));
    this.load();
    this.arrive();
  }

  // The cabinet links to a place: #place-block-<id> or #place-field-<name>. The blocks of a stream
  // are drawn after the page, so it is looked for a few times.
  arrive(tries = 20) {
    const [, kind, name] = /^#place-(block|field)-(.+)$/.exec(location.hash) ?? [];
    if (!kind) return;
    const target = kind === "block" ? this.locate(name, "") : this.locate("", name);
    if (target) this.show(target);
    else if (tries) setTimeout(() => this.arrive(tries - 1), 150);
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
    const target = this.locate(link.dataset.block, link.dataset.field);
    if (!target) return;
    event.preventDefault();
    this.show(target);
  }

  show(target) {
    const panel = target.closest('[role="tabpanel"]');
    if (panel?.hidden) document.querySelector(`[role="tab"][href="#${panel.id}"]`)?.click();
    target.scrollIntoView({ block: "center" });
    const input = target.querySelector("input:not([type=hidden]), textarea, [contenteditable]");
    input?.focus({ preventScroll: true });
  }

  locate(block, field) {
    const byBlock = block && document.querySelector(`[data-contentpath="${CSS.escape(block)}"]`);
    const byField = field && document.querySelector(`[data-contentpath="${CSS.escape(field)}"]`);
    return byBlock || byField || (field && document.getElementById(`panel-${field}`));
  }
}

customElements.define("studio-checks", StudioChecks);
