// <topic-chooser>: turns a text field with a node's uuid into a search box and a tree.
// A custom element, so that rows which Wagtail adds to a form later upgrade themselves.

const DEBOUNCE_MS = 150;
let lastId = 0;

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

async function fetchJson(url, parameters, signal) {
  const address = new URL(url, window.location.href);
  for (const [name, value] of Object.entries(parameters)) {
    if (value) address.searchParams.set(name, value);
  }
  const response = await fetch(address, { signal, headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

class TopicChooser extends HTMLElement {
  connectedCallback() {
    // A row that is moved within a form is connected again; it keeps what it has.
    if (this.field) return;
    this.field = this.querySelector("input");
    if (!this.field) return;
    this.kinds = new Set((this.dataset.kinds || "").split(",").filter(Boolean));
    this.idPrefix = `topic-chooser-${(lastId += 1)}`;
    this.chosen = this.querySelector("[data-chosen]");
    this.takeOver();
    this.showPanel(!this.field.value);
  }

  text(name, values = {}) {
    const key = `text${name[0].toUpperCase()}${name.slice(1)}`;
    return (this.dataset[key] || "").replace(/%\((\w+)\)s/g, (_match, item) => values[item] ?? "");
  }

  takeOver() {
    const label = this.field.id ? document.querySelector(`label[for="${CSS.escape(this.field.id)}"]`) : null;
    this.querySelector(".topic-chooser__fallback")?.remove();
    this.field.type = "hidden";
    if (!this.chosen) {
      this.chosen = make("p", { class: "topic-chooser__chosen topic-chooser__chosen--empty" }, this.text("empty"));
      this.prepend(this.chosen);
    }
    this.buildButtons();
    this.buildSearch();
    this.buildTree();
    this.status = make("p", { class: "topic-chooser__status", role: "status" });
    this.panel = make("div", { class: "topic-chooser__panel" }, this.search, this.list, this.status, this.browse, this.tree);
    // Outside the panel, which is hidden when a choice is told.
    this.announcer = make("p", { class: "topic-chooser__announcer", role: "status" });
    this.append(this.buttons, this.panel, this.announcer);
    if (label) {
      // The label named the field that is hidden now; it goes on to name the search box.
      label.setAttribute("for", this.input.id);
    }
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.field.value && !this.panel.hidden) {
        event.stopPropagation();
        this.showPanel(false);
        this.change.focus();
      }
    });
  }

  buildButtons() {
    this.change = make("button", { type: "button", class: "topic-chooser__button" }, this.text("change"));
    this.clear = make("button", { type: "button", class: "topic-chooser__button topic-chooser__button--quiet" }, this.text("clear"));
    this.change.addEventListener("click", () => {
      const open = this.panel.hidden;
      this.showPanel(open);
      if (open) this.input.focus();
    });
    this.clear.addEventListener("click", () => {
      this.setValue("", null);
      this.showPanel(true);
      this.input.focus();
    });
    this.buttons = make("div", { class: "topic-chooser__buttons" }, this.change, this.clear);
  }

  buildSearch() {
    const listId = `${this.idPrefix}-list`;
    this.input = make("input", {
      type: "search", id: `${this.idPrefix}-input`, class: "topic-chooser__input", role: "combobox",
      autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId,
      "aria-label": this.text("search"), placeholder: this.text("placeholder"), maxlength: "200",
    });
    this.list = make("ul", { id: listId, class: "topic-chooser__list", role: "listbox", hidden: true, "aria-label": this.text("search") });
    this.search = make("div", { class: "topic-chooser__search" }, this.input);
    this.input.addEventListener("input", () => this.searchSoon());
    this.input.addEventListener("keydown", (event) => this.onSearchKey(event));
    // The search box is no field of the form: its changes must not reach the form's own listeners.
    this.input.addEventListener("change", (event) => event.stopPropagation());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option.node);
    });
  }

  buildTree() {
    const treeId = `${this.idPrefix}-tree`;
    this.browse = make("button", {
      type: "button", class: "topic-chooser__button topic-chooser__button--quiet",
      "aria-expanded": "false", "aria-controls": treeId,
    }, this.text("browse"));
    this.tree = make("ul", { id: treeId, class: "topic-chooser__tree", role: "tree", hidden: true, "aria-label": this.text("tree") });
    this.browse.addEventListener("click", () => this.toggleTree());
    this.tree.addEventListener("keydown", (event) => this.onTreeKey(event));
    this.tree.addEventListener("click", (event) => {
      const item = event.target.closest("[role=treeitem]");
      if (!item) return;
      this.focusItem(item);
      if (event.target.closest(".topic-chooser__twist")) this.toggleItem(item);
      else this.activateItem(item);
    });
  }

  // The chosen node ---------------------------------------------------------------------------

  showPanel(open) {
    const has = Boolean(this.field.value);
    this.panel.hidden = !open && has;
    this.buttons.hidden = !has;
    this.change.textContent = this.text(has && !this.panel.hidden ? "cancel" : "change");
    this.change.setAttribute("aria-expanded", String(!this.panel.hidden));
    if (this.panel.hidden) this.closeList();
  }

  choose(node) {
    this.setValue(node.uuid, node);
    this.input.value = "";
    this.closeList();
    this.showPanel(false);
    this.say("");
    this.announcer.textContent = this.text("chosen", { path: [...node.path, node.title].join(", ") });
    this.change.focus();
  }

  setValue(uuid, node) {
    this.field.value = uuid;
    this.chosen.replaceChildren();
    this.chosen.className = "topic-chooser__chosen";
    if (node) {
      for (const step of node.path) {
        const arrow = make("span", { class: "topic-chooser__arrow", "aria-hidden": "true" }, "→");
        this.chosen.append(make("span", { class: "topic-chooser__step" }, step), " ", arrow, " ");
      }
      this.chosen.append(make("strong", { class: "topic-chooser__leaf" }, node.title));
    } else {
      this.chosen.classList.add("topic-chooser__chosen--empty");
      this.chosen.append(this.text("empty"));
    }
    for (const name of ["input", "change"]) this.field.dispatchEvent(new Event(name, { bubbles: true }));
  }

  say(words) {
    this.status.textContent = words;
  }

  // Searching -----------------------------------------------------------------------------------

  searchSoon() {
    clearTimeout(this.timer);
    this.request?.abort();
    if (!this.input.value.trim()) {
      this.closeList();
      this.say("");
      return;
    }
    this.timer = setTimeout(() => this.runSearch(), DEBOUNCE_MS);
  }

  async runSearch() {
    this.request = new AbortController();
    try {
      const { subject, grade, framework } = this.dataset;
      const parameters = { q: this.input.value, kinds: this.dataset.kinds, subject, grade, framework };
      this.showResults(await fetchJson(this.dataset.searchUrl, parameters, this.request.signal));
    } catch (error) {
      if (error.name === "AbortError") return;
      this.closeList();
      this.say(this.text("failed"));
    }
  }

  showResults({ results, more }) {
    this.list.replaceChildren(...results.map((node, index) => this.option(node, index)));
    this.list.hidden = results.length === 0;
    this.input.setAttribute("aria-expanded", String(results.length > 0));
    this.setActive(null);
    const name = results.length === 0 ? "none" : more ? "more" : "found";
    this.say(this.text(name, { count: results.length }));
  }

  option(node, index) {
    const path = make("span", { class: "topic-chooser__path" }, node.path.join(" → "));
    const title = make("span", { class: "topic-chooser__title" }, node.title);
    const option = make("li", { role: "option", id: `${this.idPrefix}-option-${index}`, class: "topic-chooser__option", "aria-selected": "false" }, title, " ", path);
    option.node = node;
    return option;
  }

  closeList() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list.hidden = true;
    this.list.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.setActive(null);
  }

  setActive(option) {
    this.active?.setAttribute("aria-selected", "false");
    this.active = option;
    if (!option) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  onSearchKey(event) {
    const options = [...this.list.children];
    const at = options.indexOf(this.active);
    if (event.key === "Enter") {
      // Enter never submits the surrounding form from here; it takes a result.
      event.preventDefault();
      const option = this.active || (options.length === 1 ? options[0] : null);
      if (option) this.choose(option.node);
    } else if (event.key === "ArrowDown" && options.length) {
      event.preventDefault();
      this.setActive(options[(at + 1) % options.length]);
    } else if (event.key === "ArrowUp" && options.length) {
      event.preventDefault();
      this.setActive(options[at <= 0 ? options.length - 1 : at - 1]);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.closeList();
    }
  }

  // Browsing ------------------------------------------------------------------------------------

  async toggleTree() {
    const open = this.tree.hidden;
    if (open && !this.tree.children.length && !(await this.fill(this.tree, "", 1))) return;
    this.tree.hidden = !open;
    this.browse.setAttribute("aria-expanded", String(open));
    if (open) this.focusItem(this.tree.querySelector("[tabindex='0']") || this.tree.firstElementChild);
  }

  async fill(list, node, level) {
    try {
      const { results } = await fetchJson(this.dataset.childrenUrl, { node, framework: this.dataset.framework });
      list.replaceChildren(...results.map((item) => this.treeItem(item, level)));
      return true;
    } catch {
      this.say(this.text("failed"));
      return false;
    }
  }

  treeItem(node, level) {
    const twist = make("span", { class: "topic-chooser__twist", "aria-hidden": "true" });
    const line = make("span", { class: "topic-chooser__line", id: `${this.idPrefix}-node-${node.uuid}` }, node.title);
    const item = make("li", {
      role: "treeitem", tabindex: "-1", "aria-level": String(level), "aria-labelledby": line.id,
      "aria-expanded": node.has_children ? "false" : null, class: "topic-chooser__item",
    }, make("span", { class: "topic-chooser__row" }, twist, line));
    if (this.kinds.has(node.kind)) {
      item.classList.add("topic-chooser__item--choice");
      item.setAttribute("aria-selected", String(node.uuid === this.field.value));
    }
    item.node = node;
    return item;
  }

  activateItem(item) {
    if (this.kinds.has(item.node.kind)) this.choose(item.node);
    else this.toggleItem(item);
  }

  async toggleItem(item, wanted = item.getAttribute("aria-expanded") !== "true") {
    if (!item.node.has_children) return;
    let group = item.querySelector(":scope > [role=group]");
    if (wanted && !group) {
      group = make("ul", { role: "group", class: "topic-chooser__group" });
      if (!(await this.fill(group, item.node.uuid, Number(item.getAttribute("aria-level")) + 1))) return;
      item.append(group);
    }
    item.setAttribute("aria-expanded", String(wanted));
    if (group) group.hidden = !wanted;
  }

  focusItem(item) {
    if (!item) return;
    this.tree.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1");
    item.setAttribute("tabindex", "0");
    item.focus();
  }

  onTreeKey(event) {
    const item = event.target.closest("[role=treeitem]");
    if (!item) return;
    const seen = [...this.tree.querySelectorAll("[role=treeitem]")].filter((each) => !each.closest("[hidden]"));
    const at = seen.indexOf(item);
    const parent = item.parentElement.closest("[role=treeitem]");
    const open = item.getAttribute("aria-expanded") === "true";
    const moves = {
      ArrowDown: () => this.focusItem(seen[at + 1]),
      ArrowUp: () => this.focusItem(seen[at - 1]),
      Home: () => this.focusItem(seen[0]),
      End: () => this.focusItem(seen[seen.length - 1]),
      ArrowRight: () => (open ? this.focusItem(item.querySelector("[role=treeitem]")) : this.toggleItem(item, true)),
      ArrowLeft: () => (open ? this.toggleItem(item, false) : this.focusItem(parent)),
      Enter: () => this.activateItem(item),
      " ": () => this.activateItem(item),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  }
}

if (!customElements.get("topic-chooser")) customElements.define("topic-chooser", TopicChooser);
