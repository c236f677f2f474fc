// The record: its fields with the evidence for them, the body as it will be written, the comments.

const MAIN_FIELDS = ["headline", "dek", "authors", "date_published", "date_modified"];
const MORE_FIELDS = ["site_name", "description", "language", "tags", "breadcrumb", "image", "license", "url", "canonical_url", "page_type", "confidence"];

const shownValue = (value) => {
  if (Array.isArray(value)) return value.length ? value.join(" · ") : null;
  return value === null || value === "" ? null : String(value);
};

/** Blocks whose text holds a value that was taken from elsewhere. */
function blocksWith(value) {
  const wanted = String(value).toLocaleLowerCase();
  if (wanted.length < 3) return [];
  return texts.flatMap((text, at) => (text.toLocaleLowerCase().includes(wanted) ? [at] : []));
}

const goTo = (at, label = `block ${numbers.format(at + 1)}`) =>
  el("button", { type: "button", className: "go", onclick: () => select(at) }, label);

function candidateItem(candidate, key) {
  const shownIn = candidate.block === null && candidate.won ? blocksWith(candidate.value).slice(0, 3) : [];
  const agrees = candidate.value === shownValue(data.record[key]);
  const verdict = candidate.won ? "won" : agrees ? "agrees" : "lost";
  return el("li", { className: `candidate ${verdict}` },
    el("span", { className: "verdict" }, verdict),
    el("span", { className: "candidate-body" },
      pageText(candidate.value, "span", { className: "value" }),
      el("span", { className: "quiet origin" },
        `${candidate.origin} · score ${candidate.score.toFixed(2)} `,
        candidate.block !== null && candidate.block < total ? goTo(candidate.block) : null,
        shownIn.length ? ["also shown in ", ...shownIn.map((at) => goTo(at))] : null)));
}

/** What a field says where it was not chosen from candidates. */
const WITHOUT_CANDIDATES = {
  url: "The address that was given, or else the one the page calls its own.",
  language: "Detected in the text.",
  confidence: "The word F1 that the model expects of the body.",
};

function evidenceOf(key) {
  const field = data.fields.find((known) => known.key === key);
  const list = field?.candidates ?? [];
  if (key === "page_type") {
    const types = [...data.page_types].sort((a, b) => b[1] - a[1]).slice(0, 4);
    return [el("p", { className: "note" }, "The model's probabilities: " + types.map(([type, probability]) => `${type} ${probability.toFixed(2)}`).join(", ") + ".")];
  }
  const note = list.some((candidate) => candidate.won) ? null
    : WITHOUT_CANDIDATES[key] && shownValue(data.record[key]) ? WITHOUT_CANDIDATES[key]
    : list.length ? "None of these was trusted." : key === "url" ? "None was given." : "The page offers nothing for it.";
  return [
    note ? el("p", { className: "note" }, note) : null,
    list.length > 1 ? el("p", { className: "note quiet" }, `Chosen: ${field.rule}.`) : null,
    field?.reasons.length ? el("p", { className: "note quiet" }, `Spoke for it: ${field.reasons.join("; ")}.`) : null,
    list.length ? el("ul", { className: "candidates" }, list.map((candidate) => candidateItem(candidate, key))) : null,
    field?.more ? el("p", { className: "note" }, `and ${count(field.more, "more candidate")} that lost`) : null,
  ];
}

/** Highlights on the page what a field was chosen from. */
function highlight(key) {
  for (const block of document.querySelectorAll(".block.won, .block.lost")) {
    block.classList.remove("won", "lost");
    delete block.dataset.evidence;
  }
  const candidates = data.fields.find((field) => field.key === key)?.candidates ?? [];
  const mark = (at, verdict) => {
    const block = blockElements[at];
    if (!block || block.classList.contains("won")) return;
    block.classList.add(verdict);
    block.dataset.evidence = `${key} ${verdict === "won" ? "✓" : "✗ lost"}`;
  };
  const winners = candidates.filter((candidate) => candidate.won);
  const places = winners.flatMap((candidate) => (candidate.block !== null ? [candidate.block] : blocksWith(candidate.value).slice(0, 3)));
  places.forEach((at) => mark(at, "won"));
  candidates.filter((candidate) => !candidate.won && candidate.block !== null).forEach((candidate) => mark(candidate.block, "lost"));
  const from = places.find((at) => blockElements[at]) ?? candidates.find((candidate) => candidate.block !== null)?.block;
  if (from !== undefined && blockElements[from]) reveal(from);
}

function fieldRow(key) {
  const value = shownValue(data.record[key]);
  const row = el("details", { className: "field" },
    el("summary", {},
      el("span", { className: "key" }, key),
      value === null ? el("span", { className: "quiet" }, "none") : pageText(value, "span", { className: "value" })),
    el("div", { className: "evidence" }, evidenceOf(key)));
  row.dataset.key = key;
  row.firstElementChild.addEventListener("click", (event) => {
    // Not at the `toggle` event, which comes later: what is seen next would be the fields as they were.
    event.preventDefault();
    const opens = !row.open;
    document.querySelectorAll("details.field[data-key]").forEach((other) => { other.open = opens && other === row; });
    highlight(opens ? key : null);
  });
  return row;
}

function drawBody() {
  const kept = bodyBlocks();
  const isWritten = data.body !== null && threshold === chosen;
  const note = $("body-note");
  note.hidden = data.body === null;
  note.textContent = data.left_out ? "The page has more blocks than are shown; this is the whole body."
    : isWritten ? "Taken from the page's own JSON-LD: more of the text than its blocks hold."
    : "This is what the blocks give; at the model's threshold the page's own JSON-LD gives more.";
  const pieces = isWritten ? [data.body] : kept.flatMap(({ at, before }) => {
    const piece = el("span", { className: "piece", dir: direction(texts[at]) }, texts[at]);
    piece.dataset.at = at;
    return [before, piece];
  });
  $("body-text").dir = pageDirection;
  $("body-text").replaceChildren(...pieces);
  const chars = $("body-text").textContent.length;
  $("body-facts").textContent = isWritten ? count(chars, "character") : `${count(kept.length, "block")}, ${count(chars, "character")}`;
  const comments = commentBlocks();
  $("comments-facts").textContent = comments.length ? count(comments.length, "comment") : "none";
  $("comments-list").replaceChildren(...comments.map((blocks) => el("li", {}, pageText(blocks.map((at) => texts[at]).join("\n")), " ", goTo(blocks[0]))));
}

function setUpRecord() {
  $("fields").append(...MAIN_FIELDS.map(fieldRow));
  $("more-fields").append(...MORE_FIELDS.map(fieldRow));
  const isFound = (key) => shownValue(data.record[key]) !== null;
  $("more").firstElementChild.textContent = "Other fields: " + MORE_FIELDS.filter(isFound).join(", ");
  $("body-text").addEventListener("click", ({ target }) => {
    const piece = target.closest(".piece");
    if (piece && getSelection().isCollapsed) select(Number(piece.dataset.at));
  });
  $("body-text").addEventListener("mouseover", ({ target }) => {
    const piece = target.closest(".piece");
    if (piece) { showDetail(Number(piece.dataset.at)); markOnChart(Number(piece.dataset.at)); }
  });
  $("body").firstElementChild.addEventListener("click", () => { if (!$("body").open) reveal(bodyBlocks()[0]?.at); });
}
