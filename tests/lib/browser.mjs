// Chromium as the tests use it: every page is watched for what must never happen on any of them.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after } from "node:test";
import axe from "axe-core";
import { chromium } from "playwright-core";
import { ROOT } from "./repository.mjs";

export const SCREENS = join(ROOT, "tests/browser/screens");
mkdirSync(SCREENS, { recursive: true });

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
// Without these Chromium looks for its maker's hosts at every start; WebGL is drawn by the processor.
const args = [
  "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

let running;
async function browser() {
  running ??= await chromium.launch({ executablePath, args });
  return running;
}
after(async () => {
  await running?.close();
});

export const WIDE = { width: 1280, height: 900 };
export const PHONE = { width: 360, height: 740 };

/**
 * Opens a page in a context of its own, gives it to `act`, and afterwards proves that nothing went wrong behind it: no
 * error in the console, nothing refused by the content security policy, no request to another host.
 */
export async function visit(server, { lang = "cs", viewport = WIDE, expectErrors = false, ...options }, act) {
  const context = await (await browser()).newContext({ baseURL: server.url, viewport, locale: lang, reducedMotion: "reduce", ...options });
  const wrong = [];
  context.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== server.url) wrong.push(`foreign host: ${request.url()}`);
  });
  await context.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`)),
  );
  const page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !harmless(message.text())) wrong.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  try {
    await act(page, context);
    if (!expectErrors) assert.deepEqual(wrong, []);
  } finally {
    await context.close();
  }
}

/** What the processor's WebGL says of its own slowness is no fault of a page. */
const harmless = (text) => /GPU stall|GL Driver Message|WebGL.*performance|software/i.test(text);

/** WCAG 2.2 AA and everything it builds on, by axe. */
export async function assertAccessible(page, what) {
  // The policy of the pages forbids foreign scripts, so axe comes in through the debugger, not as an element.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] }),
  );
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`).join("\n  ")}`);
  assert.deepEqual(told, [], what);
}

/** Waits until fonts and map are drawn and nothing moves any more. */
export async function settled(page) {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

export async function screenshot(page, name, options = {}) {
  await settled(page);
  await page.screenshot({ path: join(SCREENS, `${name}.png`), fullPage: true, ...options });
}
