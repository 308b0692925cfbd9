// Light or dark as the reader chose, before the first paint; without a choice the system decides.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem("scheme");
  } catch {
    // A browser that keeps nothing: the system decides.
  }
  if (choice !== "light" && choice !== "dark") return;
  document.documentElement.dataset.scheme = choice;
  for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
    meta.media = meta.media.includes(choice) ? "all" : "not all";
  }
})();
