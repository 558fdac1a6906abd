// Moving a node of the tree by hand: the place where it would land is drawn while it is carried.

const OPEN_MS = 700;
const PLACES = ["into", "before", "after"];

// Loaded before the tree itself, which tells when it is there.
document.addEventListener("bench:ready", (event) => carry(event.detail));

function carry(bench) {
  const box = bench.scroll;
  let carried = null;
  let over = null;
  let place = "";
  let timer = 0;

  const forget = () => {
    clearTimeout(timer);
    over?.classList.remove(...PLACES.map((name) => `branch__row--${name}`));
    over = null;
    place = "";
  };

  const end = () => {
    forget();
    carried?.querySelector(".branch__row").classList.remove("branch__row--cut");
    carried = null;
  };

  const placeIn = (row, y) => {
    const { top, height } = row.getBoundingClientRect();
    const share = (y - top) / height;
    return share < 0.28 ? "before" : share > 0.72 ? "after" : "into";
  };

  box.addEventListener("dragstart", (event) => {
    carried = event.target.closest(".branch[data-node]");
    if (!carried) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", bench.title(carried));
    carried.querySelector(".branch__row").classList.add("branch__row--cut");
  });

  box.addEventListener("dragover", (event) => {
    const row = event.target.closest(".branch__row");
    const item = row?.closest(".branch[data-node]");
    if (!carried || !item || carried.contains(item)) return forget();
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    const wanted = placeIn(row, event.clientY);
    if (row === over && wanted === place) return;
    forget();
    over = row;
    place = wanted;
    row.classList.add(`branch__row--${place}`);
    if ("parent" in item.dataset && !bench.isOpen(item)) {
      timer = setTimeout(() => bench.toggle(item, true), OPEN_MS);
    }
  });

  box.addEventListener("dragleave", (event) => {
    if (!box.contains(event.relatedTarget)) forget();
  });

  box.addEventListener("drop", (event) => {
    if (!carried || !over) return;
    event.preventDefault();
    const [uuid, target, where] = [carried.dataset.node, over.closest(".branch").dataset.node, place];
    end();
    bench.move(uuid, where, target);
  });

  box.addEventListener("dragend", end);
}
