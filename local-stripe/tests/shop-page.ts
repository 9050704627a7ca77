import { createServer } from "node:http";
import type { Browser, Page } from "@playwright/test";

/** A page with nothing but Stripe.js, a place for an Element, and what its script notes. */
export async function startShop(stripeUrl: string) {
  const html = `<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1><div id="element"></div><pre id="log"></pre></main>
    <script src="${stripeUrl}/stripe.js"></script><script>
    const stripe = Stripe("pk_test_local_tests");
    const log = [];
    const note = (name, value) => { log.push(name); document.querySelector("#log").textContent = log.join(" ") + (value ? " " + JSON.stringify(value) : ""); };
    </script></html>`;
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** Opens the page and runs a script of the merchant's on it. */
export async function openShop(browser: Browser | null, url: string, script: string): Promise<Page> {
  if (!browser) throw new Error("no browser");
  const page = await browser.newPage({ locale: "en-GB" });
  page.setDefaultTimeout(8_000);
  await page.goto(url);
  await page.evaluate(`(async () => { ${script} })()`);
  return page;
}
