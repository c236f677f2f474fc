// A sample of pages at a glance.

const perSecond = data.throughput.elapsed_ms > 0 ? 1000 / data.throughput.elapsed_ms : 0;
const read = data.entries.filter((entry) => entry.status !== "error");
const keptShare = (entry) => (entry.chars ? entry.body_chars / entry.chars : 0);
const ORDERS = {
  unsure: (a, b) => a.confidence - b.confidence,
  sure: (a, b) => b.confidence - a.confidence,
  short: (a, b) => keptShare(a) - keptShare(b),
  long: (a, b) => keptShare(b) - keptShare(a),
};
const filter = { search: null, type: "", order: "unsure" };
let current = -1;

/** Characters by role, content first, as a strip and as words. */
function mixParts(roles) {
  const sum = roles.reduce((all, chars) => all + chars, 0);
  const order = Object.values(FAMILIES).flat();
  return order.map((role) => ({ role, part: (roles[data.roles.indexOf(role)] ?? 0) / (sum || 1) })).filter(({ part }) => part > 0);
}

function strip(roles) {
  const parts = mixParts(roles);
  const words = parts.filter(({ part }) => part >= 0.05).map(({ role, part }) => `${role} ${Math.round(part * 100)} %`).join(", ");
  const element = el("div", { className: "mix", role: "img", "aria-label": `Characters by role: ${words || "none"}`, title: words });
  for (const { role, part } of parts) {
    const piece = el("span", { className: `${familyOf(role)}-family` });
    piece.style.flexGrow = part;
    element.append(piece);
  }
  return element;
}

function setUpSummary() {
  const { throughput } = data;
  document.title = `${data.corpus} – extract report`;
  $("corpus").textContent = data.corpus;
  $("facts").textContent = `a sample of ${numbers.format(data.entries.length)} of ${count(data.population, "page")} · dehusk ${data.version}`;
  const confidences = read.map((entry) => entry.confidence).sort((a, b) => a - b);
  const middle = confidences[Math.floor(confidences.length / 2)];
  const rows = [
    [middle === undefined ? "–" : middle.toFixed(2), "median confidence"],
    [read.filter((entry) => entry.confidence < 0.5).length, "below 0.50"],
    [read.filter((entry) => entry.status === "empty").length, "empty"],
    [data.entries.length - read.length, "could not be read"],
    [numbers.format(Math.round(throughput.pages * perSecond)), "pages a second"],
    [((throughput.bytes * perSecond) / 1e6).toFixed(1), `MB a second, ${count(throughput.workers, "thread")}`],
  ];
  $("totals").append(...rows.map(([value, name]) => el("div", {}, el("dt", {}, name), el("dd", { className: "number" }, String(value)))));
  const all = data.roles.map((_, at) => read.reduce((sum, entry) => sum + entry.roles[at], 0));
  $("mix").replaceWith(strip(all));
  $("legend").append(...mixParts(all).map(({ role, part }) => el("li", {}, swatch(role), ` ${role} `, el("span", { className: "quiet number" }, `${(part * 100).toFixed(1)} %`))));
  const types = [...new Set(data.entries.map((entry) => entry.page_type).filter(Boolean))].sort();
  $("type").append(el("option", { value: "" }, "all types"), ...types.map((type) =>
    el("option", { value: type }, `${type} (${data.entries.filter((entry) => entry.page_type === type).length})`)));
}

/** An argument as a shell takes it. */
const quoted = (text) => (/^[\w@%+=:,.\/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** An address without its escapes, where they can be read. */
function readable(url) {
  try { return decodeURI(url); } catch { return url; }
}

function card(entry) {
  const isRead = entry.status !== "error";
  const title = el("h2", { dir: direction(entry.headline || entry.id) ?? "auto" });
  write(title, entry.headline || entry.id, filter.search);
  const body = el("p", { className: "body", dir: direction(entry.body) ?? "auto" });
  write(body, entry.body.replace(/\n\n+/g, "\n"), filter.search);
  const facts = [entry.page_type, entry.date?.slice(0, 10), entry.language, isRead ? `${numbers.format(entry.body_chars)} of ${numbers.format(entry.chars)} characters` : null];
  const meter = el("span", { className: "meter", "aria-hidden": "true" }, el("span"));
  meter.firstElementChild.style.width = `${100 * Math.min(1, entry.confidence)}%`;
  return el("li", {}, el("article", { className: "card", tabIndex: -1 },
    isRead ? el("div", { className: "confidence number" }, entry.confidence.toFixed(2), meter) : null,
    title,
    el("p", { className: "facts" }, facts.filter(Boolean).join(" · ")),
    entry.url ? el("p", { className: "facts address" }, el("bdi", {}, readable(entry.url))) : null,
    isRead ? strip(entry.roles) : el("p", { className: "fault" }, entry.error ?? "could not be read"),
    entry.status === "empty" ? el("p", { className: "fault" }, "Nothing on this page is worth keeping.") : null,
    entry.body ? body : null,
    ...entry.warnings.map((warning) => el("p", { className: "facts" }, warning)),
    entry.input ? el("code", {}, `extract report ${quoted(entry.input)} --open`) : null));
}

function draw() {
  const fits = (entry) => {
    if (filter.type && entry.page_type !== filter.type) return false;
    if (!filter.search) return true;
    filter.search.lastIndex = 0;
    return filter.search.test([entry.id, entry.url, entry.headline, entry.body].join("\n"));
  };
  const isBroken = (entry) => (entry.status === "error" ? 0 : 1);
  const shown = data.entries.filter(fits).sort((a, b) => isBroken(a) - isBroken(b) || ORDERS[filter.order](a, b));
  $("cards").replaceChildren(...shown.map(card));
  current = -1;
  $("found").textContent = filter.search || filter.type ? `${numbers.format(shown.length)} of ${count(data.entries.length, "page")}` : "";
  $("none").hidden = shown.length > 0;
}

function goTo(at) {
  const cards = document.querySelectorAll(".card");
  current = Math.min(cards.length - 1, Math.max(0, at));
  cards[current]?.focus();
}

setUpTheme();
setUpSummary();
choice($("order"), filter.order, (order) => { filter.order = order; draw(); });
$("type").addEventListener("change", () => { filter.type = $("type").value; draw(); });
$("search").addEventListener("input", () => { filter.search = pattern($("search").value); draw(); });
setUpKeys({
  "/": () => $("search").focus(),
  j: () => goTo(current + 1),
  k: () => goTo(current - 1),
  Escape: (target) => {
    $("search").value = "";
    $("type").value = "";
    Object.assign(filter, { search: null, type: "" });
    draw();
    target.blur();
  },
});
draw();
