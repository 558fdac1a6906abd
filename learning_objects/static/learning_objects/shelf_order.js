// Ordering a shelf by dragging; without scripts, and by keyboard, the arrows beside each item do it.

const list = document.querySelector("[data-order]");
const form = document.getElementById("items");
if (list) order();

function order() {
  let carried = null;
  let from = null;

  list.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("[data-handle]")?.closest("[data-item]");
    if (item) item.draggable = true;
  });
  list.addEventListener("pointerup", (event) => {
    const item = event.target.closest("[data-item]");
    if (item) item.draggable = false;
  });

  list.addEventListener("dragstart", (event) => {
    carried = event.target.closest("[data-item]");
    if (!carried) return;
    from = carried.nextElementSibling;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", carried.querySelector("h2").textContent.trim());
    carried.classList.add("shelf-item--carried");
  });

  list.addEventListener("dragover", (event) => {
    if (!carried) return;
    // Also over the carried item itself, which follows the pointer: it may be dropped there.
    event.preventDefault();
    const over = event.target.closest("[data-item]");
    if (!over || over === carried) return;
    const { top, height } = over.getBoundingClientRect();
    over[event.clientY < top + height / 2 ? "before" : "after"](carried);
  });

  list.addEventListener("drop", (event) => {
    if (!carried) return;
    event.preventDefault();
    const moved = carried;
    end();
    if (moved.nextElementSibling !== from) send(moved);
    from = null;
  });

  list.addEventListener("dragend", () => {
    // Dropped elsewhere or given up: it goes back to where it was.
    if (!carried) return;
    list.insertBefore(carried, from);
    end();
  });

  function end() {
    carried.classList.remove("shelf-item--carried");
    carried.draggable = false;
    carried = null;
  }
}

/** Say where an item stands now: before its neighbour, or behind the one above it. */
function send(item) {
  const next = item.nextElementSibling;
  const data = next ? { before: next.dataset.item } : { after: item.previousElementSibling.dataset.item };
  for (const [name, value] of Object.entries(data)) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.append(input);
  }
  form.action = `${form.action}${item.dataset.item}/place/`;
  form.submit();
}
