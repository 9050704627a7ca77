import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "@playwright/test";
import type { CheckoutSurface } from "@/lib/model/surface";
import { EmbeddedCheckout } from "../../journeys/support/embedded-checkout";
import type { Journal } from "../journal";
import type { Means, ShopperPlan } from "../plan";
import { StrandedError } from "../shopper/browser";
import type { CheckoutEnd, Surroundings } from "../shopper/take-part";
import type { BrowserDoor } from "./door";
import { type Form, formOf, isDeadEnd, look, type Sight, textOf } from "./look";

type Shopping = {
  journal: Journal;
  plan: ShopperPlan;
  cookie: string;
  around: Surroundings;
  surface: CheckoutSurface;
};

/** A person gives up after this time. */
const PATIENCE_MS = 4 * 60_000;
/** Milliseconds for which a person looks at a page that shows nothing new, before they load it again. */
const STILL_MS = 20_000;
const LOOKS_EVERY_MS = 300;
const MOST_PRESSES = 10;

/** What a lost connection, or a server that was away, makes a browser print. 441: the server could not render a part, which React says in words too. */
const EXPLAINED =
  /net::ERR_|Failed to (load|fetch)|NetworkError|network error|Loading chunk|ChunkLoadError|Connection closed|aborted|Server Components render|React error #441\b|status of 5\d\d|fetch failed/i;

const DECLINED = /declin|did not go through|insufficient funds|authenticat|not completed|another (card|way)/i;

/** The same plan as by requests alone, with the store's pages, Stripe.js and a person's patience. @throws StrandedError */
export async function payInBrowser(door: BrowserDoor, shopping: Shopping): Promise<CheckoutEnd> {
  const { plan, cookie, journal } = shopping;
  const { context, errors } = await door.enter({ number: plan.number, cookie });
  try {
    return await pay(await context.newPage(), door, shopping);
  } finally {
    await context.close().catch(() => {});
    for (const error of errors.filter((text) => !EXPLAINED.test(text))) {
      journal.browserErrors.push({ shopper: plan.number, where: error, status: null });
    }
  }
}

async function pay(page: Page, door: BrowserDoor, shopping: Shopping): Promise<CheckoutEnd> {
  const { journal, plan, around, surface } = shopping;
  const form = formOf(page, surface);
  const wallet = [...plan.means];
  const until = Date.now() + PATIENCE_MS;
  let presses = 0;
  await open(page, `/checkout/${surface}`, shopping);
  for (;;) {
    const sight = await watchFor(page, form);
    if (Date.now() > until || presses > MOST_PRESSES) throw new StrandedError(await whatIsSeen(page));
    const [means] = wallet;
    try {
      switch (sight.kind) {
        case "order":
          return await arrive(door, around, sight.orderId, means);
        case "challenge":
          await new EmbeddedCheckout(page).answerChallenge(means?.kind === "card" ? means.bank : "authorize");
          break;
        case "button":
          await sight.button.click();
          break;
        case "over":
          await sight.link.click();
          await page.getByRole("main").getByRole("heading").first().waitFor();
          return { kind: "refused", code: `in a browser: ${sight.said}`, orderId: null };
        case "form": {
          if (presses > 0 && means && DECLINED.test(await alertOf(form))) wallet.shift();
          const [now] = wallet;
          if (!now) return { kind: plan.means.length === 0 ? "left" : "declined", orderId: "" };
          await form.fillIn(around.person, now, presses === 0 && surface !== "embedded" ? plan.code : null);
          presses += 1;
          await form.payButton.click();
          if (plan.leaves) return { kind: "left", orderId: "" };
          await untilAnswered(page, form);
          break;
        }
        case "nothing":
          if (await isDeadEnd(page)) {
            journal.deadEnds.push({
              shopper: plan.number,
              where: new URL(page.url()).pathname,
              status: null,
            });
          }
          await open(page, page.url().startsWith("http") ? page.url() : `/checkout/${surface}`, shopping);
      }
    } catch {
      // What the person was about to use went away meanwhile, so they look again.
      if (page.isClosed()) throw new StrandedError("the browser ended");
      await delay(LOOKS_EVERY_MS);
    }
  }
}

/** Opens a page, or loads it again; a lost connection shows the browser's own page, on which a person waits a little. */
async function open(page: Page, url: string, { journal }: Shopping): Promise<void> {
  const began = performance.now();
  const answer = await page.goto(url).catch(() => null);
  const where = `GET ${new URL(url, "http://store").pathname.replace(/ord_\w+/, "ord_…")} in a browser`;
  journal.answered({ where, status: answer?.status() ?? null, ms: performance.now() - began });
  if (!answer) await delay(2_000);
}

/** What there is to see, as soon as there is something. */
async function watchFor(page: Page, form: Form): Promise<Sight> {
  const until = Date.now() + STILL_MS;
  for (;;) {
    const sight = await look(page, form).catch((): Sight => ({ kind: "nothing" }));
    const waits = sight.kind === "form" && (await form.isBusy().catch(() => true));
    if ((sight.kind !== "nothing" && !waits) || Date.now() > until) return sight;
    await delay(LOOKS_EVERY_MS);
  }
}

/** After the button was pressed, until the page says something. */
async function untilAnswered(page: Page, form: Form): Promise<void> {
  const until = Date.now() + STILL_MS;
  while (Date.now() < until) {
    await delay(LOOKS_EVERY_MS);
    const sight = await look(page, form).catch((): Sight => ({ kind: "nothing" }));
    if (sight.kind !== "form" && sight.kind !== "nothing") return;
    if (sight.kind === "form" && (await alertOf(form)) !== "" && !(await form.isBusy().catch(() => true)))
      return;
  }
}

const alertOf = ({ alerts }: Form): Promise<string> => textOf(alerts.filter({ visible: true }));

async function arrive(
  door: BrowserDoor,
  { onPaid }: Surroundings,
  orderId: string,
  means: Means | undefined,
): Promise<CheckoutEnd> {
  const intentId = await door.intentOf(orderId);
  if (!intentId || !means)
    return { kind: "refused", code: "in a browser: an order that is not paid", orderId };
  await onPaid({ intentId, means });
  return { kind: "paid", orderId };
}

async function whatIsSeen(page: Page): Promise<string> {
  const text = await textOf(page.locator("body"));
  return `${page.url()} shows: ${text.replace(/\s+/g, " ").slice(0, 300)}`;
}
