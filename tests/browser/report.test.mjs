// The reports in a real Chromium. `tests/browser.rs` makes them and runs this file with REPORTS set to their folder.

import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch } from "./chromium.mjs";

const folder = process.env.REPORTS;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 800 };
const record = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

/** Opens a report, runs `check` and sees to it that nothing went wrong and nothing was loaded. */
async function inReport(name, check, { viewport = DESKTOP, colorScheme = "light" } = {}) {
  const page = await browser.newPage({ viewport, colorScheme });
  const [faults, requests] = [[], []];
  page.on("console", (message) => faults.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => requests.push(request.url()));
  const url = pathToFileURL(join(folder, name)).href;
  try {
    await page.goto(url);
    await check(page);
    assert.deepEqual(faults, [], `${name}: the console is quiet`);
    assert.deepEqual(requests, [url], `${name}: nothing is loaded`);
  } finally {
    await page.close();
  }
}

const text = (page, selector) => page.locator(selector).evaluate((element) => element.textContent);
const keptCount = (page) => page.locator(".block.kept").count();
const screenshot = async (page, name) => {
  const path = join(folder, name);
  await page.screenshot({ path });
  assert.ok(statSync(path).size > 5_000, `${name} shows something`);
};

/** Moves the slider as a person does, with the keyboard. */
async function moveSlider(page, key, times) {
  await page.locator("#threshold").focus();
  for (let time = 0; time < times; time++) await page.keyboard.press(key);
}

async function hasNoSeriousFault(page, what) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = serious.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`);
  assert.deepEqual(told, [], what);
}

describe("the report of a page", () => {
  for (const name of ["html", "dump", "arabic", "chinese", "table", "thread"]) {
    test(`${name}: body and comments are those of the record, for every way of favouring`, () => inReport(`${name}.html`, async (page) => {
      for (const favor of ["balanced", "precision", "recall"]) {
        await page.click(`#favors [value=${favor}]`);
        const wanted = record(`${name}.${favor}.json`);
        assert.equal(await text(page, "#body-text"), wanted.body, `${name}, ${favor}`);
        const comments = await page.locator("#comments-list li > span").allTextContents();
        assert.deepEqual(comments, wanted.comments, `${name}, ${favor}`);
      }
    }));
  }

  test("a body taken from JSON-LD is shown as it is written", () => inReport("embedded.html", async (page) => {
    assert.equal(await text(page, "#body-text"), record("embedded.balanced.json").body);
    assert.match(await text(page, "#body-note"), /JSON-LD/);
    await moveSlider(page, "ArrowRight", 5);
    assert.ok(await page.locator("#body-text .piece").count() > 0);
  }));

  test("shows every block in order, and the record", () => inReport("html.html", async (page) => {
    const wanted = record("html.balanced.json");
    assert.deepEqual(await page.locator(".block .text").allTextContents(), wanted.blocks.map((block) => block.text));
    assert.deepEqual(await page.locator(".block .role").allTextContents(), wanted.blocks.map((block) => block.role));
    assert.equal(await keptCount(page), wanted.blocks.filter((block) => block.kept).length);
    assert.equal(await text(page, "#headline"), wanted.headline);
    assert.match(await text(page, "[data-key=date_published] summary"), new RegExp(wanted.date_published));
    await screenshot(page, "page.png");
  }));

  test("pointing at a block shows why", () => inReport("html.html", async (page) => {
    const block = page.locator(".block.kept").first();
    await block.hover();
    const detail = await text(page, "#detail");
    for (const part of ["body, kept", "is above the threshold", "first pass", "second pass", "first-pass score", "Stands in", "main"]) {
      assert.ok(detail.includes(part), `${part} in ${detail}`);
    }
    assert.ok(await page.locator("#detail .reasons li").count() >= 4);
    assert.ok(await page.locator("#chart-here").isVisible());
    await page.locator(".block.left:has-text('Languages')").first().hover();
    assert.match(await text(page, "#detail"), /left out.*is not above the threshold.*speaks against it/s);
  }));

  test("a dump's blocks stand on lines", () => inReport("dump.html", async (page) => {
    await page.locator(".block.kept").first().hover();
    const line = record("dump.balanced.json").blocks.find((block) => block.kept).line;
    assert.match(await text(page, "#detail .place"), new RegExp(`line ${line}`));
  }));

  test("the keyboard does what the pointer does", () => inReport("html.html", async (page) => {
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.locator("#blocks").getAttribute("aria-activedescendant"), "b2");
    assert.match(await text(page, "#detail h2"), /block 3 of/);
    await page.keyboard.press("k");
    assert.match(await text(page, "#detail h2"), /block 2 of/);
    await page.keyboard.press("End");
    assert.equal(await page.locator(".block").last().getAttribute("aria-selected"), "true");
    const [kept, threshold] = [await keptCount(page), await page.locator("#threshold").inputValue()];
    for (let time = 0; time < 100; time++) await page.keyboard.press("]");
    assert.ok(await keptCount(page) > kept);
    await page.keyboard.press("=");
    assert.equal(await page.locator("#threshold").inputValue(), threshold);
    await page.keyboard.press("?");
    assert.ok(await page.locator("#help").isVisible());
    await page.keyboard.press("Escape");
    assert.ok(await page.locator("#help").isHidden());
  }));

  test("the slider decides anew", () => inReport("html.html", async (page) => {
    const [kept, body] = [await keptCount(page), await text(page, "#body-text")];
    const strip = await page.locator("#chart .kept-run").getAttribute("d");
    await moveSlider(page, "End", 1);
    assert.ok(await keptCount(page) > kept);
    const longer = await text(page, "#body-text");
    assert.ok(longer.length > body.length && longer !== body);
    assert.match(await text(page, "#decision"), /more and 0 fewer than written/);
    assert.notEqual(await page.locator("#chart .kept-run").getAttribute("d"), strip);
    await page.click("#show [value=moved]");
    assert.equal(await page.locator(".block:visible").count(), await page.locator(".block.moved").count());
    assert.ok((await text(page, ".block.moved >> nth=0")).includes("+ now kept"));
    await page.click("#favors [value=balanced]");
    assert.equal(await text(page, "#body-text"), body);
    assert.match(await text(page, "#decision"), /as written/);
  }));

  test("the slider takes away as well", () => inReport("thread.html", async (page) => {
    await moveSlider(page, "Home", 1);
    assert.match(await text(page, "#decision"), /0 more and [1-9]\d* fewer than written/);
    assert.ok((await text(page, ".block.moved >> nth=0")).includes("− now left out"));
  }));

  test("filters and search", () => inReport("html.html", async (page) => {
    const blocks = record("html.balanced.json").blocks;
    const chips = await page.locator("#roles button").evaluateAll((chips) => chips.map((chip) => [chip.value, Number(chip.querySelector(".number").textContent)]));
    for (const [role, counted] of chips) assert.equal(counted, blocks.filter((block) => block.role === role).length, role);
    assert.equal(chips.reduce((sum, [, counted]) => sum + counted, 0), blocks.length);
    await page.click("#roles [value=navigation]");
    await page.click("#roles [value=footer]");
    const wanted = blocks.filter(({ role }) => role === "navigation" || role === "footer").length;
    assert.equal(await page.locator(".block:visible").count(), wanted);
    assert.match(await text(page, "#found"), new RegExp(`^${wanted} of ${blocks.length} blocks`));
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".block:visible").count(), blocks.length);
    await page.click("#show [value=kept]");
    assert.equal(await page.locator(".block:visible").count(), await keptCount(page));
    await page.click("#show [value=all]");
    await page.keyboard.press("/");
    await page.keyboard.type("TRAWLERS");
    const found = blocks.filter((block) => block.text.toLowerCase().includes("trawlers")).length;
    assert.equal(await page.locator(".block:visible").count(), found);
    assert.ok(await page.locator("#blocks mark").count() >= found);
    await page.keyboard.type(" (none)");
    assert.ok(await page.locator("#none").isVisible());
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#blocks mark").count(), 0);
  }));

  test("a field shows its evidence, winners and losers", () => inReport("html.html", async (page) => {
    await page.click("[data-key=date_published] summary");
    const row = page.locator("[data-key=date_published]");
    assert.equal(await row.locator(".candidate.won").count(), 1);
    assert.ok(await row.locator(".candidate.lost").count() >= 1);
    assert.match(await page.locator(".block.won .text").textContent(), /Published/);
    assert.ok(await page.locator(".block.won").isVisible());
    await page.click("[data-key=headline] summary");
    assert.equal(await page.locator("[data-key=date_published]").getAttribute("open"), null);
    assert.ok((await page.locator(".block.won .text").allTextContents()).includes(record("html.balanced.json").headline));
    await row.locator("summary").click();
    await row.locator(".candidate.lost .go").first().click();
    assert.equal(await page.locator(".block[aria-selected=true].lost").count(), 1);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".block.won, .block.lost").count(), 0);
  }));

  test("the strip leads to its block", () => inReport("html.html", async (page) => {
    const box = await page.locator("#chart").boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    assert.equal(await page.locator(".block[aria-selected=true]:visible").count(), 1);
    await page.locator(".piece").nth(1).click();
    assert.match(await text(page, "#detail h2"), /body, kept/);
  }));

  test("right-to-left pages are shown right-to-left", async () => {
    await inReport("arabic.html", async (page) => {
      assert.equal(await page.locator("#blocks").getAttribute("dir"), "rtl");
      const block = page.locator(".block.kept").first();
      const styles = await block.locator(".text").evaluate((element) => [getComputedStyle(element).direction, getComputedStyle(element).textAlign]);
      assert.deepEqual(styles, ["rtl", "right"]);
      const [tag, words] = await Promise.all([block.locator(".tag").boundingBox(), block.locator(".text").boundingBox()]);
      assert.ok(tag.x > words.x, "the roles stand on the right");
      await screenshot(page, "arabic.png");
    });
    await inReport("html.html", async (page) => assert.equal(await page.locator("#blocks").getAttribute("dir"), "ltr"));
  });

  test("light and dark", () => inReport("html.html", async (page) => {
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await background();
    await page.click("#theme");
    assert.notEqual(await background(), dark);
    await page.click("#theme");
    assert.equal(await background(), dark);
  }, { colorScheme: "dark" }));

  test("a phone shows it without scrolling sideways", () => inReport("html.html", async (page) => {
    const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(await isWide(), false);
    assert.ok(await page.locator("#detail").isHidden());
    await page.locator(".block.kept").first().click();
    assert.ok(await page.locator("#detail").isVisible());
    await screenshot(page, "phone.png");
    await page.click("#detail .close");
    assert.ok(await page.locator("#detail").isHidden());
    await page.click(".tabs [value=record]");
    assert.ok(await page.locator("#body-text").isVisible() && await page.locator("#blocks").isHidden());
    assert.equal(await isWide(), false);
  }, { viewport: PHONE }));

  test("a hostile page is text", () => inReport("hostile.html", async (page) => {
    const wanted = record("hostile.balanced.json");
    assert.ok(wanted.body.includes("</script><script>window.hacked = 1</script>"), wanted.body);
    assert.equal(await text(page, "#body-text"), wanted.body);
    assert.equal(await text(page, "#headline"), wanted.headline);
    for (const row of await page.locator("#fields summary").all()) await row.click();
    await page.locator("#more > summary").click();
    for (const row of await page.locator("#more-fields summary").all()) await row.click();
    await page.locator(".block").first().hover();
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    assert.equal(await page.locator("script").count(), 2);
    assert.equal(await page.locator("img, iframe, object, a[href], [onerror], [onclick], body style").count(), 0);
  }));

  test("the policy holds even against a script that is already there", async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(folder, "hostile.html")).href);
    const refused = await page.evaluate(() => {
      try { document.body.innerHTML = "<b>x</b>"; } catch (error) { return error.message; }
    });
    assert.match(refused, /TrustedHTML/);
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      try { script.text = "window.hacked = 1"; } catch { return false; }
      document.body.append(script);
      return window.hacked;
    });
    assert.ok(!ran);
    await page.close();
  });

  test("a page without text says so", () => inReport("empty.html", async (page) => {
    assert.match(await text(page, "#none"), /no text/);
    await page.keyboard.press("j");
    await page.keyboard.press("]");
    await page.locator("#chart").hover();
    assert.equal(await text(page, "#body-text"), "");
  }));
});

describe("the comparison of two runs", () => {
  test("shows the most changed page first, word by word", () => inReport("diff.html", async (page) => {
    const headlines = await page.locator(".page h2").allTextContents();
    assert.deepEqual(headlines, ["Lost", "Changed & <b>", "عربي"]);
    const changed = page.locator(".page").nth(1);
    assert.deepEqual(await changed.locator("del").allTextContents(), ["closed "]);
    assert.deepEqual(await changed.locator("ins").allTextContents(), ["open "]);
    assert.match(await text(page, "#totals"), /3.*bodies changed.*1.*bodies became empty/s);
    assert.match(await changed.locator(".skipped").textContent(), /lines? unchanged/);
    assert.equal(await page.locator(".page").nth(2).locator(".line:not(.same) .cell").first().getAttribute("dir"), "rtl");
    await page.click("#order [value=added]");
    assert.notEqual((await page.locator(".page h2").allTextContents())[0], "Lost");
    await page.keyboard.press("/");
    await page.keyboard.type("harbour");
    assert.equal(await page.locator(".page").count(), 1);
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    assert.equal(await page.locator(".page:focus").count(), 1);
    await screenshot(page, "diff.png");
  }));
});

describe("the contact sheet", () => {
  test("shows the least confident first", () => inReport("sheet.html", async (page) => {
    const shown = async () => (await page.locator(".confidence").allTextContents()).map(Number);
    const confidences = await shown();
    assert.ok(confidences.length > 5);
    assert.deepEqual(confidences, [...confidences].sort((a, b) => a - b));
    assert.match(await text(page, "#totals"), /pages a second/);
    assert.match(await page.locator(".card code").first().textContent(), /^extract report pages\/.* --open$/);
    assert.equal(await page.locator(".card .mix").count(), confidences.length);
    await page.click("#order [value=sure]");
    assert.deepEqual(await shown(), confidences.reverse());
    const types = await page.locator("#type option").allTextContents();
    await page.selectOption("#type", { index: 1 });
    assert.equal(await page.locator(".card").count(), Number(types[1].match(/\((\d+)\)/)[1]));
    await page.keyboard.press("Escape");
    await page.locator("#search").fill("trawlers");
    assert.ok(await page.locator("mark").count() > 0);
    await screenshot(page, "sheet.png");
  }));
});

describe("accessibility", () => {
  for (const name of ["html", "arabic", "diff", "sheet", "empty"]) {
    for (const [what, options] of [["light", {}], ["dark", { colorScheme: "dark" }], ["phone", { viewport: PHONE }]]) {
      test(`axe finds no serious fault: ${name}, ${what}`, () => inReport(`${name}.html`, async (page) => {
        if (await page.locator(".block").count()) {
          await page.keyboard.press("j");
          await page.evaluate(() => { document.querySelector("[data-key=headline]").open = true; });
        }
        await hasNoSeriousFault(page, `${name}, ${what}`);
      }, options));
    }
  }
});
