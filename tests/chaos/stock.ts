import { randomBytes } from "node:crypto";
import type { CartId } from "@/lib/base/ids";
import { signCartId } from "@/lib/cart/cookie.server";
import { CODES, type ShopperPlan } from "./plan";
import type { World } from "./world";

type Goods = { id: string; unitAmount: number };

/** What can be bought, and how much of it there was at first. */
export type Shelves = {
  goods: Record<ShopperPlan["goods"], Goods[]>;
  /** Pieces by variant, before the first order. */
  initial: ReadonlyMap<string, number>;
};

const KINDS = 10;
const PLENTY = 1_000_000;

/** Ten variants of which there is enough, ten that run out, and codes that few may use. */
export async function fillShelves({ db }: World, orders: number): Promise<Shelves> {
  const variants = await db.rows<{ id: string; unit_amount: number }>(
    "select id, unit_amount from variants where active and stripe_price_id is not null order by sku limit $1",
    [KINDS * 2],
  );
  const goods = variants.map(({ id, unit_amount }) => ({ id, unitAmount: unit_amount }));
  const [plenty, scarce] = [goods.slice(0, KINDS), goods.slice(KINDS)];
  // Fewer than are asked for, so that the last pieces are fought over.
  const few = Math.max(2, Math.floor(orders / 80));
  await db.rows("update variants set on_hand = $1", [PLENTY]);
  await db.rows("update variants set on_hand = $1 where id = any($2)", [few, scarce.map(({ id }) => id)]);
  for (const [code, limit] of [
    [CODES.limited, Math.max(2, Math.floor(orders / 25))],
    [CODES.single, 1],
  ] as const) {
    await db.rows(
      `insert into discount_rules (id, kind, code, name, conditions, total_limit, combinable)
       values ($1, 'promotion_code', $2, '{"en":"A few","fr":"Quelques-uns","de":"Einige"}',
         '{"benefit":{"type":"percent","percent":10}}', $3, true)`,
      [`rule_${code.toLowerCase()}`, code, limit],
    );
  }
  const rows = await db.rows<{ id: string; on_hand: number }>("select id, on_hand from variants");
  return { goods: { plenty, scarce }, initial: new Map(rows.map(({ id, on_hand }) => [id, on_hand])) };
}

/** @returns the cookie */
export async function fillCart(world: World, shelves: Shelves, plan: ShopperPlan): Promise<string> {
  const id = `cart_${randomBytes(12).toString("hex")}` as CartId;
  // Stripe's embedded page has no field of the store's for codes: they are typed in the cart.
  const codes = plan.code && plan.surface === "embedded" ? [plan.code] : [];
  await world.db.rows(
    "insert into carts (id, country, promotion_codes) values ($1, 'FR', $2) on conflict do nothing",
    [id, codes],
  );
  for (const { index, quantity } of plan.lines) {
    const item = shelves.goods[plan.goods][index];
    if (!item) throw new Error(`there are no goods number ${index}`);
    await world.db.rows(
      `insert into cart_lines (cart_id, variant_id, quantity, seen_unit_amount) values ($1, $2, $3, $4)
       on conflict do nothing`,
      [id, item.id, quantity, item.unitAmount],
    );
  }
  return `cart=${signCartId(id, world.secrets.cart)}`;
}
