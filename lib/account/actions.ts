"use server";
import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { routing } from "@/i18n/routing";
import { signInPath } from "@/lib/auth/paths";
import { requireCustomer } from "@/lib/auth/require-customer.server";
import { localPath } from "@/lib/base/i18n-path";
import { type AddressField, type AddressProblem, parseAddress } from "@/lib/customers/address-input";
import { makeDefaultAddress, removeAddress, saveAddress } from "@/lib/customers/addresses.server";
import { changeProfile, deleteAccount } from "@/lib/customers/profile.server";
import { db } from "@/lib/db/client";
import { formFields, localeOf, parseForm } from "@/lib/http/form-data";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { deliveryCountries } from "@/lib/shipping/plan.server";
import { signOut } from "./sign-in-and-out.server";

export type AddressState = {
  problems: Partial<Record<AddressField, AddressProblem>>;
  full?: boolean;
  values: Record<string, string>;
};

export type ProfileState = { result: "saved" | "too_long" | null };

/** Adds an address, or changes the one with `id`. Fields: those of `addressInput`, `locale`, and `id` for a change. */
export async function saveAddressForm(_: AddressState, formData: FormData): Promise<AddressState> {
  const locale = localeOf(formData);
  const { id: customerId } = await requireCustomer(locale, "/account/addresses");
  const values = formFields(formData);
  const form = parseAddress(values);
  if (!form.ok) return { problems: form.problems, values };
  const served = await deliveryCountries(db());
  if (!served.includes(form.data.country)) return { problems: { country: "country" }, values };
  const saved = await saveAddress(db(), customerId, values.id || null, form.data);
  if (!saved.ok && saved.code === "address_book_full") return { problems: {}, full: true, values };
  redirect(localPath(locale, "/account/addresses"));
}

/** Removes a saved address. Fields: `id`, `locale`. */
export async function removeAddressForm(formData: FormData): Promise<void> {
  const locale = localeOf(formData);
  const { id: customerId } = await requireCustomer(locale, "/account/addresses");
  await removeAddress(db(), customerId, formFields(formData).id ?? "");
  redirect(localPath(locale, "/account/addresses"));
}

/** Makes a saved address the default. Fields: `id`, `locale`. */
export async function makeDefaultForm(formData: FormData): Promise<void> {
  const locale = localeOf(formData);
  const { id: customerId } = await requireCustomer(locale, "/account/addresses");
  await makeDefaultAddress(db(), customerId, formFields(formData).id ?? "");
  redirect(localPath(locale, "/account/addresses"));
}

const profile = z.object({ name: z.string().trim().max(200), language: z.enum(routing.locales) });

/** Saves name and language. Fields: `name`, `language`, `locale`. */
export async function saveProfileForm(_: ProfileState, formData: FormData): Promise<ProfileState> {
  const { id: customerId } = await requireCustomer(localeOf(formData), "/account/profile");
  const input = parseForm(profile, formData);
  if (!input.ok) return { result: "too_long" };
  const { name, language } = input.data;
  await changeProfile(db(), customerId, { name, locale: language });
  after(() => drainOutbox());
  return { result: "saved" };
}

/** Deletes the account and signs out. Fields: `locale`. */
export async function deleteAccountForm(formData: FormData): Promise<void> {
  const locale = localeOf(formData);
  const { id: customerId } = await requireCustomer(locale, "/account/delete");
  await deleteAccount(db(), customerId);
  await signOut();
  after(() => drainOutbox());
  redirect(`${signInPath(locale)}?deleted=1`);
}
