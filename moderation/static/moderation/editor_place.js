// In the editor: an address that ends in a block (#block-…-section), as the author's remarks have
// it, opens the tab and the stages around that block. The editor makes its blocks after the page is there.

const PATIENCE = 5000; // milliseconds
const began = performance.now();

function open(target) {
  const tab = target.closest(".w-tabs__panel[hidden]");
  if (tab) [...document.querySelectorAll("[role=tab]")].find((link) => link.hash === `#${tab.id}` || link.getAttribute("aria-controls") === tab.id)?.click();
  const around = [];
  for (let panel = target; panel; panel = panel.parentElement?.closest("[data-panel]")) around.unshift(panel);
  for (const panel of around) {
    const toggle = panel.querySelector("[data-panel-toggle]");
    if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
  }
  target.scrollIntoView({ block: "center" });
}

function look() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target) open(target);
  else if (performance.now() - began < PATIENCE) setTimeout(look, 100);
}

if (/^#block-.+-section$/.test(location.hash)) look();
