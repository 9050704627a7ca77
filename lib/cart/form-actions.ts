"use server";
import { redirect } from "next/navigation";
import { localPath } from "@/lib/base/i18n-path";
import { localeOf } from "@/lib/http/form-data";
import * as actions from "./actions";

/** The actions of `actions.ts` for a plain form POST, answered with the cart page and a notice. */

export async function addToCartForm(formData: FormData): Promise<void> {
  showCart(formData, await actions.addToCart(formData), "added");
}

export async function setQuantityForm(formData: FormData): Promise<void> {
  showCart(formData, await actions.setQuantity(formData));
}

export async function removeLineForm(formData: FormData): Promise<void> {
  showCart(formData, await actions.removeLine(formData), "removed");
}

export async function setCountryForm(formData: FormData): Promise<void> {
  showCart(formData, await actions.setCountry(formData));
}

export async function acceptChangesForm(formData: FormData): Promise<void> {
  showCart(formData, await actions.acceptChanges(formData), "accepted");
}

function showCart(
  formData: FormData,
  result: actions.CartResult,
  notice?: "added" | "removed" | "accepted",
): never {
  const query = new URLSearchParams(
    result.ok
      ? { ...(notice && { notice }) }
      : { notice: result.code, ...(result.max !== undefined && { max: String(result.max) }) },
  );
  const path = localPath(localeOf(formData), "/cart");
  redirect(query.size > 0 ? `${path}?${query}` : path);
}
