// Draws the charts of a report page from `window.claimwatch`, which the data script beside this one filled.
//
// The page's policy allows scripts from files only and no evaluation, so Vega runs its expressions through its
// interpreter (`ast`). Text of strangers (titles, quotes, names) reaches the page as text nodes, never as markup.
(() => {
  "use strict";

  const charts = (window.claimwatch && window.claimwatch.charts) || [];
  const card = document.getElementById("card");
  let touched = false;

  const add = (parent, tag, text, className) => {
    if (!text) return null;
    const child = document.createElement(tag);
    child.textContent = text;
    if (className) child.className = className;
    parent.append(child);
    return child;
  };

  const isWebLink = (url) => /^https?:\/\//i.test(url || "");

  const fillCard = (point, pinned) => {
    card.replaceChildren();
    const value = add(card, "p", point.value, "card-value");
    add(value, "span", point.chinese, "card-chinese");
    add(card, "p", [point.period, ...point.notes].filter(Boolean).join(" · "), "card-line");
    add(card, "p", point.originator && `said by ${point.originator}`, "card-line");
    add(card, "p", [point.publisher, point.published].filter(Boolean).join(", "), "card-line");
    const quote = add(card, "blockquote", point.quote);
    if (quote && point.lang) quote.lang = point.lang;
    if (!isWebLink(point.url)) return;
    if (!pinned) {
      add(card, "p", "Click to open the article", "card-hint");
      return;
    }
    const link = add(card, "a", "Open the article");
    link.href = point.url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  };

  const placeCard = (x, y) => {
    const margin = 12;
    const box = card.getBoundingClientRect();
    const left = Math.min(x + margin, window.innerWidth - box.width - margin);
    const above = y - box.height - margin;
    const top = above < margin ? Math.min(y + margin, window.innerHeight - box.height - margin) : above;
    card.style.setProperty("left", `${Math.max(margin, left)}px`);
    card.style.setProperty("top", `${Math.max(margin, top)}px`);
  };

  const showCard = (point, x, y, pinned) => {
    fillCard(point, pinned);
    card.classList.toggle("pinned", pinned);
    card.hidden = false;
    placeCard(x, y);
  };

  const hideCard = () => {
    card.hidden = true;
    card.classList.remove("pinned");
  };

  const onHover = (_handler, event, item, value) => {
    if (card.classList.contains("pinned") || touched) return;
    if (value && item && item.datum) showCard(item.datum, event.clientX, event.clientY, false);
    else hideCard();
  };

  // A finger cannot hover: its first tap opens the card, and the link stands in it.
  const onTap = (event) => {
    if (!touched) return;
    const item = event.target.__data__;
    if (!item || !item.datum || !item.datum.mark) return;
    event.stopPropagation();
    event.preventDefault();
    showCard(item.datum, event.clientX, event.clientY, true);
  };

  const draw = async (chart) => {
    const holder = document.querySelector(`[data-chart="${CSS.escape(chart.id)}"]`);
    if (!holder) return;
    holder.addEventListener("click", onTap, true);
    const spec = { ...chart.spec, datasets: { points: chart.points } };
    await window.vegaEmbed(holder, spec, {
      actions: false,
      ast: true,
      defaultStyle: false,
      loader: { target: "_blank", rel: "noopener noreferrer" },
      renderer: "svg",
      tooltip: onHover,
    });
    holder.dataset.drawn = chart.points.length;
  };

  const drawAll = async () => {
    for (const chart of charts) {
      try {
        await draw(chart);
      } catch (error) {
        console.error(`${chart.id}: ${error}`);
      }
      await new Promise((resolve) => setTimeout(resolve)); // the reader may scroll and click between two charts
    }
    document.documentElement.dataset.charts = "drawn";
  };

  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (!card.contains(event.target)) hideCard();
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideCard();
  });
  window.addEventListener("scroll", () => card.classList.contains("pinned") || hideCard(), { passive: true });
  window.addEventListener("beforeprint", hideCard);
  drawAll();
})();
