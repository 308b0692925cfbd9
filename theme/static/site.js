// Fills the slots that would make every page change each day: today's slogan and the newest announcements.
// Without it the slots hold working links.
(() => {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
  const dayNumber = Math.floor(Date.parse(today) / 86400000) + 719163; // as Python's date.toordinal()

  const load = async (address) => {
    const answer = await fetch(address);
    return answer.ok ? answer.json() : [];
  };

  const slogan = document.querySelector("[data-slogans]");
  if (slogan) {
    load(slogan.dataset.slogans).then((lines) => {
      const current = lines.filter((line) => (!line.first || line.first <= today) && (!line.last || today <= line.last));
      if (current.length) slogan.textContent = current[dayNumber % current.length].text;
    }, () => {});
  }

  const box = document.querySelector("[data-announcements]");
  if (box) {
    load(box.dataset.announcements).then((lines) => {
      const entries = lines.map((line) => {
        const entry = document.createElement("li");
        const link = document.createElement("a");
        link.href = line.url;
        link.textContent = line.text;
        entry.append(link);
        return entry;
      });
      if (entries.length) box.prepend(...entries);
    }, () => {});
  }
})();
