// Draws the chart of a series from the table below it: each row is a point, and the card over a point says what its row
// says. The page's policy allows scripts from files only and no evaluation, so Vega runs its expressions through its
// interpreter (`ast`). Text of strangers reaches the page as text nodes, never as markup.
(() => {
  "use strict";

  const figure = document.getElementById("chart");
  const plot = figure.querySelector(".plot");
  const card = document.getElementById("card");
  const words = window.claimwatchWords;
  const rows = [...document.querySelectorAll("#points tbody tr[data-x]")].reverse();
  let view = null;

  const number = (text) => (text === undefined ? null : Number(text));

  const readPoints = () => rows.map((row, index) => {
    const { x, y, mark, low, high, growth, printed, stretch } = row.dataset;
    const label = [".period", ".value", ".who"].map((part) => textOf(row, part)).filter(Boolean).join(", ");
    return { x, y: number(y), mark, low: number(low), high: number(high), growth: number(growth),
             printed: number(printed), stretch, label, index };
  });

  // A break is drawn at its day where that lies between the two points that it parts, else halfway between them.
  const readBreaks = (points) => [...figure.querySelectorAll("[data-break]")].flatMap((found) => {
    const place = points.findIndex((point) => point.stretch === found.dataset.break);
    if (place < 1) return [];
    const [left, right] = [points[place - 1], points[place]].map((point) => Date.parse(point.x)).sort((a, b) => a - b);
    const day = Date.parse(found.dataset.x);
    return [{ x: new Date(left < day && day < right ? day : (left + right) / 2).toISOString().slice(0, 10) }];
  });

  const textOf = (row, part) => {
    const found = row.querySelector(part);
    return found ? found.textContent : "";
  };

  const readVintages = () => [...document.querySelectorAll("#vintages tr[data-x]")]
    .map((row) => ({ x: row.dataset.x, y: Number(row.dataset.y) }));

  const add = (parent, tag, text, className) => {
    if (!text) return null;
    const child = document.createElement(tag);
    child.textContent = text;
    if (className) child.className = className;
    parent.append(child);
    return child;
  };

  const fillCard = (row, pinned) => {
    card.replaceChildren();
    card.dataset.cite = row.dataset.cite;
    const value = add(card, "p", textOf(row, ".value"), "card-value");
    const abroad = row.querySelector(".value").title;
    if (abroad) add(value, "span", abroad, "card-abroad");
    add(card, "p", textOf(row, ".period"), "card-line");
    for (const note of row.querySelectorAll(".note")) add(card, "p", note.textContent, "card-line");
    add(card, "p", textOf(row, ".who"), "card-who");
    add(card, "p", [textOf(row, ".publisher"), textOf(row, ".day")].filter(Boolean).join(", "), "card-line");
    const quote = row.querySelector("q");
    if (quote) add(card, "blockquote", quote.textContent).lang = quote.lang;
    const link = row.querySelector("a.host");
    if (link) card.append(link.cloneNode(true));
    if (!pinned) add(card, "p", words.pin, "card-hint");
    else add(card, "button", words.cite, "cite").type = "button";
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

  const showCard = (mark, pinned) => {
    const box = mark.getBoundingClientRect();
    fillCard(rows[mark.__data__.datum.index], pinned);
    card.classList.toggle("pinned", pinned);
    card.hidden = false;
    placeCard(box.x + box.width / 2, box.y);
  };

  const hideCard = () => {
    card.hidden = true;
    card.classList.remove("pinned");
  };

  const markOf = (event) => {
    const mark = event.target;
    return mark.__data__ && mark.__data__.datum && Number.isInteger(mark.__data__.datum.index) ? mark : null;
  };

  const marks = () => [...plot.querySelectorAll("[aria-roledescription] path, .mark-symbol path, .mark-rect path")]
    .filter((mark) => mark.__data__ && mark.__data__.datum && Number.isInteger(mark.__data__.datum.index));

  // One point is in the order of the Tab key, and arrows lead to the others: four hundred stops would be none.
  const enableKeys = () => {
    const found = marks();
    found.forEach((mark, place) => {
      mark.setAttribute("tabindex", place === found.length - 1 ? "0" : "-1");
      mark.setAttribute("role", "button");
    });
  };

  const step = (event) => {
    const found = marks();
    const place = found.indexOf(event.target);
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (place < 0) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      showCard(event.target, true);
    } else if (move) {
      event.preventDefault();
      const next = found[Math.min(found.length - 1, Math.max(0, place + move))];
      event.target.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
      showCard(next, false);
    }
  };

  const draw = async () => {
    const chosen = document.querySelector("input[name=chart]:checked");
    const name = chosen ? chosen.value : "values";
    const points = readPoints();
    const earlier = document.getElementById("earlier");
    const breaks = readBreaks(points);
    const spec = structuredClone(window.claimwatchCharts[name]);
    for (const param of spec.params) {
      if (param.name in figure.dataset) param.value = JSON.parse(figure.dataset[param.name]);
    }
    const vintages = earlier && earlier.checked ? readVintages() : [];
    const drawn = {
      breaks: breaks.length > 0,
      line: points.filter((point) => point.mark === "value").length > 1,
      ranges: points.some((point) => point.low !== null),
      vintages: vintages.length > 0,
      points: true,
      computed: points.some((point) => point.growth !== null),
      printed: points.some((point) => point.printed !== null),
    };
    spec.layer = spec.layer.filter((layer) => drawn[layer.name]); // Vega warns of a layer without data
    spec.description = figure.dataset.label;
    spec.datasets = { points, breaks, vintages };
    const growth = name === "growth";
    figure.querySelector(".axis").hidden = growth;
    for (const legend of figure.querySelectorAll(".legend")) legend.hidden = growth !== (legend.id === "growth-legend");
    if (view) view.finalize();
    view = await window.vegaEmbed(plot, spec, { actions: false, ast: true, defaultStyle: false, renderer: "svg", tooltip: () => {} });
    enableKeys();
    plot.dataset.drawn = points.length;
    document.documentElement.dataset.charts = `drawn ${name}`;
  };

  const redraw = () => {
    hideCard();
    delete document.documentElement.dataset.charts;
    draw().catch((error) => console.error(String(error)));
  };

  plot.addEventListener("pointerover", (event) => {
    const mark = markOf(event);
    if (mark && event.pointerType !== "touch" && !card.classList.contains("pinned")) showCard(mark, false);
  });
  plot.addEventListener("pointerout", () => card.classList.contains("pinned") || hideCard());
  plot.addEventListener("click", (event) => {
    const mark = markOf(event);
    if (mark) showCard(mark, true);
  });
  plot.addEventListener("keydown", step);
  document.addEventListener("pointerdown", (event) => {
    if (!card.contains(event.target)) hideCard();
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideCard();
  });
  window.addEventListener("scroll", () => card.classList.contains("pinned") || hideCard(), { passive: true });
  window.addEventListener("beforeprint", hideCard);
  for (const input of figure.querySelectorAll("input")) input.addEventListener("change", redraw);
  redraw();
})();
