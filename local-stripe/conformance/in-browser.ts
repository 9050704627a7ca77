import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { type Browser, chromium, type Frame, type Locator, type Page } from "@playwright/test";
import type { Payment } from "./case";
import type { Target } from "./target";

interface Shopper {
  browse: NonNullable<Target["browse"]>;
  close: () => Promise<void>;
}

const PATIENCE_MS = 30_000;

/** The environment's `BROWSER_PATH`, Playwright's own, or one that is installed. */
const PLACES = [
  process.env.BROWSER_PATH,
  undefined,
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Chromium, with a merchant's page that has nothing but Stripe.js and a Payment Element. @throws Error when none starts */
export async function openBrowser(): Promise<Shopper> {
  const browser = await launch();
  return {
    browse: async ({ script, key }, step) => {
      const page = await browser.newPage({ locale: "en-GB" });
      const merchant = await serve(script, key, "clientSecret" in step ? step : undefined);
      try {
        if ("visit" in step) {
          await page.goto(step.visit);
          await page.getByText(step.shows).first().waitFor({ timeout: PATIENCE_MS });
          return { shows: step.shows };
        }
        await page.goto(merchant.url);
        await page.waitForFunction("window.stripe");
        return "says" in step ? await page.evaluate(step.says) : await payOn(page, step);
      } catch (error) {
        // What the page did not do is an answer as well.
        return { failed: error instanceof Error ? error.message.split("\n")[0] : String(error) };
      } finally {
        await page.close();
        merchant.close();
      }
    },
    close: () => browser.close(),
  };
}

/** @throws Error when no browser starts */
export async function launch(): Promise<Browser> {
  let reason: unknown;
  for (const path of new Set(PLACES)) {
    if (path && !existsSync(path)) continue;
    try {
      return await chromium.launch({ ...(path && { executablePath: path }) });
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}

async function serve(script: string, key: string, payment: Payment | undefined) {
  const options = payment && {
    clientSecret: payment.clientSecret,
    ...(payment.customerSession && { customerSessionClientSecret: payment.customerSession }),
  };
  const html = `<!doctype html><meta charset="utf-8"><title>Merchant</title>
    <div id="payment"></div><button id="pay">Pay</button><pre id="answer"></pre>
    <script src="${script}"></script>
    <script>
      window.stripe = Stripe(${JSON.stringify(key)});
      const options = ${JSON.stringify(options ?? null)};
      if (options) {
        const elements = stripe.elements(options);
        elements.create("payment").mount("#payment");
        document.querySelector("#pay").onclick = async () => {
          const answer = await stripe.confirmPayment({
            elements,
            redirect: "if_required",
            confirmParams: { return_url: location.href },
          });
          document.querySelector("#answer").textContent = JSON.stringify(answer);
        };
      }
    </script>`;
  const server = createServer((_, response) => response.setHeader("content-type", "text/html").end(html));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://localhost:${typeof address === "object" && address ? address.port : 0}/`,
    close: () => server.close(),
  };
}

async function payOn(page: Page, { card, challenge }: Payment): Promise<unknown> {
  const fields = await frameWith(page, 'input[name="number"]');
  // Key by key: Stripe writes the spaces while one types.
  await fields.locator('input[name="number"]').pressSequentially(card);
  await fields.locator('input[name="expiry"]').pressSequentially("1240");
  await fields.locator('input[name="cvc"]').pressSequentially("123");
  const country = fields.locator('select[name="country"]');
  if (await country.isVisible()) await country.selectOption("FR");
  // Link may offer itself once there is a card, and then wants a telephone number.
  const link = fields.locator('input[name="linkOptIn"]');
  if (await link.isVisible()) await link.uncheck();
  await page.locator("#pay").click();
  const answer = page.locator("#answer", { hasText: "{" });
  if (challenge) {
    await press(
      page,
      challenge === "complete" ? "#test-source-authorize-3ds" : "#test-source-fail-3ds",
      answer,
    );
  }
  await answer.waitFor({ state: "attached", timeout: PATIENCE_MS });
  return JSON.parse((await answer.textContent()) ?? "null");
}

/** The bank's button is drawn before it listens, so it is pressed until something happens. */
async function press(page: Page, selector: string, answer: Locator): Promise<void> {
  const button = (await frameWith(page, selector)).locator(selector);
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const isPressed = await button.click({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
    const isGone = await Promise.race([
      answer.waitFor({ state: "attached", timeout: 5_000 }).then(() => true),
      button.waitFor({ state: "hidden", timeout: 5_000 }).then(() => true),
    ]).catch(() => !isPressed);
    if (isGone) return;
  }
}

/** Fields stand in frames in frames, whose names change: the first with such an element in it. */
export async function frameWith(page: Page, selector: string): Promise<Frame> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    for (const frame of page.frames()) {
      const found = frame.locator(selector);
      if (await found.isVisible().catch(() => false)) return frame;
    }
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  throw new Error(`No frame of the page shows ${selector}.`);
}
