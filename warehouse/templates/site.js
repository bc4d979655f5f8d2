// What every page does: says how fresh the data are, copies citations, and narrows long lists. All of it is a comfort:
// without this script the pages say the same.
(() => {
  "use strict";

  document.documentElement.classList.add("scripted");
  const built = window.claimwatchBuilt;
  const fresh = document.querySelector("[data-as-of]");
  if (built && fresh) {
    fresh.querySelector("span").textContent = built[document.body.dataset.lang];
    fresh.hidden = false;
  }

  // From disk there is no clipboard interface in some browsers; the old command works everywhere.
  const copyByHand = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "quiet";
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.cite");
    if (!button) return;
    const holder = button.closest("[data-cite]");
    copyByHand(holder.dataset.cite);
    button.focus();
    button.classList.add("done");
    setTimeout(() => button.classList.remove("done"), 1500);
  });

  const narrow = document.getElementById("narrow");
  if (!narrow) return;
  const rows = [...document.querySelectorAll("[data-find]")];
  const groups = [...document.querySelectorAll("[data-group]")];
  narrow.addEventListener("input", () => {
    const words = narrow.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !words.every((word) => row.dataset.find.includes(word));
    for (const group of groups) group.hidden = !group.querySelector("[data-find]:not([hidden])");
  });
})();
