// Loads the page anew when the preview has built something else than what it shows.
const builds = "/_reload" + new URL(document.currentScript.src).search;
let events;

function listen() {
  events?.close();
  if (document.hidden) return; // a browser keeps only a few connections to one server: those of the pages one looks at
  events = new EventSource(builds);
  events.addEventListener("built", () => location.reload());
}

document.addEventListener("visibilitychange", listen);
listen();
