import type pg from "pg";

type Asked = { products: number; batch?: number };

const NAMES = `jsonb_build_object('en', kind || ' ' || n, 'fr', kind || ' ' || n, 'de', kind || ' ' || n)`;

/** All in one statement each, as an import would. `n` counts products. */
const PRODUCTS = `insert into products (id, slug, category_slug, name, description, images, options, position, featured, published_at)
  select 'prd_' || md5(n::text), 'item-' || n, 'shelf-' || (n % 40 + 1), ${NAMES},
    jsonb_build_object('en', 'Made by hand, number ' || n), '{"default":"/art/goods/stoneware-mug.svg"}', $3::jsonb,
    n, n % 5000 < 8, now() - n * interval '1 minute'
  from generate_series($1::int, $2::int) n, lateral (select (array['Mug', 'Bowl', 'Lamp', 'Écran', 'Öllampe'])[n % 5 + 1] as kind) as kinds`;

const VARIANTS = `insert into variants (id, product_id, sku, options, unit_amount, currency, stripe_price_id, on_hand, position)
  select 'var_' || n || '_' || c, 'prd_' || md5(n::text), 'SKU-' || n || '-' || c,
    jsonb_build_object('colour', case when n % 997 = 0 then 'rare' else (array['sand', 'moss', 'ink'])[(n + c) % 3 + 1] end,
      'size', (array['s', 'm', 'l'])[c]),
    500 + (n * 37 + c * 1000) % 9000, 'eur', 'price_' || n || '_' || c, case when (n + c) % 4 = 0 then 0 else 50 end, c
  from generate_series($1::int, $2::int) n, generate_series(1, 3) c`;

const label = (key: string) => ({ key, label: { en: key, fr: key, de: key } });
const OPTIONS = [
  {
    key: "colour",
    name: { en: "Colour", fr: "Couleur", de: "Farbe" },
    values: ["sand", "moss", "ink", "rare"].map(label),
  },
  { key: "size", name: { en: "Size", fr: "Taille", de: "Größe" }, values: ["s", "m", "l"].map(label) },
];

/** Two floors of twenty shelves each, and goods with three variants each, in the order of their numbers. */
export async function fillCatalogue(
  client: Pick<pg.Pool, "query">,
  { products, batch = 1000 }: Asked,
): Promise<void> {
  await client.query(`insert into categories (slug, parent_slug, name, description, position)
    select 'floor-' || n, null, jsonb_build_object('en', 'Floor ' || n), '{"en":""}'::jsonb, n from generate_series(1, 2) n
    union all
    select 'shelf-' || n, 'floor-' || (n % 2 + 1), jsonb_build_object('en', 'Shelf ' || n), '{"en":""}', n from generate_series(1, 40) n`);
  for (let first = 1; first <= products; first += batch) {
    const last = Math.min(first + batch - 1, products);
    await client.query(PRODUCTS, [first, last, JSON.stringify(OPTIONS)]);
    await client.query(VARIANTS, [first, last]);
  }
}
