// Suggestions while typing: the ARIA combobox pattern over a search field that works without them.

const PAUSE = 120;
const MOST_RECENT = 4;

/** What `recent.js` remembers in this browser; nothing when storage is switched off. */
function recent() {
  try {
    return JSON.parse(localStorage.getItem("search-recent") ?? "[]").slice(0, MOST_RECENT);
  } catch {
    return [];
  }
}

class Combobox {
  constructor(input) {
    this.input = input;
    this.items = [];
    this.active = -1;
    this.list = this.makeList();
    this.status = this.makeStatus();
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.list.id);
    input.addEventListener("input", () => this.ask());
    input.addEventListener("click", () => input.value.trim() || this.ask());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    input.form?.addEventListener("submit", () => this.close());
  }

  makeList() {
    const list = document.createElement("ul");
    list.id = `${this.input.id}-suggestions`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", this.input.dataset.suggestLabel ?? "");
    // Pressing must not take the focus from the field: blur would close the list first.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.go(Number(option.dataset.number));
    });
    this.input.after(list);
    return list;
  }

  makeStatus() {
    const status = document.createElement("p");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    this.list.after(status);
    return status;
  }

  ask() {
    clearTimeout(this.timer);
    this.request?.abort();
    const text = this.input.value.trim();
    if (!text) return this.start();
    if (text.length < 2) return this.show([]);
    this.timer = setTimeout(() => this.fetch(text), PAUSE);
  }

  /** Before anything is typed: what this browser looked for, then what many look for. */
  async start() {
    const mine = recent().map((item) => ({ ...item, kind_label: this.input.dataset.suggestRecent ?? "" }));
    this.show(mine);
    const known = new Set(mine.map((item) => item.title));
    await this.fetch("", (items) => [...mine, ...items.filter((item) => !known.has(item.title))]);
  }

  async fetch(text, join = (items) => items) {
    this.request = new AbortController();
    const url = `${this.input.dataset.suggest}?${new URLSearchParams({ q: text })}`;
    try {
      const response = await fetch(url, { signal: this.request.signal });
      if (!response.ok || document.activeElement !== this.input) return;
      const items = join((await response.json()).items);
      if (this.input.value.trim() === text) this.show(items);
    } catch (error) {
      // Offline or overtaken by the next letter: the field still searches without suggestions.
      if (error.name !== "AbortError") this.show([]);
    }
  }

  show(items) {
    this.items = items;
    this.list.replaceChildren(...items.map((item, number) => this.option(item, number)));
    this.list.hidden = items.length === 0;
    this.input.setAttribute("aria-expanded", String(items.length > 0));
    this.status.textContent = items.length
      ? (this.input.dataset.suggestCount ?? "").replace("{n}", String(items.length))
      : "";
    this.select(-1);
  }

  option(item, number) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${number}`;
    option.dataset.number = String(number);
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    for (const [name, text] of [["title", item.title], ["detail", item.detail], ["kind", item.kind_label]]) {
      if (!text) continue;
      const part = document.createElement("span");
      part.className = `suggestions__${name}`;
      part.textContent = text;
      option.append(part);
    }
    return option;
  }

  select(number) {
    this.active = number;
    for (const [index, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(index === number));
      if (index === number) option.scrollIntoView({ block: "nearest" });
    }
    if (number < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${number}`);
  }

  key(event) {
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!open) return this.ask();
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = this.items.length + 1; // the field itself is one stop of the ring
      this.select(((this.active + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.go(this.active);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    }
  }

  go(number) {
    const item = this.items[number];
    this.close();
    if (item) location.assign(item.url);
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.show([]);
  }
}

for (const input of document.querySelectorAll("input[data-suggest]")) new Combobox(input);
