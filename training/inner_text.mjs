// A page's text as a browser shows it: what selecting all of it and copying gives, and what crawlers that drive a browser save.
//
//     node training/inner_text.mjs < pages.jsonl > texts.jsonl
//
// Rows {"id", "html"} in, rows {"id", "text"} out. Scripts are taken out and nothing is loaded; style sheets inside a page count.
// Needs Chromium and the packages of tests/browser.
import { createInterface } from "node:readline";
import { launch } from "../tests/browser/chromium.mjs";

const SECONDS_A_PAGE = 20;
// Left in, these would show what readers with scripts do not see.
const UNSEEN = /<(script|noscript)\b[^]*?<\/\1\s*>/gi;

const browser = await launch();
const context = await browser.newContext({ offline: true });
context.setDefaultTimeout(SECONDS_A_PAGE * 1000);
let page = await context.newPage();
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { id, html } = JSON.parse(line);
  try {
    await page.setContent(html.replace(UNSEEN, ""), { waitUntil: "domcontentloaded" });
    const text = await page.evaluate(() => document.body?.innerText ?? "");
    console.log(JSON.stringify({ id, text }));
  } catch (error) {
    console.error(`${id}: ${error.name}`);
    await page.close();
    page = await context.newPage();
  }
}
await browser.close();
