"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import type { Locale } from "@/i18n/routing";
import { textsFor } from "@/i18n/texts.server";
import { localPath } from "@/lib/base/i18n-path";
import { currency } from "@/lib/base/money";
import { keepCartId } from "@/lib/cart/cookie.server";
import { countingCode } from "@/lib/checkout/core/limits.server";
import { env } from "@/lib/config/env";
import { refusalText } from "@/lib/discounts/texts";
import { errorText } from "@/lib/http/api-error";
import { formFields, localeOf } from "@/lib/http/form-data";
import { limitText } from "@/lib/limits/texts";
import { promotionCodeField, readableCode, TYPED_CODE_LIMIT } from "@/lib/model/promotion-code";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { removeCode, tryCode } from "./cart-codes.server";

export type CodeState =
  | { status: "none" }
  /** `waiting` says why a kept code takes nothing off yet. */
  | { status: "kept"; code: string; waiting: string | null }
  | { status: "refused"; typed: string; problem: string };

/** Tries the code that the shopper typed. Fields: `code`, `locale`. */
export async function tryCodeForm(_: CodeState, formData: FormData): Promise<CodeState> {
  const locale = localeOf(formData);
  const texts = textsFor(locale, "cart");
  const typed = (formFields(formData).code ?? "").slice(0, TYPED_CODE_LIMIT);
  const refused = (problem: string): CodeState => ({ status: "refused", typed, problem });
  const code = promotionCodeField.safeParse(typed);
  if (!code.success) return refused(readableCode(typed) === "" ? texts.code.missing : unknownCode(locale));
  await keepCartId();
  const shopper = await readShopper();
  const tried = await countingCode(shopper, () => tryCode(shopper, code.data, locale));
  if (tried.ok) {
    refresh();
    return { status: "kept", code: code.data, waiting: tried.waiting };
  }
  if ("reason" in tried) return refused(tried.reason);
  if (tried.code === "rate_limited") return refused(limitText(tried.limit, tried.retryAfter, locale));
  return refused(tried.code === "cart_lost" ? texts.refusals.cart_lost : errorText(tried.code, locale));
}

const unknownCode = (locale: Locale) =>
  refusalText({ code: "unknown_code" }, locale, currency(env().STORE_CURRENCY));

/** Takes a code out of the cart and shows the cart page again. Fields: `code`, `locale`. */
export async function removeCodeForm(formData: FormData): Promise<void> {
  const cartId = await keepCartId();
  const removed = await removeCode(cartId, formFields(formData).code ?? "");
  const notice = removed.ok ? "code_removed" : "cart_lost";
  redirect(`${localPath(localeOf(formData), "/cart")}?notice=${notice}`);
}
