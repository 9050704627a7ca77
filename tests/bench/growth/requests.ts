import { Agent } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { type EventType, sendEvent } from "../intake";
import { arrangeCart, beginCheckout, type Surroundings } from "../purchase";
import { GROUP_OF_HALF, GROUP_OF_TEN } from "./fill-orders";
import type { GrownShop } from "./shop";

/** `turn` counts from 0 in each store; the first `warmUp` ones are not measured. */
export type Measured = {
  what: string;
  times: number;
  warmUp: number;
  once: (turn: number) => Promise<void>;
};

/** A category with half of the goods. */
const LIST = "/categories/floor-1";
const FAR_PAGE = 100;
const LANGUAGES = ["", "/fr", "/de"];
const FIRST_VIEWS = 10;
/** Lists of the desk, with filters that leave much and filters that leave next to nothing. */
const DESK_LISTS = {
  "orders of a state, a country and a way to pay":
    "/admin/orders?state=paid&state=shipped&country=FR&surface=elements",
  "orders of a product": "/admin/orders?product=item-7",
  "orders with a discount that none has": "/admin/orders?discount=NOBODY",
  "orders that need attention": "/admin/orders?attention=1",
  "orders by part of an e-mail": "/admin/orders?q=shopper-77",
  "orders from the oldest on": "/admin/orders?sort=oldest&state=any",
  "people who bought more than once": "/admin/people?segment=often",
  "people who never bought": "/admin/people?segment=never",
  "people of a tier that none has": "/admin/people?tier=gold",
  "people who agreed to news": "/admin/people?news=confirmed",
  "people who were asked about news": "/admin/people?news=asked",
  "people of a group of ten": `/admin/people?group=${GROUP_OF_TEN}`,
  "people of a group of half": `/admin/people?group=${GROUP_OF_HALF}`,
  groups: "/admin/people/groups",
  goods: "/admin/goods",
  "goods by a word": "/admin/goods?q=lamp",
  "goods in a table": "/admin/goods/edit",
  returns: "/admin/returns",
  disputes: "/admin/disputes",
  drafts: "/admin/drafts",
  audit: "/admin/audit",
  today: "/admin",
};
const OFTEN = { times: 200, warmUp: 10 };
const HREF_AFTER = /href="([^"]*[?&]after=[^"]*)"/;

const read = async (url: string, cookie = ""): Promise<string> => {
  const response = await fetch(url, { headers: { cookie } });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  return text;
};

/** What a shopper does, Stripe, and who works in the desk, in one store. `only`: part of the names. */
export async function requestsTo(shop: GrownShop, only: string): Promise<Measured[]> {
  const { surroundings, cookie, orderId, webhookSecret } = shop;
  const { store } = surroundings;
  const agent = new Agent({ keepAlive: true });
  const webhook = new URL("/api/webhooks/stripe", store);
  const page = (what: string, path: string, own = ""): Measured => ({
    what,
    ...OFTEN,
    once: async () => {
      await read(store + path, own);
    },
  });
  const intake = (what: string, type: EventType): Measured => ({
    what,
    ...OFTEN,
    once: () => sendEvent(webhook, agent, type, webhookSecret),
  });
  const desk = await merchantOf(store);
  const today = new Date().toISOString().slice(0, 10);
  const yearBefore = `${Number(today.slice(0, 4)) - 1}${today.slice(4, 7)}-01`;
  const all: Measured[] = [
    page("desk: overview, 30 days", "/admin/overview", desk),
    page("desk: overview, a year by month", `/admin/overview?step=month&from=${yearBefore}`, desk),
    page("desk: orders", "/admin/orders", desk),
    page("desk: orders by amount and card", "/admin/orders?sort=total-desc&q=4242", desk),
    ...Object.entries(DESK_LISTS).map(([what, path]) => page(`desk: ${what}`, path, desk)),
    {
      what: "product, for the first time",
      times: FIRST_VIEWS * LANGUAGES.length,
      warmUp: 0,
      once: async (turn) => {
        const language = LANGUAGES[turn % LANGUAGES.length] ?? "";
        await read(`${store}${language}/products/item-${1 + Math.floor(turn / LANGUAGES.length)}`);
      },
    },
    page("home", "/"),
    page("listing, page 1", LIST),
    page(`listing by price, page ${FAR_PAGE}`, await farPage(store)),
    page("listing, two facets", `${LIST}?option=colour:moss&option=size:m&in-stock=1`),
    page("listing, a rare price", `${LIST}?min=5&max=5.01`),
    page("product", "/products/item-1"),
    {
      what: "a sale elsewhere, until the page shows it",
      times: 40,
      warmUp: 4,
      once: (turn) => sellOut(surroundings, turn),
    },
    page("search, a word of a fifth of all", "/search?q=mug"),
    page("search, a word of all", "/search?q=made"),
    page("search, two words", "/search?q=lamp+7"),
    page("search, a mistake", "/search?q=bowll"),
    page("suggestions", "/api/search?q=mu"),
    page("cart", "/api/cart", cookie),
    {
      what: "checkout start",
      times: 40,
      warmUp: 5,
      once: async () => {
        await beginCheckout(surroundings, await arrangeCart(surroundings));
      },
    },
    page("order", `/orders/${orderId}`, cookie),
    page("an account's orders", "/orders", cookie),
    intake("webhook, without effect", "charge.succeeded"),
    intake("webhook, looked up", "checkout.session.completed"),
  ];
  return all.filter(({ what }) => what.includes(only));
}

/** The cookies of somebody who works in the desk. */
async function merchantOf(store: string): Promise<string> {
  const answer = await fetch(`${store}/api/demo/staff-sign-in`, {
    method: "POST",
    headers: { origin: store, "content-type": "application/json" },
    body: JSON.stringify({ role: "owner" }),
  });
  if (!answer.ok) throw new Error(`the sign-in to the desk answered ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

const LOOK_MS = 10;
const LONGEST_LOOK_MS = 30_000;
/** What search engines are told of a variant that can be bought at once. */
const IN_STOCK = "schema.org/InStock";

/** Takes all pieces of a product, and brings them back at the next turn, as another process would; looks until the page says so that is loaded anew. */
async function sellOut({ store, databaseUrl }: Surroundings, turn: number): Promise<void> {
  const isSold = turn % 2 === 0;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    "update variants set on_hand = $1 where product_id = (select id from products where slug = 'item-2')",
    [isSold ? 0 : 50],
  );
  await client.end();
  const end = performance.now() + LONGEST_LOOK_MS;
  while ((await read(`${store}/products/item-2`)).includes(IN_STOCK) === isSold) {
    if (performance.now() > end) throw new Error("item-2's page did not show that its stock had changed");
    await delay(LOOK_MS);
  }
}

/** Sorted, so that a shop of one page makes it for each request too. @returns the path of the last page, where there are fewer */
async function farPage(store: string): Promise<string> {
  let path = `${LIST}?sort=price-asc`;
  for (let number = 1; number < FAR_PAGE; number += 1) {
    const next = HREF_AFTER.exec(await read(store + path))?.[1]?.replaceAll("&amp;", "&");
    if (!next) return path;
    path = next;
  }
  return path;
}

export const listingBytes = async ({ surroundings }: GrownShop): Promise<number> =>
  Buffer.byteLength(await read(surroundings.store + LIST));
