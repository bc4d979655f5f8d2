// Searches the claims from disk: adds the scripts that tell where a word stands, then those that hold the claims found.
// Tokens are cut as sql/pages/search_tokens.sql cuts them. The newest claims stand first; the last word may be unfinished.
(() => {
  "use strict";

  const PAGE = 25;
  const holder = document.getElementById("search");
  const { root, home } = holder.dataset;
  const language = document.body.dataset.lang === "zh" ? 1 : 0;
  const index = window.claimwatchIndex;
  const words = window.claimwatchWords;
  const known = new Set(index.buckets);
  const tokens = new Map();
  const claims = new Map();
  const loading = new Map();
  const box = document.getElementById("q");
  const choices = [document.getElementById("language"), document.getElementById("kept")];
  const results = document.getElementById("results");
  const found = document.getElementById("found");
  const more = document.getElementById("more");
  let asked = 0;
  let hits = [];
  let shown = 0;

  window.claimwatchSearch = {
    addTokens: (bucket, held) => tokens.set(bucket, held),
    addClaims: (number, held) => claims.set(number, held),
  };

  const load = (name) => {
    if (!loading.has(name)) {
      loading.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `${root}search/${name}.js`;
        script.onload = resolve;
        script.onerror = () => reject(new Error(`${name} cannot be loaded`));
        document.head.append(script);
      }));
    }
    return loading.get(name);
  };

  const cut = (text) => {
    const parts = text.toLowerCase().match(/[a-z0-9]+|[㐀-鿿]+/g) || [];
    return parts.flatMap((part, place) => {
      const last = place === parts.length - 1;
      if (part.charCodeAt(0) < 128) return [{ text: part, open: last && part.length > 1 }];
      if (part.length === 1) return [{ text: part, open: true }];
      return Array.from({ length: part.length - 1 }, (_, at) => ({ text: part.slice(at, at + 2), open: false }));
    });
  };

  const bucketOf = (text) => {
    if (text[0] === "~") return `f-${text.slice(1)}`;
    return text.charCodeAt(0) < 128 ? `t-${text.slice(0, 2)}` : `h-${(text.charCodeAt(0) >> 6).toString(16)}`;
  };

  const readPlaces = (steps) => {
    let place = 0;
    return steps.split(",").map((step) => (place += Number(step)));
  };

  const findPlaces = async ({ text, open }) => {
    const bucket = bucketOf(text);
    if (!known.has(bucket)) return new Set();
    await load(bucket);
    const held = tokens.get(bucket);
    const names = open ? Object.keys(held).filter((name) => name.startsWith(text)) : Object.hasOwn(held, text) ? [text] : [];
    return new Set(names.flatMap((name) => readPlaces(held[name])));
  };

  const search = async () => {
    const turn = ++asked;
    const query = cut(box.value);
    if (!query.length) return show([], "");
    const filters = choices.filter((choice) => choice.value).map((choice) => ({ text: choice.value, open: false }));
    const sets = await Promise.all([...query, ...filters].map(findPlaces));
    if (turn !== asked) return undefined; // the reader has typed on
    sets.sort((one, other) => one.size - other.size);
    const common = [...sets[0]].filter((place) => sets.every((set) => set.has(place)));
    return show(common.sort((one, other) => other - one), common.length ? words.found.replace("{number}", common.length.toLocaleString()) : words.none);
  };

  const show = (places, said) => {
    hits = places;
    shown = 0;
    results.replaceChildren();
    found.textContent = said;
    return showMore();
  };

  const showMore = async () => {
    const turn = asked;
    const part = hits.slice(shown, shown + PAGE);
    await Promise.all([...new Set(part.map((place) => Math.floor(place / index.shard)))].map((number) => load(`claims-${number}`)));
    if (turn !== asked) return;
    for (const place of part) results.append(build(claims.get(Math.floor(place / index.shard))[place % index.shard]));
    shown += part.length;
    more.hidden = shown >= hits.length;
    document.documentElement.dataset.search = `${asked}`;
  };

  const add = (parent, tag, text, className) => {
    const child = document.createElement(tag);
    child.textContent = text;
    if (className) child.className = className;
    parent.append(child);
    return child;
  };

  const build = (claim) => {
    const item = document.createElement("li");
    const [name, owner, value, unit, period, published, modality, held] = claim.said[language];
    add(item, "b", value);
    if (unit) add(item, "span", ` ${unit}`, "soft");
    item.append(" · ");
    const title = add(item, claim.series ? "a" : "span", [name, owner].filter((part) => part && part !== "–").join(", "));
    if (claim.series) title.href = `${home}series/${claim.series}.html`;
    add(item, "span", ` · ${[period, modality].filter(Boolean).join(" · ")}`, "soft");
    if (held) item.append(" ");
    if (held) add(item, "span", held, "tag");
    const line = add(item, "div", "");
    buildQuote(line, claim);
    add(item, "span", published, "sub");
    return item;
  };

  // The number is marked where it stands in its sentence; all of it is text of strangers and stays text.
  const buildQuote = (line, claim) => {
    const quote = add(line, "q", "");
    if (claim.lang) quote.lang = claim.lang;
    quote.dir = "auto";
    const sentence = claim.sentence || claim.quote;
    const at = sentence.indexOf(claim.quote);
    if (at < 0) {
      quote.textContent = sentence;
    } else {
      quote.append(sentence.slice(0, at));
      add(quote, "mark", claim.quote);
      quote.append(sentence.slice(at + claim.quote.length));
    }
    if (!/^https?:\/\//i.test(claim.url || "")) return;
    line.append(" ");
    const link = add(line, "a", new URL(claim.url).hostname.replace(/^www\./, ""), "host");
    Object.assign(link, { href: claim.url, target: "_blank", rel: "noopener noreferrer", title: claim.title || "" });
  };

  const start = () => search().catch((error) => { found.textContent = String(error.message); });

  let wait = 0;
  box.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(() => {
      location.replace(`#q=${encodeURIComponent(box.value)}`);
      start();
    }, 120);
  });
  for (const choice of choices) choice.addEventListener("change", start);
  more.addEventListener("click", showMore);
  const given = new URLSearchParams(location.hash.slice(1)).get("q");
  if (given) box.value = given;
  box.focus();
  start();
})();
