// Says that a result is opened. Browsers do it themselves for `ping`; not all do, and none twice.

function tell(event) {
  const link = event.target.closest("a[ping]");
  if (!link || !navigator.sendBeacon || (event.type === "auxclick" && event.button !== 1)) return;
  const place = link.getAttribute("ping");
  // Taken away for the moment in which the browser follows the link.
  link.removeAttribute("ping");
  setTimeout(() => link.setAttribute("ping", place));
  navigator.sendBeacon(place);
}

document.addEventListener("click", tell);
document.addEventListener("auxclick", tell);
