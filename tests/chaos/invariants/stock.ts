import type { Shelves } from "../stock";
import type { Finding, Records } from "./finding";

type Variant = { id: string; sku: string; on_hand: number; sold: number; held: number };

/** Pieces on hand (the held ones among them) and pieces sold are what there was at first. */
export async function checkStock(
  { db }: Pick<Records, "db">,
  { initial }: Pick<Shelves, "initial">,
): Promise<Finding[]> {
  const variants = await db.rows<Variant>(
    `select v.id, v.sku, v.on_hand,
       coalesce(sum(h.quantity) filter (where h.status = 'sold'), 0)::int as sold,
       coalesce(sum(h.quantity) filter (where h.status in ('held', 'owed')), 0)::int as held
     from variants v left join stock_holds h on h.variant_id = v.id group by v.id`,
  );
  const counted = variants.flatMap(({ id, sku, on_hand, sold, held }) => {
    const first = initial.get(id) ?? 0;
    if (on_hand < 0) return [`${sku}: ${on_hand} on hand`];
    if (on_hand + sold !== first) return [`${sku}: ${on_hand} on hand + ${sold} sold is not ${first}`];
    return held > on_hand ? [`${sku}: ${held} held of ${on_hand} on hand`] : [];
  });
  const dead = await db.rows<{ number: string; status: string; quantity: number }>(
    `select o.number, o.status, h.quantity from stock_holds h join orders o on o.id = h.order_id
     where h.status = 'held' and o.status not in ('open', 'processing')`,
  );
  const unsold = await db.rows<{ number: string; status: string }>(
    `select o.number, o.status from orders o
     where o.status in ('paid', 'shipped', 'partially_refunded', 'refunded', 'disputed', 'charged_back')
       and exists (select from jsonb_array_elements(o.quote->'lines') line
         where not exists (select from stock_holds h where h.order_id = o.id and h.variant_id = line->>'variantId'
           and h.status = 'sold' and h.quantity = (line->>'quantity')::int))
       and not exists (select from order_attention a where a.order_id = o.id and a.reason = 'out_of_stock')`,
  );
  const unexplained = await db.rows<{ sku: string; on_hand: number; moved: number }>(
    `select v.sku, v.on_hand, coalesce(sum(m.change), 0)::int as moved
     from variants v left join stock_movements m on m.variant_id = v.id
     group by v.id having v.on_hand <> coalesce(sum(m.change), 0)`,
  );
  const soldPieces = variants.reduce((sum, { sold }) => sum + sold, 0);
  const soldOut = variants.filter(({ on_hand }) => on_hand === 0).length;
  return [
    {
      name: "stock on hand + sold is what there was",
      figure: `${soldPieces} pieces sold, ${soldOut} kinds sold out`,
      broken: counted,
    },
    {
      name: "the movements of stock add up to what is on hand",
      figure: `${unexplained.length} do not`,
      broken: unexplained.map(
        ({ sku, on_hand, moved }) => `${sku}: ${on_hand} on hand, ${moved} by its movements`,
      ),
    },
    {
      name: "no order that is over holds stock",
      figure: `${dead.length} holds`,
      broken: dead.map(({ number, status, quantity }) => `order ${number} (${status}) holds ${quantity}`),
    },
    {
      name: "each paid order has its pieces",
      figure: `${unsold.length} without`,
      broken: unsold.map(
        ({ number, status }) => `order ${number} (${status}): its pieces are not sold to it`,
      ),
    },
  ];
}
