// What this browser looked for: kept here and nowhere else, until somebody clears it.

const KEY = "search-recent";
const MOST = 8;

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((item) => item?.title && item.url?.startsWith("/")) : [];
  } catch {
    return [];
  }
}

function write(items) {
  try {
    localStorage.setItem(KEY, JSON.stringify(items));
  } catch {
    // Storage is switched off or full: nothing is remembered.
  }
}

/** Remember the search of the address, the newest first, each text once. */
function remember() {
  const title = (new URLSearchParams(location.search).get("q") ?? "").trim().slice(0, 100);
  if (!title) return;
  const others = read().filter((item) => item.title.toLowerCase() !== title.toLowerCase());
  write([{ title, url: location.pathname + location.search }, ...others].slice(0, MOST));
}

function show() {
  const section = document.querySelector("[data-recent]");
  if (!section) return;
  const items = read();
  section.hidden = items.length === 0;
  section.querySelector("[data-recent-list]").replaceChildren(
    ...items.map((item) => {
      const link = document.createElement("a");
      link.className = "search-chip";
      link.href = item.url;
      link.textContent = item.title;
      const line = document.createElement("li");
      line.append(link);
      return line;
    }),
  );
}

document.querySelector("[data-recent-clear]")?.addEventListener("click", () => {
  write([]);
  show();
  document.querySelector("#search-text")?.focus();
});
// A search without a reload: what was offered before it is no longer needed.
document.addEventListener("htmx:pushedIntoHistory", () => {
  remember();
  if (location.search) document.querySelector("[data-search-start]")?.remove();
});

remember();
show();
