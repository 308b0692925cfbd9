// Fills the slots that would make every page change each day: today's slogan and the newest announcements.
// Without it the slots hold working links. A table that scrolls sideways is made a stop for the keyboard.
(() => {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
  const dayNumber = Math.floor(Date.parse(today) / 86400000) + 719163; // as Python's date.toordinal()

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

  const wide = new ResizeObserver((seen) => {
    for (const { target } of seen) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const table of document.querySelectorAll(".text table")) wide.observe(table);
})();
