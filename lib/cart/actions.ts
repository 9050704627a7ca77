"use server";
import { keepCurrency, readCurrency } from "@/lib/currencies/asked.server";
import { db } from "@/lib/db/client";
import { localeOf, parseForm } from "@/lib/http/form-data";
import { deliveryCountries } from "@/lib/shipping/plan.server";
import { defaultCountry } from "./cart.server";
import {
  acceptCartChanges,
  addLine,
  type CartChange,
  setCartCountry,
  setLineQuantity,
} from "./change.server";
import { ensureCartId, keepCartId, readCartId } from "./cookie.server";
import { acceptInput, addInput, countryInput, lineInput, quantityInput } from "./input";
import type { CartRefusal } from "./quantity";
import { readCartView } from "./read.server";
import type { CartView } from "./view";

/** The cart as it is now, changed or not. `begun`: the browser had no cart before. `cart_lost`: the browser's cart no longer exists. */
export type CartResult =
  | { ok: true; cart: CartView; begun?: boolean }
  | { ok: false; code: CartRefusal; max?: number; cart: CartView };

/** Adds a variant to the cart. Fields: `variantId`, `quantity` (1 if absent), `seenUnitAmount` (minor units on the page), `seenCurrency`, `locale`. */
export async function addToCart(formData: FormData): Promise<CartResult> {
  const input = parseForm(addInput, formData);
  if (!input.ok) return answer(formData, input);
  const begun = (await readCartId()) === null;
  const id = await ensureCartId();
  const { variantId, quantity, seenUnitAmount, seenCurrency } = input.data;
  const seen =
    seenUnitAmount !== undefined && seenCurrency
      ? { unitAmount: seenUnitAmount, currency: seenCurrency }
      : undefined;
  const cart = { id, country: await defaultCountry(db()), currency: await readCurrency() };
  const added = await answer(formData, await addLine(db(), cart, { variantId, quantity, seen }));
  return added.ok ? { ...added, begun } : added;
}

/** Changes a line's quantity; 0 removes the line. Fields: `variantId`, `quantity`, `locale`. */
export async function setQuantity(formData: FormData): Promise<CartResult> {
  const input = parseForm(quantityInput, formData);
  if (!input.ok) return answer(formData, input);
  const cartId = await keepCartId();
  return answer(formData, cartId ? await setLineQuantity(db(), cartId, input.data) : LOST);
}

/** Removes a line. Fields: `variantId`, `locale`. */
export async function removeLine(formData: FormData): Promise<CartResult> {
  const input = parseForm(lineInput, formData);
  if (!input.ok) return answer(formData, input);
  const cartId = await keepCartId();
  const line = { ...input.data, quantity: 0 };
  return answer(formData, cartId ? await setLineQuantity(db(), cartId, line) : LOST);
}

/** Changes the country of delivery, and the currency where that country has another. Fields: `country` (ISO 3166-1 alpha-2), `locale`. */
export async function setCountry(formData: FormData): Promise<CartResult> {
  const input = parseForm(countryInput, formData);
  if (!input.ok) return answer(formData, input);
  const served = await deliveryCountries(db());
  if (!served.includes(input.data.country)) return answer(formData, { ok: false, code: "not_served" });
  const cartId = await keepCartId();
  if (!cartId) return answer(formData, LOST);
  const currency = await setCartCountry(db(), cartId, input.data.country);
  if (currency) await keepCurrency(currency);
  return answer(formData, { ok: true });
}

/** Accepts the changes that the page showed. Fields: `token` (the page's `problemsToken`), `locale`. */
export async function acceptChanges(formData: FormData): Promise<CartResult> {
  const input = parseForm(acceptInput, formData);
  if (!input.ok) return answer(formData, input);
  const id = await keepCartId();
  if (!id) return answer(formData, LOST);
  return answer(
    formData,
    await acceptCartChanges(db(), { id, country: await defaultCountry(db()) }, input.data.token),
  );
}

const LOST = { ok: false, code: "cart_lost" } as const;

async function answer(formData: FormData, change: CartChange): Promise<CartResult> {
  const cart = await readCartView(await readCartId(), localeOf(formData));
  return change.ok ? { ok: true, cart } : { ...change, cart };
}
