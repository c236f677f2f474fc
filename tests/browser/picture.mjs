// Makes the README's picture: `node tests/browser/picture.mjs REPORT.html OUT.png`.

import { pathToFileURL } from "node:url";
import { launch } from "./chromium.mjs";

const [report, out] = process.argv.slice(2);
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1100, height: 660 }, colorScheme: "light" });
await page.goto(pathToFileURL(report).href);
await page.click("[data-key=date_published] summary");
await page.locator(".block.kept").first().hover();
await page.screenshot({ path: out });
await browser.close();
