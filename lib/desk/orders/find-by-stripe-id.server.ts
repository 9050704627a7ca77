import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { db } from "@/lib/db/client";

/** The ids of the orders that an id of Stripe's belongs to, each by a short way in an index. */
export async function ordersOfStripeId(id: string): Promise<string[]> {
  const { rows } = await db().execute<{ id: string }>(queryFor(id));
  return rows.map((row) => row.id);
}

function queryFor(id: string): SQL {
  switch (id.split("_")[0]) {
    case "cs":
      return sql`select order_id as id from payment_attempts where stripe_id = ${id}`;
    case "pi":
      return sql`select order_id as id from payment_attempts where payment_intent_id = ${id}`;
    case "ch":
    case "py":
      return sql`select order_id as id from payment_attempts where charge_id = ${id}`;
    case "re":
    case "pyr":
      return sql`select order_id as id from refunds where stripe_id = ${id}`;
    case "cus":
      return sql`select id from orders where customer_id in (select id from customers where stripe_customer_id = ${id})`;
    default:
      return sql`select order_id as id from disputes where stripe_id = ${id}`;
  }
}
