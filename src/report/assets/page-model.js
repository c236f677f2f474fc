// The page as numbers: unpacked columns, the decision at any threshold, and the record that comes of it.

const unpack = (text, width) =>
  Array.from({ length: text.length / width }, (_, at) => parseInt(text.slice(at * width, (at + 1) * width), 36));

const packed = data.blocks;
const texts = packed.text;
const total = texts.length;
const first = unpack(packed.first, 2);
const second = unpack(packed.second, 2);
const content = unpack(packed.content, 2);
const roles = unpack(packed.role, 1).map((number) => data.roles[number]);
const roleScore = unpack(packed.role_score, 2);
const level = unpack(packed.level, 1);
const path = unpack(packed.path, 3);
const chosen = data.decision.chosen;
/** Text dumps are judged a third time, when roles are known. */
const hasThird = data.record.provenance.input_kind === "text";

/** In doubt is what one step of the slider's marks could move. */
const DOUBT = 120;
const isDoubtful = (at) => Math.abs(content[at] - threshold) <= DOUBT;

let threshold = chosen;
const isKept = (at) => content[at] > threshold;
const wasKept = (at) => content[at] > chosen;
const hasMoved = (at) => isKept(at) !== wasKept(at);
const roleOf = (at) => roles[at];
const scoreOf = (at) => roleScore[at];

/** What stands between two kept blocks: cells of a row, rows of a table, items of a list, lines of code; else paragraphs. */
function separator(before, after) {
  const [tie, next] = [packed.tie[before], packed.tie[after]];
  if (tie === "0" || tie !== next) return "\n\n" + leadOf(after);
  const [from, to] = [packed.ties[before] ?? [], packed.ties[after] ?? []];
  if (tie === "r") return betweenCells(from, to);
  const isOne = from[0] === to[0] || (from[1] && to[1]);
  return isOne ? "\n" : "\n\n";
}

function betweenCells([table, row, cell, isData, column], [nextTable, nextRow, nextCell, , nextColumn]) {
  if (table !== nextTable) return "\n\n" + " | ".repeat(nextColumn);
  if (cell === nextCell && cell > 0) return isData ? " " : "\n\n";
  return row === nextRow ? " | ".repeat(Math.max(nextColumn - column, 1)) : "\n" + " | ".repeat(nextColumn);
}

/** The empty cells before a block that begins a row. */
const leadOf = (at) => (packed.tie[at] === "r" ? " | ".repeat(packed.ties[at][4]) : "");

/** The kept blocks, each with what stands before it in the body. */
function bodyBlocks() {
  const kept = [];
  for (let at = 0; at < total; at++) {
    if (isKept(at)) kept.push({ at, before: kept.length ? separator(kept.at(-1).at, at) : leadOf(at) });
  }
  return kept;
}

/** Readers' comments: lists of blocks. */
function commentBlocks() {
  const comments = [];
  let last = null;
  for (const [at, container] of packed.comments) {
    if (isKept(at)) continue;
    if (last && last.at + 1 === at && last.container === container) comments.at(-1).push(at);
    else comments.push([at]);
    last = { at, container };
  }
  return comments;
}

/** The expected word F1 of the body, in thousandths: between the thresholds for which it is known, on a straight line. */
function expectedAt(position) {
  const { thresholds, expected } = data.decision;
  const after = thresholds.findIndex((known) => known >= position);
  if (after === -1) return expected.at(-1);
  if (after === 0 || thresholds[after] === position) return expected[after];
  const [from, to] = [thresholds[after - 1], thresholds[after]];
  return expected[after - 1] + ((expected[after] - expected[after - 1]) * (position - from)) / (to - from);
}

/** Where a block stands in its source, in words. */
const placeOf = (at) => (path.length ? packed.paths[path[at]] : `line ${numbers.format(packed.lines[at])}`);
const pageDirection = direction(texts.join(" ").slice(0, 200_000)) ?? "ltr";
