// What a page can do without, and is nicer with: slots that would change every page each day, clock, menu, light or dark, buttons that copy.
(() => {
  const vietnamDay = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" });
  const today = vietnamDay.format(new Date());
  const dayNumber = Math.floor(Date.parse(today) / 86400000) + 719163; // as Python's date.toordinal()

  const everyMinute = [];

  const load = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  };

  const current = (line) => (!line.first || line.first <= today) && (!line.last || today <= line.last);

  const slogan = document.querySelector("[data-slogans]");
  if (slogan) {
    load(slogan.dataset.slogans).then((lines) => {
      const todays = lines.filter(current);
      slogan.textContent = todays.length ? todays[dayNumber % todays.length].text : "";
    }, () => {});
  }

  const box = document.querySelector("[data-announcements]");
  if (box) {
    load(box.dataset.announcements).then((lines) => {
      const entries = lines.filter(current).map((line) => {
        const entry = document.createElement("li");
        const link = document.createElement("a");
        link.href = line.url;
        link.textContent = line.text;
        entry.append(link);
        return entry;
      });
      if (entries.length) box.replaceChildren(...entries);
    }, () => {});
  }

  const clock = document.querySelector("[data-clock]");
  if (clock) {
    const roomy = matchMedia("(min-width: 48rem)");
    const format = (options) => new Intl.DateTimeFormat(clock.dataset.clock, { timeZone: "Asia/Ho_Chi_Minh", ...options });
    const day = format({ weekday: "long", day: "numeric", month: clock.dataset.month, year: "numeric" });
    const hour = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    everyMinute.push((now) => {
      clock.textContent = `${roomy.matches ? `${day.format(now)}, ` : ""}${hour.format(now)} (GMT+7)`;
    });
  }

  const left = (milliseconds, days) => {
    const [number, unit] = days > 1 ? [days, "day"] : milliseconds > 3600000 ? [Math.floor(milliseconds / 3600000), "hour"] : [Math.ceil(milliseconds / 60000), "minute"];
    return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "long" }).format(number);
  };

  // Announcements as they stand now: what is over is never called in force.
  const states = ["upcoming", "current", "past"];
  everyMinute.push((now) => {
    const day = vietnamDay.format(now);
    for (const notice of document.querySelectorAll("[data-life]")) {
      const [first, last] = notice.dataset.life.split("/");
      const state = last && day > last ? "past" : day < first ? "upcoming" : "current";
      if (states.indexOf(state) <= states.indexOf(notice.dataset.state)) continue; // a life goes one way
      notice.dataset.state = state;
      for (const words of notice.querySelectorAll("[data-words]")) words.textContent = words.dataset[state] ?? "";
    }
    for (const countdown of document.querySelectorAll("[data-until]")) {
      const { until, left: words, over } = countdown.dataset;
      const end = new Date(until);
      const days = (Date.parse(vietnamDay.format(end - 1)) - Date.parse(day)) / 86400000;
      countdown.classList.toggle("over", end <= now);
      countdown.textContent = end > now ? words.replace("{time}", left(end - now, days)) : over;
    }
  });

  const show = () => {
    const now = new Date();
    for (const step of everyMinute) step(now);
  };
  const tick = () => {
    show();
    setTimeout(tick, 60000 - (Date.now() % 60000)); // at the next full minute
  };
  tick();
  addEventListener("notices", show);

  // The menu of a telephone is wider than its screen: what the keyboard comes to, and where one is, is seen whole.
  const menu = document.querySelector(".menu ul");
  if (menu) {
    const here = menu.querySelector("[aria-current]");
    if (here) menu.scrollLeft = here.offsetLeft - menu.clientWidth / 4;
    menu.addEventListener("focusin", ({ target }) => target.scrollIntoView({ block: "nearest", inline: "nearest" }));
  }

  const scheme = document.querySelector("[data-scheme-button]");
  if (scheme) {
    const root = document.documentElement;
    const night = matchMedia("(prefers-color-scheme: dark)");
    const dark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : night.matches);
    const button = document.createElement("button");
    button.type = "button";
    button.title = scheme.dataset.schemeButton;
    button.setAttribute("aria-label", scheme.dataset.schemeButton);
    const show = () => button.setAttribute("aria-pressed", dark());
    button.addEventListener("click", () => {
      root.dataset.scheme = dark() ? "light" : "dark";
      try {
        localStorage.setItem("scheme", root.dataset.scheme);
      } catch {
        // A browser that keeps nothing: the choice lasts for this page.
      }
      show();
    });
    night.addEventListener("change", show);
    show();
    scheme.append(button);
  }

  for (const place of document.querySelectorAll("[data-copy]")) {
    const { copy, copyLabel, copiedLabel, copyOf } = place.dataset;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = copyLabel;
    if (copyOf) button.setAttribute("aria-description", copyOf);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(copy);
      button.textContent = copiedLabel;
      setTimeout(() => { button.textContent = copyLabel; }, 3000);
    });
    if (navigator.clipboard) place.append(button); // absent where the connection is not safe
  }

  // A table that scrolls sideways is a stop for the keyboard.
  const wide = new ResizeObserver((seen) => {
    for (const { target } of seen) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const table of document.querySelectorAll(".text table")) wide.observe(table);
})();
