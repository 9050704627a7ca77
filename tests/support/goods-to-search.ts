import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";

/** Every product has the words of line `number % 40` and so on, so that a word is rare or common as its list is long or short. */
const KINDS = [
  ["mug", "tasse", "Tasse"],
  ["plate", "assiette", "Teller"],
  ["bowl", "bol", "Schale"],
  ["vase", "vase", "Vase"],
  ["lamp", "lampe", "Leuchte"],
  ["candle", "bougie", "Kerze"],
  ["cushion", "coussin", "Kissen"],
  ["tablecloth", "nappe", "Tischdecke"],
  ["notebook", "carnet", "Notizbuch"],
  ["tray", "plateau", "Tablett"],
  ["jug", "pichet", "Krug"],
  ["basket", "panier", "Korb"],
];
const MATERIALS = [
  ["stoneware", "grès", "Steinzeug"],
  ["linen", "lin", "Leinen"],
  ["walnut", "noyer", "Nussbaum"],
  ["brass", "laiton", "Messing"],
  ["porcelain", "porcelaine", "Porzellan"],
  ["wool", "laine", "Wolle"],
  ["glass", "verre", "Glas"],
];

const pick = (list: string[][], by: string, language: number) =>
  sql.raw(`(array[${list.map((words) => `'${words[language]}'`).join(", ")}])[1 + ${by} % ${list.length}]`);

const named = (language: number, edition: string) =>
  sql`${pick(MATERIALS, "number", language)} || ' ' || ${pick(KINDS, "(number / 7)", language)} || ${sql.raw(`' ${edition} '`)} || nickname`;

/**
 * Fills the shop with goods on sale, by SQL. Each has a nickname that at most `count / 20000 + 1` others have, in its name, and the word "handmade" in its
 * description.
 */
export async function makeManyGoods(db: Database, count: number, batch = 5_000): Promise<void> {
  await db.execute(sql`insert into categories (slug, name, description, position)
    select 'many-' || number, jsonb_build_object('en', 'Shelf ' || number), jsonb_build_object('en', ''), 100 + number
    from generate_series(1, 20) as number on conflict do nothing`);
  for (let first = 1; first <= count; first += batch) {
    const last = Math.min(count, first + batch - 1);
    await db.execute(sql`insert into products (id, slug, category_slug, name, description, details, options, images, position)
      select 'prd_many_' || number, 'many-' || number, 'many-' || (1 + number % 20),
        jsonb_build_object('en', ${named(0, "edition")}, 'fr', ${named(1, "édition")}, 'de', ${named(2, "Ausgabe")}),
        jsonb_build_object('en', 'A handmade thing for every day, number ' || number || ', that is washed by hand and lasts for years.',
          'fr', 'Un objet fait main pour tous les jours, qui se lave à la main et dure des années.',
          'de', 'Ein handgemachtes Stück für jeden Tag, das von Hand gewaschen wird und Jahre hält.'),
        '[{"en": "Made in Portugal", "fr": "Fabriqué au Portugal", "de": "Hergestellt in Portugal"}]',
        '[{"key": "colour", "name": {"en": "Colour"}, "values": [{"key": "sand", "label": {"en": "Sand", "fr": "Sable"}}]}]',
        '{}', number
      from (
        select number, translate(lpad(to_hex(number % 20000 * 7919 % 65536), 4, '0'), '0123456789abcdef', 'bdfghklmnprstvwz') || 'o' as nickname
        from generate_series(${first}::int, ${last}::int) as number
      ) as numbered`);
    await db.execute(sql`insert into variants (id, product_id, sku, options, unit_amount, currency, stripe_price_id, on_hand, position)
      select 'var_many_' || number, 'prd_many_' || number, 'MANY-' || number || '-X', '{"colour": "sand"}', 100 + number % 9000, 'eur',
        'price_many_' || number, number % 9, 0
      from generate_series(${first}::int, ${last}::int) as number`);
  }
  await db.execute(sql`analyze`);
}
