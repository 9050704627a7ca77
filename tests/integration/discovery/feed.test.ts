import { sql } from "drizzle-orm";
import { Parser } from "htmlparser2";
import { beforeAll, describe, expect, it } from "vitest";
import { GET as readMarkdown } from "@/app/[locale]/products/[slug]/markdown/route";
import { GET as readFeed } from "@/app/feeds/google.xml/route";
import { GET as readLlms } from "@/app/llms.txt/route";
import { testDatabase } from "@/tests/support/database";
import { fillCatalogue } from "@/tests/support/many-goods";

const { db } = await testDatabase();

/** More than are read at once, twice. */
const MANY = 450;

beforeAll(async () => {
  await fillCatalogue(db.$client, { products: MANY });
  const change = (text: string) => db.execute(sql.raw(text));
  await change(
    `update products set published_at = null, name = '{"en":"Secret draft"}' where slug = 'item-1'`,
  );
  await change(`update products set active = false, name = '{"en":"Secret archive"}' where slug = 'item-2'`);
  await change(
    `update products set published_at = now() + interval '1 day', name = '{"en":"Secret later"}' where slug = 'item-3'`,
  );
  await change(`update variants set stripe_price_id = null, active = false where sku = 'SKU-4-1'`);
  await change(`update products set slug = 'renamed-5' where slug = 'item-5'`);
  await change(
    `update products set images = '{"default":"/pictures/mug.jpg"}', vendor = 'Kiln & <Cloth>' where slug = 'item-6'`,
  );
  await change(`update variants set barcode = '4006381333931', compare_at_amount = unit_amount + 500, weight_grams = 400,
    on_hand = 0, backorder = true where sku = 'SKU-6-1'`);
  await change(`insert into collections (slug, name, description, rule, position, published_at) values
    ('gifts', '{"en":"Gifts"}', '{"en":"For *somebody*"}', '{"minAmount":0}', 0, now()),
    ('soon', '{"en":"Secret collection"}', '{"en":""}', '{"minAmount":0}', 1, null)`);
});

const get = (path: string) => readFeed(new Request(`https://shop.test${path}`));

/** The items of a feed, each by its elements' names; reads the text as XML. */
async function itemsOf(response: Response): Promise<Record<string, string>[]> {
  const items: Record<string, string>[] = [];
  const open: string[] = [];
  const parser = new Parser(
    {
      onopentag: (name) => {
        open.push(name);
        if (name === "item") items.push({});
      },
      ontext: (text) => {
        const [last, name] = [items.at(-1), open.at(-1)];
        if (last && name && open.includes("item")) last[name] = (last[name] ?? "") + text;
      },
      onclosetag: () => void open.pop(),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(await response.text());
  expect(open).toEqual([]);
  return items;
}

describe("the feed for Google", () => {
  it("has each variant that shoppers see, once", async () => {
    const response = await get("/feeds/google.xml");
    expect(response.headers.get("content-type")).toBe("application/xml; charset=utf-8");
    const items = await itemsOf(response);
    const ids = items.map((item) => item["g:id"]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength((MANY - 3) * 3 - 1);
    expect(JSON.stringify(items)).not.toContain("Secret");
    expect(ids).not.toContain("SKU-4-1");
  });

  it("says of a variant what its page says", async () => {
    const items = await itemsOf(await get("/feeds/google.xml?locale=fr&country=DE"));
    const item = items.find((one) => one["g:id"] === "SKU-6-1");
    expect(item).toMatchObject({
      "g:brand": "Kiln & <Cloth>",
      "g:gtin": "4006381333931",
      "g:availability": "backorder",
      "g:product_type": "Floor 2 > Shelf 7",
      "g:country": "DE",
      "g:service": "Livraison standard",
      "g:shipping_weight": "400 g",
    });
    expect(item?.["g:image_link"]).toMatch(/^https?:\/\/[^/]+\/pictures\/mug\.jpg$/);
    expect(item?.["g:link"]).toMatch(/\/fr\/products\/item-6\?(?=.*colour=)(?=.*size=s)/);
    const [price = 0, sale = 0] = [item?.["g:price"], item?.["g:sale_price"]].map((text) =>
      Number.parseFloat(text ?? ""),
    );
    expect(price - sale).toBeCloseTo(5);
    const siblings = items.filter((one) => one["g:item_group_id"] === item?.["g:item_group_id"]);
    expect(siblings).toHaveLength(3);
    expect(siblings.filter((one) => one["g:sale_price"])).toHaveLength(1);
    expect(items.find((one) => one["g:id"] === "SKU-7-1")).not.toHaveProperty("g:image_link");
  });

  it.each(["country=KP", "country=fr", "locale=xx"])(
    "is refused where it would be wrong: %s",
    async (query) => {
      const response = await get(`/feeds/google.xml?${query}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        error: { code: "invalid_request", fields: [query.split("=")[0]] },
      });
    },
  );

  it("is sent as it is read, and stops when its reader goes away", async () => {
    const { body } = await get("/feeds/google.xml");
    const reader = body?.getReader();
    for (let parts = 0; parts < 4; parts += 1)
      expect((await reader?.read())?.value?.length).toBeLessThan(800_000);
    await reader?.cancel();
    expect(await reader?.read()).toEqual({ done: true, value: undefined });
  });
});

const markdown = (slug: string, locale = "en") =>
  readMarkdown(new Request(`https://shop.test/products/${slug}.md`), {
    params: Promise.resolve({ locale, slug }),
  });

describe("a product as Markdown", () => {
  it("is there in each language, and names the page for people as the one to index", async () => {
    const response = await markdown("item-6", "fr");
    expect(response.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
    expect(response.headers.get("link")).toMatch(
      /^<https?:\/\/[^/]+\/fr\/products\/item-6>; rel="canonical"$/,
    );
    const text = await response.text();
    expect(text).toContain("Marque: Kiln \\& \\<Cloth\\>");
    expect(text).toContain("SKU-6-1");
  });

  it.each(["item-1", "item-2", "item-3", "never"])(
    "is not there where shoppers see no page: %s",
    async (slug) => {
      expect((await markdown(slug)).status).toBe(404);
    },
  );

  it("leads on where the product was renamed", async () => {
    const response = await markdown("item-5", "de");
    expect([response.status, response.headers.get("location")]).toEqual([308, "/de/products/renamed-5.md"]);
  });
});

describe("llms.txt", () => {
  it("names the lists, the rules and how to read goods, and nothing that shoppers do not see", async () => {
    const text = await (await readLlms(new Request("https://shop.test/llms.txt"))).text();
    expect(text).toMatch(/^# Kiln \\& Cloth\n\n> Useful/);
    expect(text).toMatch(/- \[Floor 1\]\(<https?:\/\/[^/]+\/categories\/floor-1>\)/);
    expect(text).toMatch(/- \[Gifts\]\(<.*\/collections\/gifts>\): For \\\*somebody\\\*/);
    expect(text).toMatch(/`https?:[^`]*\/products\/NAME\.md`/);
    expect(text).toMatch(/<.*\/legal\/returns>/);
    expect(text).toMatch(/<.*\/feeds\/google\.xml>/);
    expect(text).not.toContain("Secret");
  });
});
