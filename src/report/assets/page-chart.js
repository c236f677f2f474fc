// The strip: score against position, length as width, roles as colours, the kept region beneath.

const WIDTH = 1000;
const HEIGHT = 88;
const KEPT_TOP = 92;
const KEPT_HEIGHT = 8;
/** Every block has some width, however short it is. */
const edges = (() => {
  const chars = texts.reduce((sum, text) => sum + text.length, 0);
  const least = total ? (0.35 * chars) / total + 1 : 1;
  const scale = WIDTH / (chars + least * total || 1);
  const list = [0];
  for (const text of texts) list.push(list.at(-1) + (text.length + least) * scale);
  return list;
})();

function drawChart() {
  const paths = new Map();
  let keptRuns = "";
  for (let at = 0; at < total; at++) {
    const gap = Math.min(1, 0.2 * (edges[at + 1] - edges[at]));
    const [left, right] = [edges[at].toFixed(2), (edges[at + 1] - gap).toFixed(2)];
    const key = `${familyOf(roleOf(at))}-family ${isKept(at) ? "kept" : "left"}`;
    const top = (HEIGHT * (1 - Math.max(content[at], 15) / 1000)).toFixed(1);
    paths.set(key, `${paths.get(key) ?? ""}M${left} ${HEIGHT}V${top}H${right}V${HEIGHT}Z`);
    if (isKept(at)) keptRuns += `M${left} ${KEPT_TOP}H${edges[at + 1].toFixed(2)}V${KEPT_TOP + KEPT_HEIGHT}H${left}Z`;
  }
  paths.set("kept-run", keptRuns);
  const shapes = [...paths].map(([key, d]) => {
    const shape = document.createElementNS($("chart").namespaceURI, "path");
    shape.setAttribute("class", key);
    shape.setAttribute("d", d);
    return shape;
  });
  $("chart").replaceChildren(...shapes);
  const line = $("chart-threshold");
  line.style.top = `${HEIGHT * (1 - threshold / 1000)}%`;
  line.firstElementChild.textContent = share(threshold);
}

function markOnChart(at) {
  const here = $("chart-here");
  here.hidden = at === null;
  if (at === null) return;
  here.style.left = `${edges[at] / (WIDTH / 100)}%`;
  here.style.width = `${(edges[at + 1] - edges[at]) / (WIDTH / 100)}%`;
}

/** The block under a pointer. */
function blockAtPointer(event) {
  const box = $("chart").getBoundingClientRect();
  const position = ((event.clientX - box.left) / box.width) * WIDTH;
  const after = edges.findIndex((edge) => edge > position);
  return Math.max(0, (after === -1 ? total : after) - 1);
}

function setUpChart() {
  const chart = $("chart");
  chart.addEventListener("pointermove", (event) => { if (total) { markOnChart(blockAtPointer(event)); showDetail(blockAtPointer(event)); } });
  chart.addEventListener("pointerleave", () => { markOnChart(selected); showDetail(selected); });
  chart.addEventListener("click", (event) => { if (total) select(blockAtPointer(event)); });
}
