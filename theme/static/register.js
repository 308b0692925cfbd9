// Filters for the register, and whether a file was published in it, from its open data.
(() => {
  const finder = document.querySelector("[data-register]");
  const { register, locale, day, longDay, dueDay, due, failed } = finder.dataset;
  const [form, count, template, more, file, answer] = ["form", ".finder-count", "template", ".finder-more", "[type=file]", "details [role=status]"].map((part) => finder.querySelector(part));
  const all = count.textContent;
  const list = document.querySelector(".register-list");
  const results = list.cloneNode();
  const SHOWN = 100; // of more, the newest
  const timeZone = "Asia/Ho_Chi_Minh";

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase(); // as slug.py

  // A moment in a pattern of the catalogue; its digits are Vietnam's.
  const written = (pattern, moment) => {
    const [y, MM, dd, HH, mm] = moment.match(/\d+/g);
    const parts = { y, MM, dd, HH, mm, M: +MM, d: +dd };
    const month = (name) => new Date(moment).toLocaleDateString(locale, { month: name[3] ? "long" : "short", timeZone });
    return pattern.replace(/'(.*?)'|[a-z]+/gi, (part, words) => words ?? parts[part] ?? month(part)).replaceAll(" ", "\u00a0");
  };

  const prepared = ({ kinds, documents }) => documents.map((notice) => ({
    ...notice,
    kindName: kinds[notice.kind] ?? notice.kind,
    year: notice.issued.slice(0, 4),
    words: plain([notice.number, notice.title, notice.abstract, notice.issuer, ...notice.attachments.map(({ sha256 }) => sha256)].join(" ")),
  }));
  let loading;
  const ask = async (place, use) => {
    let notices;
    try {
      notices = await (loading ??= fetch(register).then((response) => response.json()).then(prepared));
    } catch {
      loading = undefined;
      list.style.visibility = "";
      place.textContent = failed;
      return;
    }
    const states = ["upcoming", "current", "past", "withdrawn"];
    const today = new Date().toLocaleDateString("en-CA", { timeZone });
    for (const notice of notices) {
      const { state, first_day, last_day } = notice;
      const now = last_day && today > last_day ? "past" : today < first_day ? "upcoming" : "current";
      if (states.indexOf(now) > states.indexOf(state)) notice.state = now; // as in site.js
    }
    use(notices);
  };

  const entry = (notice) => {
    const { state, ending, deadline, first_day, issued, last_day_named } = notice;
    const copy = template.content.firstElementChild.cloneNode(true);
    const [link, badge, countdown] = ["a", ".badge", ".countdown"].map((part) => copy.querySelector(part));
    copy.dataset.state = state;
    const past = state === "past";
    const told = ending === "expired" ? last_day_named : past; // as in notice.py
    if (told || first_day !== issued || !badge.classList.contains(notice.kind)) badge.textContent = badge.dataset[past ? ending : state];
    link.href = new URL(notice.url, location).pathname;
    if (deadline) countdown.dataset.until = deadline[10] ? deadline : `${deadline}T23:59:59+07:00`;
    const shown = { ...notice, issued: written(day, issued), due: deadline && (deadline[10] ? `${written(due, deadline)} (GMT+7)` : dueDay.replace("{day}", written(longDay, deadline))) };
    for (const slot of copy.querySelectorAll("[data-is]")) {
      const text = shown[slot.dataset.is];
      if (!text) slot.remove();
      else if (!slot.firstChild) slot.textContent = text;
    }
    return copy;
  };
  const show = (place, ...parts) => {
    place.replaceChildren(...parts);
    dispatchEvent(new Event("notices")); // for site.js
  };

  const filter = () => ask(count, (notices) => {
    const wanted = [...new FormData(form)].filter(([, value]) => value.trim());
    history.replaceState(null, "", wanted.length ? `?${new URLSearchParams(wanted)}` : location.pathname);
    const fits = (notice) => wanted.every(([name, value]) => (name === "q" ? plain(value).split(/\s+/).every((word) => notice.words.includes(word)) : notice[name] === value));
    const found = wanted.length ? notices.filter((notice) => notice.state !== "withdrawn" && fits(notice)) : [];
    show(results, ...found.slice(0, SHOWN).map(entry));
    results.hidden = !wanted.length;
    list.hidden = !results.hidden;
    list.style.visibility = "";
    const { foundOne, found: some, newest, nothing } = count.dataset;
    const said = found[SHOWN] ? newest : found[1] ? some : found[0] ? foundOne : wanted.length ? nothing : all;
    count.textContent = said.replace("{number}", found.length.toLocaleString(locale)).replace("{shown}", SHOWN);
  });

  let waiting;
  form.addEventListener("input", ({ target }) => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, target.type === "search" ? 150 : 0);
  });
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  finder.addEventListener("focusin", () => ask(count, () => {}), { once: true });
  more.addEventListener("click", () => more.setAttribute("aria-expanded", more.getAttribute("aria-expanded") !== "true"));

  file.addEventListener("change", () => file.value && ask(answer, async (notices) => {
    const digest = await crypto.subtle.digest("SHA-256", await file.files[0].arrayBuffer());
    const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const holders = notices.filter(({ attachments }) => attachments.some(({ sha256 }) => sha256 === hex));
    const { same, unknown } = answer.dataset;
    show(answer, holders[0] ? same.replace("{day}", written(day, holders.at(-1).published)) : unknown, ...holders.map(entry));
  }));

  list.after(results);
  results.hidden = true;
  finder.hidden = false;
  finder.querySelector("details").hidden = !crypto.subtle; // no safe connection
  const asked = new URLSearchParams(location.search);
  for (const field of form.querySelectorAll("[name]")) {
    if (asked.has(field.name)) field.value = asked.get(field.name);
    if (field.value) list.style.visibility = "hidden"; // until there is an answer
  }
  if (list.style.visibility) filter();
})();
