// Runs before the first paint, so that a chosen theme does not flash. Too small to wait for a module.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage is switched off in this browser: the theme follows the system.
  }
})();
