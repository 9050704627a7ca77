"use server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { requireCustomer } from "@/lib/auth/require-customer.server";
import { localPath } from "@/lib/base/i18n-path";
import { formFields, localeOf } from "@/lib/http/form-data";
import { waitQuery } from "@/lib/limits/too-many";
import type { Customer } from "@/lib/model/customer";
import { countMethodChange } from "./method-limits.server";
import { PAYMENT_METHODS_PATH } from "./paths";
import { type MethodChange, makeDefaultMethod, removePaymentMethod } from "./payment-methods.server";

/** Makes a payment method the default, also without JavaScript. Fields: `id`, `locale`. */
export async function makeDefaultMethodForm(formData: FormData): Promise<void> {
  await change(formData, "default", makeDefaultMethod);
}

/** Removes a payment method. Fields: `id`, `locale`. */
export async function removeMethodForm(formData: FormData): Promise<void> {
  await change(formData, "removed", removePaymentMethod);
}

async function change(
  formData: FormData,
  done: "default" | "removed",
  carryOut: (customer: Customer, id: string) => Promise<MethodChange>,
): Promise<void> {
  const locale = localeOf(formData);
  const page = localPath(locale, PAYMENT_METHODS_PATH);
  const customer = await requireCustomer(locale, PAYMENT_METHODS_PATH);
  const counted = await countMethodChange("change", customer.id, await headers());
  if (!counted.ok) redirect(`${page}?${new URLSearchParams(waitQuery(counted))}`);
  const changed = await carryOut(customer, formFields(formData).id ?? "");
  redirect(changed.ok ? `${page}?done=${done}` : `${page}?problem=${changed.code}`);
}
