import { z } from "zod";
import { arrangeCart, beginCheckout, pay, postJson, type Surroundings } from "./purchase";

const log = z.object({ data: z.array(z.object({ method: z.string(), path: z.string() })) });

/** Called by browsers, not by the store. */
const BROWSER = /^\/v1\/(payment_pages|3ds2|redirects)\b/;

type ActionCalls = { action: string; calls: string[] };

/** By what a shopper does, in the order of a purchase. */
export async function stripeCalls(surroundings: Surroundings): Promise<ActionCalls[]> {
  const { store, stripe } = surroundings;
  const cookie = await arrangeCart(surroundings);
  const found: ActionCalls[] = [];
  const measure = async <Result>(action: string, run: () => Promise<Result>): Promise<Result> => {
    await fetch(`${stripe}/_local/requests`, { method: "DELETE" });
    const result = await run();
    const { data } = log.parse(await (await fetch(`${stripe}/_local/requests`)).json());
    const own = data.filter(({ path }) => path.startsWith("/v1/") && !BROWSER.test(path));
    found.push({
      action,
      calls: own.map(({ method, path }) => `${method} ${path.replace(/(cs|pi)_\w+/, "$1_…")}`),
    });
    return result;
  };
  const begin = () => beginCheckout(surroundings, cookie);

  await measure("open home, a category, a product, the cart", async () => {
    for (const path of ["/", "/categories/ceramics", "/products/plate", "/cart"]) {
      await (await fetch(store + path, { headers: { cookie } })).text();
    }
  });
  const { clientSecret, sessionId } = await measure("begin the checkout", begin);
  await measure("begin it again, nothing changed", begin);
  await hold(stripe, "hold");
  await pay(surroundings, sessionId, clientSecret);
  await measure("come back after paying", async () => {
    await (await fetch(`${store}/checkout/return?session_id=${sessionId}`, { headers: { cookie } })).text();
  });
  await measure("the webhooks of that payment", () => hold(stripe, "release"));
  return found;
}

async function hold(stripe: string, what: "hold" | "release"): Promise<void> {
  await postJson(`${stripe}/_local/events/${what}`, {});
}
