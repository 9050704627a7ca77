import { waits } from "@/lib/discounts/refusals";
import type { AppliedRule, AskedDiscounts, RefusedRule } from "@/lib/model/discount";
import { isSameCode, withCodes } from "@/lib/model/promotion-code";

/** What the shopper, or the page on their behalf, wants of an open checkout. There is no general "update". */
export type QuoteChange =
  | { kind: "promotion_code"; code: string }
  | { kind: "loyalty" }
  /** The delivery address may be in another country now. */
  | { kind: "region" }
  /** Takes back what the shopper asked for. */
  | { kind: "remove" }
  /** About to pay: does everything still hold? */
  | { kind: "review" };

/** What is asked for once the change is added; whether it is granted is another matter. */
export function askedWith(asked: AskedDiscounts, change: QuoteChange): AskedDiscounts {
  switch (change.kind) {
    case "promotion_code":
      return { ...asked, codes: withCodes(asked.codes, [change.code]) };
    case "loyalty":
      return { ...asked, loyalty: true };
    case "remove":
      return { codes: [], loyalty: false };
    case "region":
    case "review":
      return asked;
  }
}

/** The refusal of just what was asked for by this change; what is refused besides is told with the quote. */
export function refusalOf(change: QuoteChange, refused: readonly RefusedRule[]): RefusedRule | undefined {
  switch (change.kind) {
    case "promotion_code":
      return refused.find(({ code }) => code !== undefined && isSameCode(code, change.code));
    case "loyalty":
      return refused.find(({ code, asked }) => asked && code === undefined);
    case "region":
    case "remove":
    case "review":
      return undefined;
  }
}

/**
 * The codes that the next quote asks for again: those that were granted, and those that wait for something the shopper
 * can still change. The rest is told once and forgotten.
 */
export function keptCodes(
  asked: AskedDiscounts,
  applied: readonly Pick<AppliedRule, "code">[],
  refused: readonly Pick<RefusedRule, "code" | "refusal">[],
): string[] {
  const waiting = refused.filter(({ refusal }) => waits(refusal));
  return asked.codes.filter((code) =>
    [...applied, ...waiting].some((rule) => rule.code && isSameCode(rule.code, code)),
  );
}
