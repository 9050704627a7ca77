import { waits } from "@/lib/discounts/refusals";
import type { AppliedRule, AskedDiscounts, RefusedRule } from "@/lib/model/discount";
import { isSameCode, withCodes } from "@/lib/model/promotion-code";

export type QuoteChange =
  | { kind: "promotion_code"; code: string }
  | { kind: "loyalty" }
  | { kind: "region" }
  | { kind: "remove" }
  | { kind: "review" };

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

/** Why just this change was refused; other refusals are shown with the quote. */
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

/** Codes to ask for again in the next quote: those granted, and those waiting for what the shopper can change. Others are shown once. */
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
