import pg from "pg";
import { newCartId, newDraftId, newGroupId } from "@/lib/base/ids";
import { DESK_PAGES } from "@/lib/staff/desk-pages";
import { entersDesk } from "../support/desk";
import { ownStore } from "../support/own-store";
import { targetOfJourneys } from "../support/target";
import { expect, test } from "../support/test";

/** What somebody may have typed where a person's words are kept. */
const MARKUP = `"><img src="/nothing" onerror="window.ran=1"><script>window.ran=1</script>`;

/** Columns that hold words of people, wherever a table has one. */
const OF_PEOPLE =
  "name note words tag title markdown customer_name shipping_name phone line1 line2 city state postal_code carrier tracking_number description user_agent vendor expected actual last_error error";
/** Names of fields in JSON that do: texts by language, lines of a quote, addresses, papers. */
const IN_JSON =
  "en fr de name productName optionLabel label line1 line2 city state postalCode sku message about carrier trackingNumber";

test.use({
  // The page that nobody has a row for, and the picture of the markup where it would run.
  expectedErrors: [/404/],
});
test.skip(targetOfJourneys().kind !== "local", "needs a store of its own, with a local Stripe");

test("Markup and script in a name, title, note, tag, address or search runs on no page that staff see", async ({
  browser,
}) => {
  test.setTimeout(420_000);
  const store = await ownStore({});
  const database = new pg.Client({ connectionString: store.variables.DATABASE_URL });
  await database.connect();
  const context = await browser.newContext({ baseURL: store.url });
  const page = await context.newPage();
  try {
    await page.goto("/");
    const asShopper = await page.request.post("/api/demo/sign-in", {
      data: { shopper: "regular" },
      headers: { origin: store.url },
    });
    expect(asShopper.status()).toBe(200);
    await entersDesk(page, "owner", "/admin");
    const given = await fill(database);
    expect(await writeEverywhere(database)).toBeGreaterThan(25);

    const shown: string[] = [];
    const look = async (path: string) => {
      const answer = await page.goto(path);
      expect([path, answer?.status()]).toEqual([path, 200]);
      const found = await page.evaluate(() => ({
        ran: "ran" in window,
        made: document.querySelectorAll("[onerror]").length,
        scripts: [...document.scripts].filter(({ textContent }) => textContent === "window.ran=1").length,
        fields: [...document.querySelectorAll<HTMLInputElement>("input, textarea")].map(({ value }) => value),
      }));
      const { fields, ...run } = found;
      expect({ path, ...run }).toEqual({ path, ran: false, made: 0, scripts: 0 });
      const words = await page.getByText("<script>window.ran=1").count();
      if (words > 0 || fields.some((value) => value.includes("<script>"))) shown.push(path);
    };
    const withoutRow: string[] = [];
    for (const route of Object.keys(DESK_PAGES)) {
      const path = route.replace(/\[(\w+)\]/g, (whole, name: string) => placeOf(route, given, name) ?? whole);
      if (path.includes("[")) withoutRow.push(route);
      else await look(path);
    }
    const asked = new URLSearchParams({ q: MARKUP, tag: MARKUP }).toString();
    for (const list of ["/admin/orders", "/admin/goods", "/admin/people"]) await look(`${list}?${asked}`);
    // The palette's answers are written by the browser.
    await page.goto("/admin");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("script window");
    await page.waitForResponse((response) => response.url().includes("/api/admin/find"));
    expect(await page.evaluate(() => "ran" in window)).toBe(false);

    expect(withoutRow).toEqual(["/admin/disputes/[disputeId]"]);
    // Each of these has words of a person on it, so that looking at it proved something.
    for (const path of [
      "/admin",
      "/admin/orders",
      `/admin/orders/${given.number}`,
      `/admin/orders/${given.number}/terms`,
      "/admin/drafts",
      "/admin/returns",
      `/admin/returns/${given.returnId}`,
      "/admin/discounts",
      "/admin/goods",
      `/admin/goods/${given.productId}`,
      "/admin/goods/categories",
      "/admin/people",
      `/admin/people/${given.customerId}`,
      "/admin/overview",
      "/admin/failures",
      "/admin/staff",
      "/admin/audit",
      "/admin/me",
    ]) {
      expect(shown, `words of a person on ${path}`).toContain(path);
    }
  } finally {
    await context.close();
    await database.end();
    await store.stop();
  }
});

type Given = Record<string, string>;

/** What stands in an address: where two pages mean different things by one name, the page decides. */
function placeOf(route: string, given: Given, name: string): string | undefined {
  if (name === "slug") return route.includes("collections") ? given.collection : given.category;
  if (name === "area") return "contact";
  if (name === "page") return "terms";
  return name === "number" && route.includes("guests") ? given.guest : given[name];
}

/** Rows for every kind of page, beside what the demonstration has. */
async function fill(database: pg.Client): Promise<Given> {
  const one = async (text: string, values: unknown[] = []) => {
    const [row] = (await database.query<{ id: string | number }>(text, values)).rows;
    if (!row) throw new Error(`nothing: ${text}`);
    return String(row.id);
  };
  const order = await one("select id from orders where customer_id is not null order by created_at limit 1");
  const staff = await one("select id from staff limit 1");
  const cart = await one("insert into carts (id, country) values ($1, 'FR') returning id", [newCartId()]);
  await database.query("insert into order_notes (order_id, staff_id, note) values ($1, $2, 'note')", [
    order,
    staff,
  ]);
  await database.query("insert into order_tags (order_id, tag, staff_id) values ($1, 'tag', $2)", [
    order,
    staff,
  ]);
  await database.query(
    "insert into legal_texts (version, language, title, updated, markdown) values ('read', 'en', 'title', '2026-01-01', 'markdown')",
  );
  await database.query("update orders set agreement = $2 where id = $1", [
    order,
    { terms: "read", returns: "read", locale: "en", shownAt: "2026-01-01T00:00:00.000Z" },
  ]);
  await database.query(
    "insert into order_views (staff_id, name, query, shared) values ($1, 'view', 'state=paid', true)",
    [staff],
  );
  await database.query(
    "insert into parcels (order_id, lines, carrier, tracking_number) values ($1, '[]', 'carrier', 'number')",
    [order],
  );
  await database.query(
    "insert into order_attention (order_id, reason, about, expected, actual) values ($1, 'lines_mismatch', 'cs_markup', 'a', 'b')",
    [order],
  );
  await database.query("update orders set status = 'needs_attention' where id = $1", [order]);
  await database.query(
    "insert into order_attention (order_id, reason, about) select id, 'lines_mismatch', 'cs_other' from orders where id = $1",
    [order],
  );
  await database.query(
    "insert into outbox_jobs (order_id, effect, occurrence, attempts, last_error, dead_at) values ($1, 'email.order_confirmed', 'markup', 9, 'error', now())",
    [order],
  );
  const guest = await one("select id from orders where id <> $1 order by created_at limit 1", [order]);
  await database.query("update orders set customer_id = null, email = 'guest@example.com' where id = $1", [
    guest,
  ]);
  return {
    guest: await one("select number as id from orders where id = $1", [guest]),
    number: await one("select number as id from orders where id = $1", [order]),
    customerId: await one("select customer_id as id from orders where id = $1", [order]),
    productId: await one("select id from products where only_in_cart is null order by position limit 1"),
    category: await one("select slug as id from categories limit 1"),
    collection: await one(
      `insert into collections (slug, name, description, position) values ('markup', '{"en": "list"}', '{"en": "list"}', 1) returning slug as id`,
    ),
    ruleId: await one("select id from discount_rules limit 1"),
    draftId: await one(
      "insert into draft_orders (id, cart_id, staff_id, email, locale, note) values ($1, $2, $3, 'ada@example.com', 'en', 'note') returning id",
      [newDraftId(), cart, staff],
    ),
    returnId: await one(
      "insert into returns (order_id, reason, lines, note) values ($1, 'damaged', '[]', 'note') returning id",
      [order],
    ),
    groupId: await one("insert into customer_groups (id, name) values ($1, 'group') returning id", [
      newGroupId(),
    ]),
    importId: await one(
      "insert into goods_uploads (name, format, who, options, state, error) values ('goods.csv', 'shopify', 'who', '{}', 'stored', 'error') returning id",
    ),
    payoutId: await one(
      "insert into payouts (stripe_id, amount, currency, status, automatic, is_reconciled, arrives_at, created_at) values ('po_markup', 100, 'eur', 'paid', true, false, now(), now()) returning stripe_id as id",
    ),
  };
}

/** Writes the markup into all that holds words of people. @returns how many columns have it */
async function writeEverywhere(database: pg.Client): Promise<number> {
  const { rows } = await database.query<{ table: string; column: string; type: string }>(
    `select c.table_name as table, c.column_name as column, c.data_type as type
       from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
        and (c.data_type = 'jsonb' or (c.data_type = 'text' and c.column_name = any($1)))
        and table_name not like 'search%' and table_name not in ('leases', 'call_paces', 'delivery_plans', 'audit_entries', 'webhook_events')`,
    [OF_PEOPLE.split(" ")],
  );
  let written = 0;
  for (const { table, column, type } of rows) {
    const value =
      type === "jsonb"
        ? `regexp_replace("${column}"::text, $2, '"\\1": ' || replace(to_jsonb($1::text)::text, '\\', '\\\\'), 'g')::jsonb`
        : "$1";
    const pattern = `"(${IN_JSON.replaceAll(" ", "|")})": "(?:[^"\\\\]|\\\\.)*"`;
    const { rowCount } = await database.query(
      `update "${table}" set "${column}" = ${value} where "${column}" is not null`,
      type === "jsonb" ? [MARKUP, pattern] : [MARKUP],
    );
    if (rowCount) written += 1;
  }
  return written;
}
