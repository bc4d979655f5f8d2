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

  // A calendar that is wider than the screen shows its newest weeks first.
  for (const box of document.querySelectorAll(".calendar .scroll")) box.scrollLeft = box.scrollWidth;

  // A click on the head of a column ranks by it; a second one the other way round. What has no value stays last.
  const rank = (table, column, up) => {
    const body = table.tBodies[0];
    const worth = (row) => row.cells[column].dataset.v ?? (row.cells[column].tagName === "TH" ? row.cells[column].textContent : "");
    const compare = (a, b) => (Number.isNaN(Number(a)) ? a.localeCompare(b, document.documentElement.lang) : a - b);
    const [known, unknown] = [[], []];
    for (const row of body.rows) (worth(row) === "" ? unknown : known).push(row);
    known.sort((a, b) => compare(worth(a), worth(b)) * (up ? 1 : -1));
    body.append(...known, ...unknown);
  };

  for (const table of document.querySelectorAll("table[data-sortable]")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if (!("sort" in head.dataset)) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const before = head.getAttribute("aria-sort");
        const up = before ? before === "descending" : column === 0;
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        rank(table, column, up);
      });
    });
  }

  const narrow = document.getElementById("narrow");
  if (!narrow) return;
  const rows = [...document.querySelectorAll("[data-find]")];
  const groups = [...document.querySelectorAll("[data-group]")];
  narrow.addEventListener("input", () => {
    const words = narrow.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !words.every((word) => row.dataset.find.includes(word));
    for (const group of groups) {
      if (!("find" in group.dataset)) group.hidden = !group.querySelector("[data-find]:not([hidden])");
    }
  });
})();
