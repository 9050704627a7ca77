import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import pg from "pg";
import type { Locale } from "../../../i18n/routing";
import type { RuleKind } from "../../../lib/model/discount";
import type { RuleConditions } from "../../../lib/model/discount-conditions";
import type { Address } from "../../../lib/model/order";

export type Variant = {
  id: string;
  sku: string;
  slug: string;
  name: string;
  /** In every language. */
  names: Record<Locale, string>;
  unitAmount: number;
  onHand: number;
  options: Record<string, string>;
  stripePriceId: string;
};

export type StoredOrder = { id: string; number: string; status: string; total: number; cartId: string };

type TaxedTotals = { total: number; taxTotal: number; taxAdded: number | null };

type DiscountWish = {
  kind?: RuleKind;
  conditions: RuleConditions;
  endsAt?: Date;
  totalLimit?: number;
  combinable?: boolean;
};

/** The store's database, for what a test must arrange or look up behind the shopper's back. */
export class Shop {
  private readonly pool: pg.Pool;
  /** When this test began to use a variant, by the database's clock. */
  private readonly pickedAt = new Map<string, string>();

  constructor(databaseUrl: string) {
    this.pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  }

  close = () => this.pool.end();

  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(text, values)).rows;
  }

  /**
   * The variant that no test has used for longest, with this many in stock, at `from` minor units or more and less than `below`. What an
   * earlier test left in a checkout is not kept any more. The catalogue's pages may show an older number for half a
   * minute; cart and checkout don't.
   */
  async variant({ onHand = 20, from = 0, below = 100_000_000 } = {}): Promise<Variant> {
    const [picked] = await this.query<{ id: string; at: string }>(
      `update journeys_variants set used = nextval('journeys_variant_use')
        where id = (select j.id from journeys_variants j join variants v on v.id = j.id
                     where v.unit_amount < $1 and v.unit_amount >= $2 order by j.used, v.sku limit 1 for update of j skip locked)
        returning id, now()::text as at`,
      [below, from],
    );
    if (picked) this.pickedAt.set(picked.id, picked.at);
    await this.query("update stock_holds set status = 'released' where variant_id = $1 and status = 'held'", [
      picked?.id,
    ]);
    await this.query("update variants set on_hand = $2 where id = $1", [picked?.id, onHand]);
    const [variant] = await this.query<Variant>(
      `select v.id, v.sku, p.slug, p.name ->> 'en' as name, p.name as names, v.unit_amount as "unitAmount",
              v.on_hand as "onHand", v.options, v.stripe_price_id as "stripePriceId"
         from variants v join products p on p.id = v.product_id where v.id = $1`,
      [picked?.id],
    );
    if (!variant) throw new Error("the catalogue has too few variants for the journeys");
    return variant;
  }

  /** Sessions tried for an order, oldest first. */
  async attempts(
    orderId: string,
  ): Promise<{ stripeId: string; status: string; paymentIntentId: string | null }[]> {
    return this.query(
      `select stripe_id as "stripeId", status, payment_intent_id as "paymentIntentId"
         from payment_attempts where order_id = $1 order by created_at`,
      [orderId],
    );
  }

  async order(orderId: string): Promise<StoredOrder> {
    const [order] = await this.query<StoredOrder>(
      `select id, number, status, total, cart_id as "cartId" from orders where id = $1`,
      [orderId],
    );
    if (!order) throw new Error(`there is no order ${orderId}`);
    return order;
  }

  /** What an order costs, all of its tax, and the part of the tax that is on top of the prices. Minor units. */
  async taxedTotals(orderId: string): Promise<TaxedTotals> {
    const [order] = await this.query<TaxedTotals>(
      `select total, tax_total as "taxTotal", tax_added as "taxAdded" from orders where id = $1`,
      [orderId],
    );
    if (!order) throw new Error(`there is no order ${orderId}`);
    return order;
  }

  /** Pieces of a variant that are in the house, and that are kept for someone. */
  async stock(variantId: string): Promise<{ onHand: number; held: number }> {
    const [row] = await this.query<{ onHand: number; held: number }>(
      `select v.on_hand as "onHand", coalesce(sum(h.quantity) filter (where h.status = 'held'), 0)::int as held
         from variants v left join stock_holds h on h.variant_id = v.id where v.id = $1 group by v.id`,
      [variantId],
    );
    if (!row) throw new Error(`there is no variant ${variantId}`);
    return row;
  }

  /** Where it goes. */
  async deliveryOf(orderId: string): Promise<Address | null> {
    const [order] = await this.query<{ to: Address | null }>(
      "select shipping_address as to from orders where id = $1",
      [orderId],
    );
    return order?.to ?? null;
  }

  /** The newest order that holds this variant, since this test has it: others had it before. */
  async newestOrderOf(variantId: string): Promise<StoredOrder> {
    let found: StoredOrder | undefined;
    await expect(async () => {
      [found] = await this.query<StoredOrder>(
        `select id, number, status, total, cart_id as "cartId" from orders
          where quote -> 'lines' @> jsonb_build_array(jsonb_build_object('variantId', $1::text))
            and created_at >= $2::timestamptz
          order by created_at desc limit 1`,
        [variantId, this.pickedAt.get(variantId) ?? "-infinity"],
      );
      expect(found).toBeDefined();
    }).toPass();
    if (!found) throw new Error(`no order holds ${variantId}`);
    return found;
  }

  async expectStatus(orderId: string, status: string): Promise<void> {
    await expect.poll(async () => (await this.order(orderId)).status).toBe(status);
  }

  /** A discount of this test's own. @returns its id; its code, where it is for one, is its id in capitals. */
  async discount({
    kind = "promotion_code",
    conditions,
    endsAt,
    totalLimit,
    combinable = true,
  }: DiscountWish): Promise<{ id: string; code: string }> {
    const id = `journey${randomBytes(5).toString("hex")}`;
    const code = id.toUpperCase();
    await this.query(
      `insert into discount_rules (id, kind, code, name, conditions, ends_at, total_limit, combinable)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        kind,
        kind === "promotion_code" ? code : null,
        JSON.stringify({ en: `Offer ${id}`, fr: `Offre ${id}` }),
        JSON.stringify(conditions),
        endsAt ?? null,
        totalLimit ?? null,
        combinable,
      ],
    );
    return { id, code };
  }

  /** A discount is over from now on. */
  endDiscount = (id: string) =>
    this.query("update discount_rules set ends_at = now() - interval '1 second' where id = $1", [id]);

  /** Every card may use a code again that was for one use of a card. */
  forgetCards = (code: string) =>
    this.query(
      `update discount_redemptions set status = 'released', expires_at = null
        where rule_id = (select id from discount_rules where code = $1)`,
      [code],
    );

  /** How often the outbox was asked for an effect of an order, whether done or not. */
  async jobs(orderId: string): Promise<string[]> {
    const rows = await this.query<{ effect: string }>(
      "select effect from outbox_jobs where order_id = $1 order by effect",
      [orderId],
    );
    return rows.map(({ effect }) => effect);
  }
}
