import { invalid, missingParameter, noSuch, notModelled } from "../../http/errors";
import { applyMetadata } from "../../http/metadata";
import type { Given } from "../../http/rules";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import type { SessionItem } from "../../state/records";
import type { Price } from "../../state/wire";
import { createPrice, requirePrice } from "../prices/prices";
import { createShippingRate } from "../shipping-rates/shipping-rates";
import type { changedLineItem, lineItem, shippingOption } from "./params";

const lineIds = idKind("li");

type LineParam = Given<typeof lineItem>;
type ChangedLineParam = Given<typeof changedLineItem>;

/** Reads the lines, which must have one currency. */
export function readItems(
  local: Local,
  lines: LineParam[],
  recurring = false,
): { items: SessionItem[]; currency: string } {
  const entries = lines.map((line, index) => {
    const at = `line_items[${index}]`;
    return { line, price: priceOf(local, line, at, recurring), at };
  });
  if (recurring && entries.every(({ price }) => price.type !== "recurring")) {
    throw invalid(
      "You must provide at least one recurring price in `subscription` mode when using prices.",
      "line_items",
    );
  }
  return {
    items: entries.map(({ line, price, at }) => newItem(line, price, at)),
    currency: sharedCurrency(entries.map(({ price }) => price)),
  };
}

/** The session's new lines; a line with a known id is changed. */
export function replaceItems(local: Local, current: SessionItem[], lines: ChangedLineParam[]) {
  const entries = lines.map((line, index) => {
    const at = `line_items[${index}]`;
    const kept = line.id === undefined ? undefined : current.find((item) => item.id === line.id);
    if (line.id !== undefined && !kept) throw noSuch("line item", line.id, `${at}[id]`, 400);
    const price =
      kept && !line.price && !line.price_data
        ? requirePrice(local, kept.price, `${at}[price]`, 400)
        : priceOf(local, line, at);
    const item = kept
      ? {
          ...kept,
          price: price.id,
          quantity: line.quantity ?? kept.quantity,
          metadata: applyMetadata(kept.metadata, line.metadata),
        }
      : newItem(line, price, at);
    return { item, price };
  });
  return {
    items: entries.map(({ item }) => item),
    currency: sharedCurrency(entries.map(({ price }) => price)),
  };
}

function newItem(line: LineParam, price: Price, at: string): SessionItem {
  if (line.quantity === undefined) throw missingParameter(`${at}[quantity]`);
  if (line.quantity === 0)
    throw invalid("quantity must be at least 1.", `${at}[quantity]`, "parameter_invalid_integer");
  const { enabled = false, minimum = null, maximum = null } = line.adjustable_quantity ?? {};
  return {
    id: lineIds.make(),
    price: price.id,
    quantity: line.quantity,
    adjustable: enabled ? { enabled, minimum: minimum ?? 0, maximum: maximum ?? 99 } : null,
    metadata: applyMetadata(null, line.metadata),
  };
}

function priceOf(local: Local, line: LineParam, at: string, recurring = false): Price {
  if (line.tax_rates !== undefined) throw notModelled("tax_rates on line items");
  if (line.price && line.price_data) {
    throw invalid("You may only specify one of these parameters: price, price_data.", `${at}[price]`);
  }
  if (line.price_data) {
    checkKind(Boolean(line.price_data.recurring), recurring, `${at}[price_data][recurring]`);
    return createPrice(local, { ...line.price_data, active: false });
  }
  if (!line.price) throw missingParameter(`${at}[price]`);
  const price = requirePrice(local, line.price, `${at}[price]`, 400);
  if (!price.active) {
    throw invalid(`The price specified is inactive. This field only accepts active prices.`, `${at}[price]`);
  }
  checkKind(price.type === "recurring", recurring, `${at}[price]`);
  return price;
}

function checkKind(isRecurring: boolean, wanted: boolean, param: string): void {
  if (isRecurring && !wanted) {
    throw invalid(
      "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
      param,
    );
  }
}

function sharedCurrency(prices: Price[]): string {
  const currencies = new Set(prices.map((price) => price.currency));
  const [currency] = currencies;
  if (currency === undefined) throw missingParameter("line_items");
  if (currencies.size > 1)
    throw invalid("All prices of a session must have the same currency.", "line_items");
  return currency;
}

/** Reads the shipping options; inline rates are stored as rates of their own. */
export function readShippingOptions(
  local: Local,
  options: Given<typeof shippingOption>[] | undefined,
  currency: string,
): { shipping_amount: number; shipping_rate: string }[] {
  return (options ?? []).map((option, index) => {
    const at = `shipping_options[${index}]`;
    if (option.shipping_rate && option.shipping_rate_data) {
      throw invalid("You may only specify one of these parameters: shipping_rate, shipping_rate_data.", at);
    }
    if (!option.shipping_rate && !option.shipping_rate_data) throw missingParameter(`${at}[shipping_rate]`);
    const rate = option.shipping_rate_data
      ? createShippingRate(local, option.shipping_rate_data)
      : local.store.shippingRates.get(option.shipping_rate ?? "");
    if (!rate) throw noSuch("shipping rate", option.shipping_rate ?? "", `${at}[shipping_rate]`, 400);
    if (rate.fixed_amount?.currency !== currency) {
      throw invalid(`The shipping rate's currency must be ${currency}, as that of the line items.`, at);
    }
    return { shipping_amount: rate.fixed_amount.amount, shipping_rate: rate.id };
  });
}
