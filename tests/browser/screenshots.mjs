// Takes the pictures of the README again, from the demo: node screenshots.mjs

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { browser, portal, visitor } from "./portal.mjs";
import { enter, PEOPLE, walk } from "./walk.mjs";

const folder = join(import.meta.dirname, "../../docs/images");
mkdirSync(folder, { recursive: true });

const site = await portal();
const chromium = await browser();
const options = { colorScheme: "light", viewport: { width: 1280, height: 860 } };

async function picture(name, email, show) {
  const { page, context } = await visitor(chromium, site, options);
  await context.addCookies([{ name: "language", value: "en", url: site.base }]);
  await enter(page, site, email);
  await show(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}

try {
  await picture("wizard-contract", PEOPLE.customer, async (page) => {
    await page.goto(`${site.base}/requests/new`);
    await walk(page, site, { until: "contract" });
  });
  await picture("desk", PEOPLE.engineer, (page) => page.goto(`${site.base}/desk`));
} finally {
  await chromium.close();
  await site.stop();
}
