import type { BillingParams, wholeAddress } from "../../http/billing";
import { invalid, noSuch } from "../../http/errors";
import type { Local } from "../../state/local";
import type { SessionItem, SessionRecord } from "../../state/records";
import { totalsOf } from "../checkout-sessions/totals";
import { discountByCode } from "../discounts/choose";

/** What the shopper enters on the payment page. */
export interface ShopperInput {
  email?: string | null | undefined;
  shipping?:
    | { name?: string | null; phone?: string | null; address: Parameters<typeof wholeAddress>[0] }
    | undefined;
  shipping_rate?: string | undefined;
  billing?: BillingParams;
  phone_number?: string | undefined;
  /** Null removes the code. */
  promotion_code?: string | null | undefined;
  line_items?: { id: string; quantity: number }[] | undefined;
}

const SERVER_ONLY = "checkout_update_server_only";

/**
 * @throws ApiError 400 `checkout_update_server_only` for what only the merchant's server may change. The embedded page collects the address itself.
 */
export function checkShopperMay({ session, discountsByServer }: SessionRecord, given: ShopperInput): void {
  const isByServer = session.permissions?.update_shipping_details === "server_only";
  if (given.shipping && isByServer && session.ui_mode === "elements") {
    throw invalid("Only the server may update this session's shipping details.", "shipping", SERVER_ONLY);
  }
  if (given.promotion_code === undefined) return;
  if (discountsByServer) {
    throw invalid("Only the server may update this session's discounts.", "promotion_code", SERVER_ONLY);
  }
  if (!session.allow_promotion_codes) {
    throw invalid(
      "This session takes no promotion codes: it was created without allow_promotion_codes.",
      "promotion_code",
      "checkout_promotion_codes_not_allowed",
    );
  }
}

/** The session's discount after a change; null when the code was removed. */
export function shopperDiscount(
  local: Local,
  record: SessionRecord,
  code: string | null | undefined,
): SessionRecord["discount"] {
  if (code === undefined) return record.discount;
  if (code === null) return null;
  const { currency, customer } = record.session;
  return discountByCode(local, code, {
    currency: currency ?? "",
    subtotal: totalsOf(local, record).subtotal,
    customer: typeof customer === "string" ? customer : null,
  });
}

/** The lines after a change; a quantity of 0 removes a line if its minimum allows it. */
export function shopperItems({ items }: SessionRecord, changes: ShopperInput["line_items"]): SessionItem[] {
  if (!changes) return items;
  const quantities = new Map(items.map((item) => [item.id, item.quantity]));
  changes.forEach(({ id, quantity }, index) => {
    const at = `line_items[${index}]`;
    const item = items.find((known) => known.id === id);
    if (!item) throw noSuch("line item", id, `${at}[id]`, 400);
    if (!item.adjustable) throw invalid("This line's quantity is not adjustable.", `${at}[quantity]`);
    const { minimum, maximum } = item.adjustable;
    const least = minimum ?? 0;
    const most = maximum ?? 99;
    if (quantity < least || quantity > most) {
      throw invalid(`This line's quantity is from ${least} to ${most}.`, `${at}[quantity]`);
    }
    quantities.set(id, quantity);
  });
  const kept = items
    .map((item) => ({ ...item, quantity: quantities.get(item.id) ?? item.quantity }))
    .filter((item) => item.quantity > 0);
  if (kept.length === 0) throw invalid("A session keeps at least one line.", "line_items");
  return kept;
}
