// The tree of a draft by keyboard and by hand (WAI-ARIA APG, tree view). Without this script the same
// list is links, and moving, merging and retiring are pages of their own.

const TYPEAHEAD_MS = 600;
const NOBODY = "00000000-0000-0000-0000-000000000000";

class Bench {
  constructor(root) {
    this.root = root;
    this.panel = root.querySelector("[data-panel]");
    this.unsaved = root.unsaved;
    this.status = root.querySelector("[data-status]");
    this.tools = root.querySelector("[data-tools]");
    this.scroll = root.querySelector(".bench__scroll");
    this.store = `bench:${root.dataset.bench}`;
    this.cut = null;
    this.selected = new Map();
    this.typed = "";
    this.back = false;
    this.adopt(root.querySelector("[data-tree]"));
    this.tools.addEventListener("click", (event) => this.press(event.target.closest("[data-do]")?.dataset.do));
    addEventListener("popstate", () => location.reload());
    // Whoever sends a form of the panel goes on in the tree, who comments goes on in the comments.
    this.panel.addEventListener("submit", (event) => { this.back = !event.target.closest("#comments"); });
    root.dispatchEvent(new CustomEvent("bench:ready", { bubbles: true, detail: this }));
    this.restore();
  }

  text(name, values = {}) {
    const key = `text${name[0].toUpperCase()}${name.slice(1)}`;
    return (this.root.dataset[key] || "").replace(/%\((\w+)\)s/g, (_match, item) => values[item] ?? "");
  }

  say(words, stop = false) {
    this.status.textContent = words;
    this.status.classList.toggle("bench__said--stop", stop);
  }

  // The list becomes a tree ---------------------------------------------------------------------

  adopt(tree) {
    this.tree = tree;
    tree.setAttribute("role", "tree");
    tree.setAttribute("aria-label", this.text("tree"));
    tree.setAttribute("aria-multiselectable", "true");
    tree.addEventListener("keydown", (event) => this.onKey(event));
    tree.addEventListener("click", (event) => this.onClick(event));
    tree.addEventListener("focusin", (event) => this.rove(event.target.closest(".branch")));
    this.dress(tree, 1);
    (tree.querySelector("[aria-current]") || tree.querySelector(".branch__link"))?.setAttribute("tabindex", "0");
  }

  dress(list, level) {
    const items = [...list.children];
    items.forEach((item, index) => {
      // The item of the tree is the line itself: its name must not hold all that stands below.
      const link = this.line(item);
      if (!link.hasAttribute("role")) link.tabIndex = -1;
      link.draggable = false;
      item.setAttribute("role", "none");
      link.setAttribute("role", "treeitem");
      link.setAttribute("aria-level", level);
      link.setAttribute("aria-setsize", items.length);
      link.setAttribute("aria-posinset", index + 1);
      link.setAttribute("aria-selected", String(this.selected.has(item.dataset.node)));
      if (item.dataset.node) item.querySelector(".branch__row").draggable = true;
      const group = item.querySelector(":scope > ul");
      if ("parent" in item.dataset) link.setAttribute("aria-expanded", String(Boolean(group && !group.hidden)));
      if (group) {
        this.own(link, group);
        this.dress(group, level + 1);
      }
    });
  }

  own(link, group) {
    group.id = `below-${link.id}`;
    group.setAttribute("role", "group");
    link.setAttribute("aria-owns", group.id);
  }

  line(item) {
    return item.querySelector(".branch__link");
  }

  isOpen(item) {
    return this.line(item).getAttribute("aria-expanded") === "true";
  }

  items() {
    return [...this.tree.querySelectorAll(".branch")].filter((item) => !item.closest("[hidden]"));
  }

  find(uuid) {
    return uuid ? this.tree.querySelector(`[data-node="${CSS.escape(uuid)}"]`) : null;
  }

  get here() {
    return this.tree.querySelector(".branch__link[tabindex='0']")?.closest(".branch");
  }

  /** Tab comes back to where the focus was last. */
  rove(item) {
    const before = this.here;
    if (before) this.line(before).tabIndex = -1;
    this.line(item).tabIndex = 0;
  }

  focus(item) {
    if (!item) return;
    this.rove(item);
    this.line(item).focus({ preventScroll: true });
    this.line(item).scrollIntoView({ block: "nearest" });
  }

  title(item) {
    return item.querySelector(".branch__title").textContent;
  }

  // Opening and closing ---------------------------------------------------------------------------

  async fetchText(url, options = {}) {
    const response = await fetch(url, { ...options, headers: { "X-Part": "yes", ...options.headers } });
    const words = await response.text();
    if (response.ok) return words;
    if (response.status === 409) throw new Error(words);
    throw new Error(this.text("failed"));
  }

  async attempt(act) {
    try {
      return await act();
    } catch (error) {
      this.say(error instanceof TypeError ? this.text("failed") : error.message, true);
      return null;
    }
  }

  async toggle(item, wanted = !this.isOpen(item)) {
    if (!("parent" in item.dataset)) return;
    let group = item.querySelector(":scope > ul");
    if (wanted && !group) {
      const url = `${this.root.dataset.levelUrl}?node=${item.dataset.node}`;
      const html = await this.attempt(() => this.fetchText(url));
      if (html === null) return;
      group = document.createElement("ul");
      group.className = "branches";
      group.innerHTML = html;
      item.append(group);
      this.own(this.line(item), group);
      this.dress(group, Number(this.line(item).getAttribute("aria-level")) + 1);
    }
    if (group) group.hidden = !wanted;
    this.line(item).setAttribute("aria-expanded", String(wanted));
    this.remember();
  }

  async more(item) {
    const above = item.parentElement.closest("[data-node]");
    const query = new URLSearchParams({ node: above?.dataset.node || "", from: item.querySelector("[data-from]").dataset.from });
    const html = await this.attempt(() => this.fetchText(`${this.root.dataset.levelUrl}?${query}`));
    if (html === null) return;
    const list = item.parentElement;
    const at = list.childElementCount - 1;
    const shown = new Set([...list.children].map((each) => each.dataset.node));
    item.insertAdjacentHTML("afterend", html);
    item.remove();
    // What was open already is shown out of its turn; it now comes in its turn.
    for (const each of [...list.children].slice(at)) {
      if (each.dataset.node && shown.has(each.dataset.node)) list.querySelector(`[data-node="${each.dataset.node}"]`).remove();
    }
    this.dress(list, Number((above && this.line(above).getAttribute("aria-level")) || 0) + 1);
    this.focus(list.children[Math.min(at, list.childElementCount - 1)]);
  }

  opened() {
    return [...this.tree.querySelectorAll("[aria-expanded=true]")].map((line) => line.closest(".branch").dataset.node).slice(0, 50);
  }

  remember() {
    const kept = { open: this.opened(), top: this.scroll.scrollTop, back: this.back };
    try {
      sessionStorage.setItem(this.store, JSON.stringify(kept));
    } catch { /* a browser without storage forgets what was open */ }
  }

  async restore() {
    let kept = {};
    try {
      kept = JSON.parse(sessionStorage.getItem(this.store) || "{}");
    } catch { /* as above */ }
    const closed = (kept.open || []).filter((uuid) => !this.find(uuid) || !this.isOpen(this.find(uuid)));
    if (closed.length) {
      const query = new URLSearchParams([...(kept.open || []).map((uuid) => ["open", uuid])]);
      if (this.root.dataset.chosen) query.set("node", this.root.dataset.chosen);
      await this.attempt(async () => this.replace(await this.fetchText(`${this.root.dataset.editorUrl}?${query}`, { headers: { "X-Part": "tree" } })));
    }
    const row = this.tree.querySelector("[aria-current]");
    if (row) row.scrollIntoView({ block: "nearest" });
    else this.scroll.scrollTop = kept.top || 0;
    const wrong = this.panel.querySelector("[aria-invalid=true]");
    if (wrong) wrong.focus();
    else if (kept.back) this.focus(this.here);
    addEventListener("pagehide", () => this.remember());
    this.root.dataset.ready = "yes";
  }

  replace(html) {
    const box = document.createElement("div");
    box.innerHTML = html;
    const fresh = box.firstElementChild;
    const top = this.scroll.scrollTop;
    this.tree.replaceWith(fresh);
    this.adopt(fresh);
    this.scroll.scrollTop = top;
    return fresh.dataset.said;
  }

  // The panel ---------------------------------------------------------------------------------------

  async show(item, then = "title") {
    const field = then === "field" ? "[name=title]" : "";
    if (this.unsaved.any && item.dataset.node === this.root.dataset.chosen) {
      if (field) this.panel.querySelector(field)?.focus();
      return;
    }
    if (!this.unsaved.mayLeave()) return;
    const typed = this.unsaved.count;
    const url = `${this.root.dataset.editorUrl}?node=${item.dataset.node}`;
    const html = await this.attempt(() => this.fetchText(url, { headers: { "X-Part": "panel" } }));
    // What is typed while the answer is on its way is nobody's to throw away either.
    if (html === null || this.unsaved.count !== typed) return;
    this.panel.innerHTML = html;
    this.unsaved.forget();
    if (location.href.split("#")[0] !== new URL(url, location.href).href) history.pushState(null, "", url);
    this.root.dataset.chosen = item.dataset.node;
    this.mark(item);
    this.remember();
    if (field) this.panel.querySelector(field)?.select();
    else if (matchMedia("(max-width: 59.99rem)").matches) this.panel.scrollIntoView();
  }

  /** Draw the row of the node that the panel shows. */
  mark(item) {
    this.tree.querySelector("[aria-current]")?.removeAttribute("aria-current");
    this.tree.querySelector(".branch__row--chosen")?.classList.remove("branch__row--chosen");
    this.line(item).setAttribute("aria-current", "true");
    item.querySelector(".branch__row").classList.add("branch__row--chosen");
  }

  // Keys and clicks -----------------------------------------------------------------------------------

  onClick(event) {
    const item = event.target.closest(".branch");
    if (!item || event.button !== 0) return;
    const link = event.target.closest(".branch__link");
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.focus(item);
      this.select(item);
    } else if (link || event.target.closest(".branch__twist")) {
      event.preventDefault();
      this.focus(item);
      if (!item.dataset.node) this.more(item);
      else if (link) this.show(item);
      else this.toggle(item);
    }
  }

  onKey(event) {
    const item = event.target.closest(".branch");
    if (!item || event.isComposing) return;
    const act = this.deed(event, item);
    if (act) {
      event.preventDefault();
      event.stopPropagation();
      act();
    }
  }

  deed(event, item) {
    const control = event.ctrlKey || event.metaKey;
    const own = Boolean(item.dataset.node);
    if (event.altKey) {
      const step = { ArrowUp: "up", ArrowDown: "down" }[event.key];
      return step && own ? () => this.move(item.dataset.node, step) : null;
    }
    if (control) {
      // By the key's place: in a Russian layout the letters are others.
      if (event.code === "KeyX" && own) return () => this.take(item);
      if (event.code === "KeyV" && this.cut) return () => this.put("into");
      return null;
    }
    return this.step(event.key, item, own) || this.typeahead(event.key, item);
  }

  step(key, item, own) {
    const open = this.isOpen(item);
    const seen = this.items();
    const at = seen.indexOf(item);
    const steps = {
      ArrowDown: () => this.focus(seen[at + 1]),
      ArrowUp: () => this.focus(seen[at - 1]),
      Home: () => this.focus(seen[0]),
      End: () => this.focus(seen[seen.length - 1]),
      ArrowRight: () => (open ? this.focus(item.querySelector(".branch")) : this.toggle(item, true)),
      ArrowLeft: () => (open ? this.toggle(item, false) : this.focus(item.parentElement.closest(".branch"))),
      Enter: () => (own ? this.show(item) : this.more(item)),
      F2: () => own && this.show(item, "field"),
      " ": () => own && this.select(item),
      Escape: this.cut || this.selected.size ? () => this.press(this.cut ? "keep" : "clear") : null,
    };
    return steps[key];
  }

  typeahead(key, item) {
    if ([...key].length !== 1) return null;
    return () => {
      clearTimeout(this.timer);
      this.typed += key.toLowerCase();
      this.timer = setTimeout(() => { this.typed = ""; }, TYPEAHEAD_MS);
      const seen = this.items().filter((each) => each.dataset.node);
      const at = seen.indexOf(item) + (this.typed.length === 1 ? 1 : 0);
      const order = [...seen.slice(at), ...seen.slice(0, at)];
      this.focus(order.find((each) => this.title(each).toLowerCase().startsWith(this.typed)));
    };
  }

  // Choosing, cutting, putting ---------------------------------------------------------------------------

  press(deed) {
    if (!deed) return;
    if (deed === "cut" && this.here?.dataset.node) this.take(this.here);
    else if (deed === "keep") this.drop(this.text("kept"));
    else if (deed === "clear") this.clear();
    else if (deed === "merge") this.merge();
    else if (deed !== "cut") this.put(deed);
  }

  take(item) {
    this.drop("");
    this.cut = { uuid: item.dataset.node };
    item.querySelector(".branch__row").classList.add("branch__row--cut");
    this.say(this.text("cut", { title: this.title(item) }));
    this.refreshTools();
    this.focus(item);
  }

  drop(words) {
    this.cut = null;
    this.tree.querySelector(".branch__row--cut")?.classList.remove("branch__row--cut");
    this.say(words);
    this.refreshTools();
    if (words) this.focus(this.here);
  }

  async put(place) {
    if (!this.cut || !this.here?.dataset.node) return;
    if (this.find(this.cut.uuid)?.contains(this.here)) {
      this.say(this.text("own"), true);
      return;
    }
    await this.move(this.cut.uuid, place, this.here.dataset.node);
  }

  select(item) {
    const { node } = item.dataset;
    if (this.selected.has(node)) this.selected.delete(node);
    else this.selected.set(node, this.title(item));
    this.line(item).setAttribute("aria-selected", String(this.selected.has(node)));
    this.say(this.selected.size ? this.text("selected", { count: this.selected.size }) : "");
    this.refreshTools();
  }

  clear() {
    this.selected.clear();
    for (const line of this.tree.querySelectorAll("[aria-selected=true]")) line.setAttribute("aria-selected", "false");
    this.say("");
    this.refreshTools();
    this.focus(this.here);
  }

  merge() {
    this.remember();
    const query = new URLSearchParams([...this.selected.keys()].map((uuid) => ["node", uuid]));
    location.assign(`${this.root.dataset.mergeUrl}?${query}`);
  }

  refreshTools() {
    const shown = {
      cut: !this.cut, into: this.cut, before: this.cut, after: this.cut, keep: this.cut,
      merge: this.selected.size, clear: this.selected.size,
    };
    for (const button of this.tools.querySelectorAll("[data-do]")) button.hidden = !shown[button.dataset.do];
    this.tools.querySelector("[data-count]").textContent = this.text("selected", { count: this.selected.size });
  }

  // One move: the server answers with the tree as it is then, or says why not ------------------------------

  async move(uuid, place, target = "") {
    const body = new FormData(this.root.querySelector("[data-mover]"));
    body.set("place", place);
    body.set("target", target);
    const open = new Set(this.opened());
    if (place === "into") open.add(target);
    for (const node of open) body.append("open", node);
    const url = this.root.dataset.moveUrl.replace(NOBODY, uuid);
    const html = await this.attempt(() => this.fetchText(url, { method: "POST", body, headers: { "X-Part": "tree" } }));
    if (html === null) return false;
    const said = this.replace(html);
    this.cut = null;
    this.refreshTools();
    this.focus(this.find(uuid) || this.here);
    this.say(said);
    this.remember();
    const chosen = this.find(this.root.dataset.chosen);
    if (chosen && this.unsaved.any) this.mark(chosen);
    else if (chosen) await this.show(chosen, "nothing");
    return true;
  }
}

for (const root of document.querySelectorAll("[data-bench]")) {
  if (root.querySelector("[data-tree]")) new Bench(root);
}
