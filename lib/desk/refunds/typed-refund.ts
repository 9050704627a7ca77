import type { VariantId } from "@/lib/base/ids";
import { type Currency, toMajorString } from "@/lib/base/money";
import { parseAmount } from "@/lib/base/money-input";
import type { LinePieces, RefundTerms } from "@/lib/model/refund";

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** What was typed into the form of a refund, as its page's address has it. */
export type TypedRefund = {
  /** The form was sent, so that its refund is to be shown. */
  isSent: boolean;
  /** The text of a field, as it was typed. */
  textOf: (field: string) => string;
  /** The fields that can't be read. */
  wrong: ReadonlySet<string>;
  /** Null when a field is wrong, or nothing is to be given back. */
  terms: RefundTerms | null;
};

export const piecesField = (variantId: VariantId) => `pieces.${variantId}`;
export const restockField = (variantId: VariantId) => `restock.${variantId}`;

/** The address's part that shows a refund as somebody asked for it: the other way of `readTypedRefund`. */
export function refundQuery(
  { amount, lines = [], delivery, payment, restock, outside }: RefundTerms,
  code: Currency,
): string {
  const isAll = amount === null && lines.length === 0 && delivery === undefined;
  const query = new URLSearchParams({
    ...(isAll ? { all: "1" } : { look: "1" }),
    ...(amount !== null && { amount: toMajorString(amount, code) }),
    ...Object.fromEntries(lines.map((line) => [piecesField(line.variantId), String(line.quantity)])),
    ...(typeof delivery === "number" && { delivery: toMajorString(delivery, code) }),
    ...(typeof restock !== "boolean" &&
      Object.fromEntries(restock.map((line) => [restockField(line.variantId), String(line.quantity)]))),
    ...(payment && { payment }),
    ...(outside && { outside: "1" }),
  });
  return query.toString();
}

/** Reads the form of a refund. Amounts are typed in major units, pieces as whole numbers; an empty field is none. */
export function readTypedRefund(
  query: Query,
  { lines, currency }: { lines: readonly { variantId: VariantId }[]; currency: Currency },
): TypedRefund {
  const textOf = (field: string) => {
    const value = query[field];
    return (typeof value === "string" ? value : "").trim();
  };
  const wrong = new Set<string>();
  const read = <Value>(field: string, none: Value, parse: (text: string) => Value | null): Value => {
    const text = textOf(field);
    const value = text === "" ? none : parse(text);
    if (value === null) wrong.add(field);
    return value ?? none;
  };
  const pieces = (fieldOf: (variantId: VariantId) => string): LinePieces[] =>
    lines.flatMap(({ variantId }) => {
      const quantity = read(fieldOf(variantId), 0, (text) => (/^\d{1,6}$/.test(text) ? Number(text) : null));
      return quantity > 0 ? [{ variantId, quantity }] : [];
    });
  const amountOf = (field: string) => read(field, 0, (text) => parseAmount(text, currency));

  const isAll = textOf("all") !== "";
  const given = pieces(piecesField);
  const restock = pieces(restockField);
  const delivery = amountOf("delivery");
  const amount = amountOf("amount");
  const payment = textOf("payment");
  const isSome = isAll || given.length > 0 || delivery > 0 || amount > 0;
  const terms: RefundTerms = {
    amount: isAll || amount === 0 ? null : amount,
    ...(!isAll && given.length > 0 && { lines: given }),
    ...(!isAll && delivery > 0 && { delivery }),
    payment: payment === "own" || payment === "second" ? payment : null,
    restock: restock.length > 0 ? restock : false,
    outside: textOf("outside") !== "",
  };
  return {
    isSent: isAll || textOf("look") !== "",
    textOf,
    wrong,
    terms: isSome && wrong.size === 0 ? terms : null,
  };
}
