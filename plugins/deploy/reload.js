// Loads the page anew when the preview shows another build than the page is of, and says over it what is wrong with what was saved.
const builds = "/_reload" + new URL(document.currentScript.src).search;
let events, overlay;

function listen() {
  events?.close();
  if (document.hidden) return; // a browser keeps only a few connections to one server: those of the pages one looks at
  events = new EventSource(builds);
  events.addEventListener("built", () => location.reload());
  events.addEventListener("wrong", (event) => show(JSON.parse(event.data)));
}

function show({ title, lines }) {
  overlay?.remove();
  if (!lines.length) return;
  overlay = document.createElement("div"); // its style and the page's do not meet
  const inside = overlay.attachShadow({ mode: "open" });
  inside.innerHTML = `<style>
    section { position: fixed; inset: auto 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto; box-sizing: border-box; padding: 1rem clamp(1rem, 4vw, 3rem) 1.25rem;
      background: #2a0f0c; color: #fff; border-top: 4px solid #ff6a52; font: 1rem/1.5 system-ui, sans-serif; box-shadow: 0 -1rem 3rem #0008; }
    header { display: flex; justify-content: space-between; align-items: start; gap: 1rem; }
    h2 { margin: 0; font-size: 1.125rem; }
    button { min-inline-size: 2.75rem; min-block-size: 2.75rem; margin: -.5rem -.5rem 0 0; border: 0; background: none; color: inherit; font-size: 1.5rem; line-height: 1; cursor: pointer; }
    button:focus-visible { outline: 2px solid; }
    ul { margin: .25rem 0 0; padding: 0; list-style: none; }
    li { margin-top: .5rem; overflow-wrap: anywhere; }
    @media print { section { display: none; } }
  </style><section role="alert"><header><h2></h2><button type="button" aria-label="×">×</button></header><ul></ul></section>`;
  inside.querySelector("h2").textContent = title;
  inside.querySelector("button").addEventListener("click", () => overlay.remove());
  inside.querySelector("ul").append(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
  document.documentElement.append(overlay);
}

document.addEventListener("visibilitychange", listen);
listen();
