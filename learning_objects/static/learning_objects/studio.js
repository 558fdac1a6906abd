// Shows what stands in the way of submission while the author writes: fetched when the editing
// screen opens and again after every autosave. An address with ?place=block-… or field-… leads to
// that place of the form: so do findings on other pages.
const SAVED = "w-autosave:success";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

class StudioChecks extends HTMLElement {
  connectedCallback() {
    this.refresh = () => this.load();
    document.addEventListener(SAVED, this.refresh);
    this.addEventListener("click", (event) => this.follow(event));
    this.load().then(() => this.arrive());
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

  // The form's blocks are built by scripts, and the findings above push them down.
  async arrive() {
    if (document.readyState !== "complete") {
      await new Promise((done) => window.addEventListener("load", done, { once: true }));
    }
    await pause(300);
    const place = new URLSearchParams(window.location.search).get("place") ?? "";
    const [, kind, name] = place.match(/^(block|field)-([\w-]+)$/) ?? [];
    if (kind) this.show(kind === "block" ? name : "", kind === "field" ? name : "body");
  }

  show(block, field) {
    const target = this.locate(block, field);
    if (!target) return false;
    const panel = target.closest('[role="tabpanel"]');
    if (panel?.hidden) document.querySelector(`[role="tab"][href="#${panel.id}"]`)?.click();
    this.reach(target, panel);
    return true;
  }

  // Wagtail shows the panel some time after the click.
  async reach(target, panel) {
    for (let tries = 0; panel?.hidden && tries < 40; tries += 1) await pause(50);
    await pause(100);
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
