import type pg from "pg";

type Asked = {
  /** A paid order, which all others are copies of. */
  orderId: string;
  orders: number;
  customers: number;
  /** Goods that the orders are spread over: see `fillCatalogue`. */
  products: number;
};

export const GROUP_OF_TEN = `grp_${"1".repeat(24)}`;
export const GROUP_OF_HALF = `grp_${"2".repeat(24)}`;

const BATCH = 20_000;

const numbered = (prefix: string, number: string) => `'${prefix}_' || lpad((${number})::text, 24, '0')`;

/** Copies an order that was really paid, with all that is written about it, and spreads the copies over accounts, goods and two years. */
export async function fillOrders(client: pg.Client, asked: Asked): Promise<void> {
  // The copied rows have been through every trigger. Without them the copies come in ten times as fast.
  await client.query("set session_replication_role = replica");
  await client.query("set synchronous_commit = off");
  await client.query(
    `insert into customers (id, email, email_verified, created_at)
     select ${numbered("cust", "n")}, 'shopper-' || n || '@example.com', true, now() - interval '2 years'
       from generate_series(1, $1::int) n`,
    [asked.customers],
  );
  for (let first = 1; first <= asked.orders; first += BATCH) {
    const last = Math.min(first + BATCH - 1, asked.orders);
    for (const [table, changes] of Object.entries(changesOf(asked))) {
      await client.query(copyOf(table, changes, { first, last }), [asked.orderId]);
    }
  }
  await client.query("set session_replication_role = default");
  await fillPeople(client, asked);
  // What triggers would have written.
  await client.query("select refresh_order_listings(array(select id from orders))");
  await client.query("select remake_shop_sums()");
  await client.query(
    `insert into customer_purchases (customer_id, paid_orders, last_paid_at)
     select customer_id, least(count(*), 2), max(paid_at) from orders where paid_at is not null and customer_id is not null group by 1
     on conflict (customer_id) do update set paid_orders = excluded.paid_orders, last_paid_at = excluded.last_paid_at`,
  );
}

/** Every second account agreed to news and is in a group; of the oldest, three were only asked, and ten are in a group of their own. */
async function fillPeople(client: pg.Client, { customers }: Asked): Promise<void> {
  await client.query(
    `insert into news_consents (email, state, locale, changed_at, confirmed_at)
     select 'shopper-' || n || '@example.com', case when n <= 3 then 'asked' else 'confirmed' end, 'en', now(),
       case when n <= 3 then null else now() end
       from generate_series(1, $1::int) n where n <= 3 or n % 2 = 0`,
    [customers],
  );
  await client.query("insert into customer_groups (id, name) values ($1, 'Ten'), ($2, 'Half')", [
    GROUP_OF_TEN,
    GROUP_OF_HALF,
  ]);
  await client.query(
    `insert into customer_group_members (group_id, customer_id)
     select $2, ${numbered("cust", "n")} from generate_series(1, least(10, $1::int)) n
     union all select $3, ${numbered("cust", "n")} from generate_series(1, $1::int) n where n % 2 = 0`,
    [customers, GROUP_OF_TEN, GROUP_OF_HALF],
  );
}

/** What a copy has of its own, by table. `n` counts orders; `placed` is when, one a minute. */
function changesOf({ customers, products }: Asked): Record<string, string> {
  const customer = numbered("cust", `n % ${customers} + 1`);
  return {
    orders: `'surface', (array['embedded', 'elements', 'payment'])[n % 3 + 1], 'number', 'G' || n,
      'quote', jsonb_set(model.quote, '{lines,0,variantId}', to_jsonb('var_' || (n % ${products} + 1) || '_1')), 'cart_id', ${numbered("cart", "n")}, 'customer_id', ${customer},
      'created_at', placed, 'updated_at', placed, 'paid_at', placed`,
    order_quotes: "'created_at', placed",
    order_timeline: "'id', nextval('order_timeline_id_seq'), 'at', placed",
    order_products: `'customer_id', ${customer}, 'product_id', 'prd_' || md5((n % ${products} + 1)::text)`,
    payment_attempts: `'stripe_id', 'cs_test_g' || n, 'payment_intent_id', 'pi_g' || n,
      'created_at', placed, 'updated_at', placed, 'checked_at', placed`,
    stock_holds: "'created_at', placed, 'updated_at', placed",
    stock_movements: "'id', nextval('stock_movements_id_seq'), 'created_at', placed",
    shipments: "'status', 'sent', 'created_at', placed",
    outbox_jobs: `'id', nextval('outbox_jobs_id_seq'), 'created_at', placed, 'run_at', placed, 'done_at', placed`,
  };
}

function copyOf(table: string, changes: string, { first, last }: { first: number; last: number }): string {
  const id = table === "orders" ? "id" : "order_id";
  return `insert into ${table} select copy.*
    from ${table} model, generate_series(${first}, ${last}) n,
      lateral (select now() - n % 1000000 * interval '1 minute' as placed) as times,
      lateral jsonb_populate_record(model, jsonb_build_object('${id}', ${numbered("ord", "n")}, ${changes})) as copy
    where model.${id} = $1`;
}
