// The page block by block, the detail of one block, the slider and the filters.

const blockElements = [];
let selected = null;
let shownBlock = null;
const filter = { search: null, show: "all", roles: new Set() };

function setUpHead() {
  const { record } = data;
  const headline = record.headline ?? record.id;
  document.title = `${headline} – extract report`;
  $("headline").dir = direction(headline) ?? "auto";
  $("headline").textContent = headline;
  const { provenance } = record;
  const facts = [record.page_type, provenance.input_kind, provenance.charset, record.language, record.headline ? record.id : null, `dehusk ${data.version}`];
  $("facts").textContent = facts.filter(Boolean).join(" · ");
  const cut = data.left_out ? [`${count(data.left_out, "block")} at the end of the page are not shown`] : [];
  $("warnings").append(...[...record.warnings, ...cut].map((warning) => el("li", {}, warning)));
  $("warnings").hidden = !$("warnings").childElementCount;
}

function setUpBlocks() {
  const list = $("blocks");
  list.dir = pageDirection;
  if (data.record.language) list.lang = data.record.language;
  for (let at = 0; at < total; at++) {
    const block = el("div", { role: "option", id: `b${at}`, "aria-selected": "false" },
      el("span", { className: "tag", dir: "ltr", lang: "en" }),
      el("span", { className: `text${level[at] ? " heading" : ""}`, dir: direction(texts[at]) }));
    block.dataset.at = at;
    blockElements.push(block);
  }
  list.append(...blockElements);
  const of = (event) => event.target.closest("[role=option]");
  list.addEventListener("mouseover", (event) => { const block = of(event); if (block) point(Number(block.dataset.at)); });
  list.addEventListener("mouseleave", () => point(selected));
  list.addEventListener("click", (event) => { const block = of(event); if (block && getSelection().isCollapsed) select(Number(block.dataset.at)); });
  list.addEventListener("focus", () => { if (selected === null && total) select(visible(0, 1) ?? 0, false); });
  list.addEventListener("keydown", (event) => {
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
    if (!(event.key in moves) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    step(moves[event.key]);
  });
  if (!total) {
    $("none").hidden = false;
    $("none").textContent = "There is no text on this page.";
  }
}

/** Writes into every block what depends on the threshold. */
function drawBlocks() {
  for (let at = 0; at < total; at++) {
    const [block, role] = [blockElements[at], roleOf(at)];
    const evidence = [...block.classList].filter((name) => name === "won" || name === "lost");
    block.className = ["block", `${familyOf(role)}-family`, isKept(at) ? "kept" : "left", hasMoved(at) ? "moved" : "", ...evidence].join(" ");
    block.firstElementChild.replaceChildren(
      el("span", { className: "role" }, role), " ",
      el("span", { className: "score number" }, share(content[at])),
      ...(hasMoved(at) ? [" ", el("span", { className: "move" }, isKept(at) ? "+ now kept" : "− now left out")] : []));
  }
}

function drawTexts() {
  for (let at = 0; at < total; at++) write(blockElements[at].lastElementChild, texts[at], filter.search);
}

const isShown = (at) => {
  const shows = { all: true, kept: isKept(at), left: !isKept(at), doubtful: isDoubtful(at), moved: hasMoved(at) };
  if (!shows[filter.show] || (filter.roles.size && !filter.roles.has(roleOf(at)))) return false;
  if (!filter.search) return true;
  filter.search.lastIndex = 0;
  return filter.search.test(texts[at]);
};

function applyFilter() {
  let found = 0;
  for (let at = 0; at < total; at++) {
    const isFound = isShown(at);
    blockElements[at].hidden = !isFound;
    found += isFound ? 1 : 0;
  }
  const isFiltered = filter.search || filter.show !== "all" || filter.roles.size;
  $("found").textContent = isFiltered ? `${numbers.format(found)} of ${count(total, "block")} shown` : "";
  $("none").hidden = found > 0 || total === 0;
}

/** The nearest shown block from `at` on, in steps of 1 or -1. */
function visible(at, way, fits = () => true) {
  for (let next = at; next >= 0 && next < total; next += way) {
    if (!blockElements[next].hidden && fits(next)) return next;
  }
  return null;
}

function step(by, fits) {
  const way = Math.sign(by);
  if (!Number.isFinite(by)) return select(visible(way < 0 ? 0 : total - 1, -way));
  let at = selected;
  for (let left = Math.abs(by); left > 0; left--) at = visible(at === null ? 0 : at + way, way, fits) ?? at;
  select(at);
}

function reveal(at) {
  const block = blockElements[at];
  if (block && !block.hidden) block.scrollIntoView({ block: "center" });
}

function select(at, isRevealed = true) {
  if (at === null || !blockElements[at]) return;
  if (blockElements[at].hidden) {
    setFilter({ search: null, show: "all", roles: new Set() });
  }
  blockElements[selected]?.setAttribute("aria-selected", "false");
  selected = at;
  blockElements[at].setAttribute("aria-selected", "true");
  $("blocks").setAttribute("aria-activedescendant", `b${at}`);
  showPart("source");
  document.body.classList.add("has-selected");
  if (isRevealed) blockElements[at].scrollIntoView({ block: "nearest" });
  point(at);
}

/** Shows a block's detail and its place on the strip. */
function point(at) {
  showDetail(at);
  markOnChart(at);
}

function reasonList(at, pass) {
  const list = packed.reasons[at]?.[pass] ?? [];
  if (!list.length) return null;
  return el("ul", { className: "reasons" }, list.map(([measure, value]) =>
    el("li", {}, `${packed.measures[measure]} `, el("b", {}, value))));
}

function passRow(name, value, at, pass) {
  const bar = el("span", { className: "meter", "aria-hidden": "true" }, el("span", { className: "fill" }), el("span", { className: "tick" }));
  bar.firstElementChild.style.width = `${value / 10}%`;
  bar.lastElementChild.style.left = `${threshold / 10}%`;
  const reasons = pass === null ? null : reasonList(at, pass);
  return el("div", { className: "pass" },
    el("div", {}, el("div", { className: "pass-name" }, name, el("b", { className: "number" }, share(value))), bar,
      reasons ? el("span", { className: "quiet small" }, value > 500 ? "speaks for it:" : "speaks against it:") : null),
    reasons);
}

function showDetail(at) {
  const detail = $("detail");
  if (at === shownBlock && detail.childElementCount) return;
  shownBlock = at;
  if (at === null || at === undefined || !texts[at]) {
    detail.replaceChildren(el("p", { className: "quiet" }, "Point at a block, or move with the arrow keys: here stands why it was kept or left out."));
    return;
  }
  detail.classList.add("full");
  const [kept, role] = [isKept(at), roleOf(at)];
  const offers = [...new Set(data.fields.flatMap(({ key, candidates }) =>
    candidates.filter((candidate) => candidate.block === at).map((candidate) => `${key} (${candidate.won ? "won" : "lost"})`)))];
  const parts = [
    el("button", { type: "button", className: "close", "aria-label": "Close", onclick: () => document.body.classList.remove("has-selected") }, "×"),
    el("h2", { className: `${familyOf(role)}-family` }, swatch(role), ` ${role}, `, kept ? "kept" : "left out",
      el("span", { className: "quiet" }, ` · block ${numbers.format(at + 1)} of ${numbers.format(total)} · role ${share(scoreOf(at))}`)),
    el("p", { className: "why" }, kept
      ? `Kept: ${share(content[at])} is above the threshold ${share(threshold)}.`
      : `Left out: ${share(content[at])} is not above the threshold ${share(threshold)}.`),
    hasThird ? passRow("third pass, by roles", content[at], at, 2) : passRow("both passes", content[at], at, null),
    passRow("first pass", first[at], at, 0),
    passRow("second pass", second[at], at, 1),
    packed.reasons[at] ? null : el("p", { className: "quiet" }, "Reasons are in the file for the blocks nearest to the threshold."),
    el("p", { className: "place quiet" }, "Stands in ", el("code", {}, placeOf(at)), offers.length ? `; offered for ${offers.join(", ")}` : null),
  ];
  detail.replaceChildren(...parts.filter(Boolean));
}

function drawDecision() {
  let [kept, chars, added, removed] = [0, 0, 0, 0];
  for (let at = 0; at < total; at++) {
    if (isKept(at)) { kept += 1; chars += texts[at].length; }
    if (hasMoved(at)) { if (isKept(at)) added += 1; else removed += 1; }
  }
  const isModels = threshold === chosen;
  const all = texts.reduce((sum, text) => sum + text.length, 0);
  const part = `${Math.round((100 * chars) / (all || 1))} % of the text`;
  $("decision").replaceChildren(
    el("b", {}, `${numbers.format(kept)} of ${count(total, "block")} kept`),
    `, ${part} · threshold ${share(threshold)} · expected F1 ${share(Math.min(1000, Math.max(0, expectedAt(threshold))))} · `,
    isModels ? "as written" : `${added} more and ${removed} fewer than written`);
  $("chart").setAttribute("aria-label", `Scores along the page: ${count(kept, "block")} of ${numbers.format(total)}, ${part}, are kept.`);
  $("threshold").value = 1000 - threshold;
  $("threshold").setAttribute("aria-valuetext", `threshold ${share(threshold)}, ${count(kept, "block")} kept`);
  const favor = data.decision.favors.find(([name, value]) => value === threshold && (value !== chosen || name === data.decision.favor));
  pressFavor(favor?.[0] ?? null);
  const moved = $("show").querySelector("[value=moved]");
  moved.hidden = isModels && filter.show !== "moved";
  moved.textContent = `Moved ${added + removed}`;
}

function drawRoles() {
  const counts = new Map();
  for (let at = 0; at < total; at++) counts.set(roleOf(at), (counts.get(roleOf(at)) ?? 0) + 1);
  const focused = document.activeElement?.closest("#roles button")?.value;
  const chips = data.roles.filter((role) => counts.has(role) || filter.roles.has(role)).map((role) =>
    el("button", { type: "button", value: role, className: `chip ${familyOf(role)}-family`, "aria-pressed": String(filter.roles.has(role)) },
      swatch(role), ` ${role} `, el("span", { className: "number" }, numbers.format(counts.get(role) ?? 0))));
  $("roles").replaceChildren(...chips);
  chips.find((chip) => chip.value === focused)?.focus();
}

function decideAt(position) {
  threshold = Math.min(980, Math.max(20, position));
  shownBlock = undefined;
  drawBlocks();
  drawChart();
  drawDecision();
  drawRoles();
  drawBody();
  applyFilter();
  showDetail(selected);
}

let pressFavor = () => {};
let pressShow = () => {};
let showPart = () => {};

function setFilter(changes) {
  const hadSearch = filter.search;
  Object.assign(filter, changes);
  if (!filter.search) $("search").value = "";
  if (hadSearch || filter.search) drawTexts();
  pressShow(filter.show);
  drawRoles();
  applyFilter();
}

function setUpControls() {
  const slider = $("threshold");
  slider.addEventListener("input", () => decideAt(1000 - Number(slider.value)));
  $("threshold-marks").append(...data.decision.thresholds.map((mark) => el("option", { value: String(1000 - mark) })));
  $("favors").append(...data.decision.favors.map(([name]) => el("button", { type: "button", value: name }, name)));
  pressFavor = choice($("favors"), data.decision.favor, (name) => decideAt(data.decision.favors.find(([known]) => known === name)[1]));
  pressShow = choice($("show"), "all", (show) => setFilter({ show }));
  $("search").addEventListener("input", () => {
    const query = $("search").value;
    filter.search = pattern(query);
    drawTexts();
    applyFilter();
    const found = filter.search ? visible(0, 1) : null;
    if (found !== null) reveal(found);
  });
  $("search").addEventListener("keydown", (event) => {
    if (event.key === "Enter") { $("blocks").focus(); step(1); }
  });
  $("roles").addEventListener("click", ({ target }) => {
    const role = target.closest("button")?.value;
    if (!role) return;
    const roles = new Set(filter.roles);
    if (!roles.delete(role)) roles.add(role);
    setFilter({ roles });
  });
  const tabs = document.querySelector(".tabs");
  const press = choice(tabs, "source", (part) => { document.body.dataset.part = part; });
  showPart = (part) => { document.body.dataset.part = part; press(part); };
  showPart("source");
}

function clearAll() {
  document.body.classList.remove("has-selected");
  document.querySelectorAll("details.field[data-key][open]").forEach((row) => { row.open = false; });
  highlight(null);
  setFilter({ search: null, show: "all", roles: new Set() });
}

/** The list takes the focus; its first key shows where one is. */
const withFocus = (action) => () => {
  const isNew = selected === null;
  $("blocks").focus();
  if (!isNew) action();
};
setUpTheme();
setUpHead();
setUpBlocks();
setUpControls();
setUpRecord();
setUpChart();
setUpKeys({
  "/": () => $("search").focus(),
  j: withFocus(() => step(1)),
  k: withFocus(() => step(-1)),
  n: withFocus(() => step(1, isDoubtful)),
  p: withFocus(() => step(-1, isDoubtful)),
  "[": () => decideAt(threshold + 10),
  "]": () => decideAt(threshold - 10),
  "=": () => decideAt(chosen),
  r: () => { showPart("record"); $("record").focus(); },
  b: () => { showPart("source"); $("blocks").focus(); },
  Escape: (target) => { clearAll(); if (target.id === "search") target.blur(); },
});
drawTexts();
decideAt(chosen);
// What was kept is what most come to see.
reveal(bodyBlocks()[0]?.at);
