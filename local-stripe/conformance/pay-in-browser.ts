import { createServer } from "node:http";
import { chromium, type Frame, type Page } from "@playwright/test";
import type { BrowserStep } from "./case";
import type { Target } from "./run-case";

interface Browser {
  pay: NonNullable<Target["pay"]>;
  close: () => Promise<void>;
}

/** Chromium, with a merchant's page that has nothing but a Payment Element. The environment's `BROWSER_PATH`, or Playwright's own. */
export async function openBrowser(): Promise<Browser> {
  const path = process.env.BROWSER_PATH;
  const browser = await chromium.launch({ ...(path && { executablePath: path }) });
  return {
    pay: async (target, step) => {
      const page = await browser.newPage();
      const merchant = await serve(target, step.clientSecret);
      try {
        await page.goto(merchant.url);
        return await payOn(page, step);
      } finally {
        await page.close();
        merchant.close();
      }
    },
    close: () => browser.close(),
  };
}

async function serve({ script, publishableKey }: Target, clientSecret: string) {
  const html = `<!doctype html><meta charset="utf-8"><title>Merchant</title>
    <div id="payment"></div><button id="pay">Pay</button><pre id="answer"></pre>
    <script src="${script}"></script>
    <script>
      const stripe = Stripe(${JSON.stringify(publishableKey)});
      const elements = stripe.elements({ clientSecret: ${JSON.stringify(clientSecret)} });
      elements.create("payment").mount("#payment");
      document.querySelector("#pay").onclick = async () => {
        const answer = await stripe.confirmPayment({
          elements,
          redirect: "if_required",
          confirmParams: { return_url: location.href },
        });
        document.querySelector("#answer").textContent = JSON.stringify(answer);
      };
    </script>`;
  const server = createServer((_, response) => response.setHeader("content-type", "text/html").end(html));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://localhost:${typeof address === "object" && address ? address.port : 0}/`,
    close: () => server.close(),
  };
}

async function payOn(page: Page, { card, challenge }: BrowserStep["browser"]): Promise<unknown> {
  const fields = await frameWith(page, 'input[name="number"]');
  // Key by key: Stripe writes the spaces while one types.
  await fields.locator('input[name="number"]').pressSequentially(card);
  await fields.locator('input[name="expiry"]').pressSequentially("1240");
  await fields.locator('input[name="cvc"]').pressSequentially("123");
  const country = fields.locator('select[name="country"]');
  if (await country.isVisible()) await country.selectOption("FR");
  await page.locator("#pay").click();
  if (challenge) {
    const button = challenge === "complete" ? "#test-source-authorize-3ds" : "#test-source-fail-3ds";
    await (await frameWith(page, button)).locator(button).click();
  }
  const answer = page.locator("#answer", { hasText: "{" });
  await answer.waitFor({ state: "attached" });
  return JSON.parse((await answer.textContent()) ?? "null");
}

/** Fields stand in frames in frames, whose names change: the first with such an element in it. */
async function frameWith(page: Page, selector: string): Promise<Frame> {
  const until = Date.now() + 30_000;
  while (Date.now() < until) {
    for (const frame of page.frames()) {
      const found = frame.locator(selector);
      if (await found.isVisible().catch(() => false)) return frame;
    }
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  throw new Error(`No frame of the page shows ${selector}.`);
}
