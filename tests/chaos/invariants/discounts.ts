import type { Finding, Records } from "./finding";

/** No rule is used more often than its limit allows, and no order that is over keeps a use. */
export async function checkDiscounts({ db }: Pick<Records, "db">): Promise<Finding[]> {
  const rules = await db.rows<{ code: string; total_limit: number; used: number; paid: number }>(
    `select coalesce(r.code, r.id) as code, r.total_limit,
       (select count(*) from discount_redemptions d where d.rule_id = r.id and d.status in ('redeemed', 'reserved'))::int as used,
       (select count(*) from orders o where o.paid_at is not null
         and o.quote->'discounts' @> jsonb_build_array(jsonb_build_object('ruleId', r.id)))::int as paid
     from discount_rules r where r.total_limit is not null`,
  );
  const kept = await db.rows<{ number: string; status: string }>(
    `select o.number, o.status from discount_redemptions d join orders o on o.id = d.order_id
     where d.status = 'reserved' and o.status not in ('open', 'processing')`,
  );
  return [
    {
      name: "limits of discounts are kept",
      figure: rules.map(({ code, paid, total_limit }) => `${code} ${paid} of ${total_limit}`).join(", "),
      broken: rules.flatMap(({ code, used, paid, total_limit }) =>
        used > total_limit || paid > total_limit
          ? [`${code}: ${used} uses, ${paid} paid orders, limit ${total_limit}`]
          : [],
      ),
    },
    {
      name: "no order that is over keeps a discount's use",
      figure: `${kept.length} uses`,
      broken: kept.map(({ number, status }) => `order ${number} (${status})`),
    },
  ];
}
