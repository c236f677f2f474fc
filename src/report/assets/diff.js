// Two runs side by side.

const percent = (part, whole) => `${((100 * part) / (whole || 1)).toFixed(1)} %`;
const changedShare = ({ words }) => (words.removed + words.added) / (words.old + words.new || 1);
const weight = (page) => changedShare(page) * (page.words.removed + page.words.added + 1);
const fall = ({ confidence: [old, now] }) => (old ?? 0) - (now ?? 0);
const ORDERS = {
  weight,
  removed: ({ words }) => words.removed,
  added: ({ words }) => words.added,
  confidence: fall,
};

const pageElements = [];
let current = -1;
let search = null;
let order = "weight";

function setUpSummary() {
  const { totals } = data;
  document.title = `${data.old} → ${data.new} – extract report`;
  $("files").append(el("bdi", {}, data.old), " → ", el("bdi", {}, data.new), ` · dehusk ${data.version}`);
  const rows = [
    [totals.both, "pages in both"],
    [totals.body_changed, `bodies changed (${percent(totals.body_changed, totals.both)})`],
    [totals.words_removed, "words lost"],
    [totals.words_added, "words gained"],
    [totals.body_lost, "bodies became empty"],
    [totals.body_found, "were empty before"],
    [totals.only_old, "only in the old run"],
    [totals.only_new, "only in the new run"],
  ];
  const isTold = ([number], at) => at < 4 || number > 0;
  $("totals").append(...rows.filter(isTold).map(([number, name]) =>
    el("div", {}, el("dt", {}, name), el("dd", { className: "number" }, numbers.format(number)))));
  $("fields").textContent = data.fields.length
    ? "Other keys that differ: " + [...data.fields].sort((a, b) => b[1] - a[1]).map(([key, pages]) => `${key} on ${count(pages, "page")}`).join(", ")
    : "No other key differs.";
}

function cell(pieces, name, emptyText) {
  if (!pieces.length) return el("div", { className: "cell nothing" }, emptyText);
  const text = pieces.map(([, part]) => part).join("");
  return el("div", { className: "cell", dir: direction(text) ?? "auto" },
    pieces.map(([isChanged, part]) => {
      const piece = el(isChanged ? name : "span");
      write(piece, part, search);
      return piece;
    }));
}

function lineElement(line) {
  if (line.same !== undefined) {
    const same = () => cell([[false, line.same]], "span");
    return el("div", { className: "line same" }, same(), same());
  }
  if (line.skipped !== undefined) return el("div", { className: "skipped" }, `${count(line.skipped, "line")} unchanged`);
  if (line.cut !== undefined) {
    return el("div", { className: "skipped" }, `Not shown: ${count(line.cut[0], "more line")} of the old body, ${numbers.format(line.cut[1])} of the new.`);
  }
  const [before, after] = line.changed;
  return el("div", { className: "line" }, cell(before, "del", "nothing"), cell(after, "ins", "nothing"));
}

function fieldChange([key, before, after]) {
  const value = (text, name) => (text ? pageText(text, name) : el("span", { className: "quiet" }, "none"));
  return el("li", {}, el("b", {}, key), " ", value(before, "del"), " → ", value(after, "ins"));
}

function pageElement(page) {
  const { words, confidence: [old, now] } = page;
  const facts = [
    el("span", {}, el("span", { className: "removed-count" }, `−${numbers.format(words.removed)}`), " ",
      el("span", { className: "added-count" }, `+${numbers.format(words.added)}`), " words"),
    el("span", {}, `${percent(words.removed + words.added, words.old + words.new)} changed, ${numbers.format(words.old)} → ${numbers.format(words.new)} words`),
    old === null || now === null ? null : el("span", {}, `confidence ${old.toFixed(2)} → ${now.toFixed(2)}`),
    page.headline ? el("span", { className: "quiet" }, el("bdi", {}, page.id)) : null,
    page.url && page.url !== page.id ? el("span", { className: "quiet" }, el("bdi", {}, page.url)) : null,
  ];
  const element = el("article", { className: "page", tabIndex: -1 },
    el("header", {}, pageText(page.headline || page.id, "h2"), el("div", { className: "facts number" }, facts)),
    page.fields.length ? el("ul", { className: "changes" }, page.fields.map(fieldChange)) : null,
    page.lines.map(lineElement));
  return el("li", {}, element);
}

const textOf = (page) => [page.id, page.url, page.headline, ...page.fields.flat(),
  ...page.lines.flatMap((line) => line.same ?? line.changed?.flat().map(([, text]) => text).join("") ?? "")].join("\n");

function draw() {
  const shown = data.pages.filter((page) => {
    if (!search) return true;
    search.lastIndex = 0;
    return search.test(textOf(page));
  });
  shown.sort((a, b) => ORDERS[order](b) - ORDERS[order](a));
  const elements = shown.map(pageElement);
  $("pages").replaceChildren(...elements);
  pageElements.splice(0, Infinity, ...elements.map((element) => element.firstElementChild));
  current = -1;
  const all = data.totals.body_changed;
  $("found").textContent = search ? `${numbers.format(shown.length)} of ${count(data.pages.length, "page")}`
    : data.pages.length < all ? `the ${numbers.format(data.pages.length)} most changed of ${numbers.format(all)}` : count(all, "page");
  $("none").hidden = shown.length > 0;
  $("none").textContent = data.pages.length ? "No page matches." : "No body changed.";
}

function goTo(at) {
  current = Math.min(pageElements.length - 1, Math.max(0, at));
  pageElements[current]?.scrollIntoView({ block: "start" });
  pageElements[current]?.focus({ preventScroll: true });
}

setUpTheme();
setUpSummary();
choice($("order"), order, (value) => { order = value; draw(); });
$("search").addEventListener("input", () => { search = pattern($("search").value); draw(); });
setUpKeys({
  "/": () => $("search").focus(),
  j: () => goTo(current + 1),
  k: () => goTo(current - 1),
  Escape: (target) => { $("search").value = ""; search = null; draw(); target.blur(); },
});
draw();
