import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import { findBrowser } from "../../../scripts/local/browser";
import { faultsIn } from "../../journeys/support/browser-faults";
import { ADDRESS_COOKIE } from "../balancer";
import { addressOf } from "../plan";
import type { World } from "../world";

const ACTION_MS = 15_000;
const OPENING_MS = 45_000;

export type Visit = {
  context: BrowserContext;
  /** Errors in its console and uncaught ones, so far. */
  errors: readonly string[];
};

/** One browser for all who have one; each shopper has cookies and an address of their own. */
export type BrowserDoor = {
  url: string;
  enter: (shopper: { number: number; cookie: string }) => Promise<Visit>;
  /** `pi_…` of an order's payment, once the store knows it. */
  intentOf: (orderId: string) => Promise<string | null>;
  close: () => Promise<void>;
};

export async function openDoor({ balancer, db }: Pick<World, "balancer" | "db">): Promise<BrowserDoor> {
  const { path } = await findBrowser((line) => console.log(line));
  const launch = () => chromium.launch({ executablePath: path, timeout: OPENING_MS });
  let browser: Promise<Browser> = launch();
  const living = async (): Promise<Browser> => {
    if (!(await browser).isConnected()) browser = launch();
    return browser;
  };
  return {
    url: balancer.url,
    async enter({ number, cookie }) {
      const context = await (await living()).newContext({
        baseURL: balancer.url,
        locale: "en-GB",
        reducedMotion: "reduce",
      });
      context.setDefaultTimeout(ACTION_MS);
      context.setDefaultNavigationTimeout(OPENING_MS);
      const [name = "", value = ""] = cookie.split("=");
      const ours = { url: balancer.url, httpOnly: true, sameSite: "Lax" } as const;
      await context.addCookies([
        { name, value, ...ours },
        { name: ADDRESS_COOKIE, value: addressOf(number), ...ours },
      ]);
      return { context, errors: faultsIn(context) };
    },
    async intentOf(orderId) {
      const [row] = await db.rows<{ intent: string | null }>(
        `select payment_intent_id as intent from payment_attempts
         where order_id = $1 and status in ('paid', 'processing') order by created_at desc limit 1`,
        [orderId],
      );
      return row?.intent ?? null;
    },
    close: async () => (await browser).close(),
  };
}
