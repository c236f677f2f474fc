// What the kinds of report share. Texts of pages become text nodes and nothing else.

const data = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);

/** A new element. Properties are set as such; `aria-…`, `data-…`, `role` and the like as attributes; the rest are its children. */
function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.includes("-") || ["role", "for", "dir", "lang"].includes(key)) element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

const numbers = new Intl.NumberFormat("en");
const count = (number, one, many = `${one}s`) => `${numbers.format(number)} ${number === 1 ? one : many}`;
/** Thousandths as a share of one: `0.42`. */
const share = (thousandths) => (thousandths / 1000).toFixed(2);

/** Families of roles, each with a colour. */
const FAMILIES = {
  text: ["body"],
  around: ["headline", "dek", "caption"],
  signed: ["byline", "date", "author-bio"],
  readers: ["comment"],
  ways: ["navigation", "breadcrumb", "search", "tags"],
  promotion: ["related", "newsletter", "ad"],
  notices: ["consent", "login", "share"],
  rest: ["footer", "other"],
};
const familyOf = (role) => Object.keys(FAMILIES).find((family) => FAMILIES[family].includes(role)) ?? "rest";
const swatch = (role) => el("span", { className: `swatch ${familyOf(role)}-family`, "aria-hidden": "true" });

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/gu;
const LETTERS = /\p{L}/gu;
/** The direction of most letters; `null` where there is none. */
function direction(text) {
  const letters = text.match(LETTERS)?.length ?? 0;
  if (letters === 0) return null;
  return (text.match(RIGHT_TO_LEFT)?.length ?? 0) * 2 > letters ? "rtl" : "ltr";
}

/** A text of a page, in its own direction. */
const pageText = (text, name = "span", properties = {}) =>
  el(name, { ...properties, dir: direction(text) ?? "auto" }, text);

/** A regular expression for a search, or `null`; letters match in any case. */
function pattern(query) {
  const plain = query.trim();
  return plain ? new RegExp(plain.replace(/[\\^$.*+?()[\]{}|\/-]/g, "\\$&"), "giu") : null;
}

/** Writes `text` into `element`, what matches in marks. */
function write(element, text, search) {
  element.replaceChildren();
  let end = 0;
  for (const found of search ? text.matchAll(search) : []) {
    element.append(text.slice(end, found.index), el("mark", {}, found[0]));
    end = found.index + found[0].length;
  }
  element.append(text.slice(end));
}

/** Buttons of which one is pressed. */
function choice(group, chosen, onChoose) {
  const press = (value) => {
    for (const button of group.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === value));
    }
  };
  group.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    press(button.value);
    onChoose(button.value);
  });
  press(chosen);
  return press;
}

function setUpTheme() {
  const button = $("theme");
  const isDark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const label = () => { button.textContent = isDark() ? "Light" : "Dark"; };
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    label();
  });
  label();
}

/** Keys that work wherever nothing is being typed. */
function setUpKeys(keys) {
  $("help-open").addEventListener("click", () => $("help").showModal());
  $("help-close").addEventListener("click", () => $("help").close());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
    const isTyping = event.target.closest("input, select, textarea");
    if (isTyping && event.key !== "Escape") return;
    const action = event.key === "?" ? () => $("help").showModal() : keys[event.key];
    if (!action) return;
    event.preventDefault();
    action(event.target);
  });
}
