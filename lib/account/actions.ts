"use server";
import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { type Locale, routing } from "@/i18n/routing";
import { signInPath } from "@/lib/auth/paths";
import { readCustomer } from "@/lib/auth/read-sign-in.server";
import { localPath } from "@/lib/base/i18n-path";
import type { CustomerId } from "@/lib/base/ids";
import { storableText } from "@/lib/base/storable-text";
import { localeOf } from "@/lib/cart/input";
import { type AddressField, type AddressProblem, parseAddress } from "@/lib/customers/address-input";
import { makeDefaultAddress, removeAddress, saveAddress } from "@/lib/customers/addresses.server";
import { changeProfile, deleteAccount } from "@/lib/customers/profile.server";
import { db } from "@/lib/db/client";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { signOut } from "./sign-in-and-out.server";

export type AddressState = {
  problems: Partial<Record<AddressField, AddressProblem>>;
  full?: boolean;
  /** What was typed, to show again. */
  values: Record<string, string>;
};

export type ProfileState = { result: "saved" | "too_long" | null };

/** Fields: those of `addressInput`, `locale`, and `id` to change one. Goes back to the list when it is saved. */
export async function saveAddressForm(_: AddressState, formData: FormData): Promise<AddressState> {
  const locale = localeOf(formData);
  const customerId = await signedIn(locale, "/account/addresses");
  const values = textFields(formData);
  const form = parseAddress(values);
  if (!form.ok) return { problems: form.problems, values };
  const saved = await saveAddress(db(), customerId, values.id || null, form.data);
  if (!saved.ok && saved.code === "address_book_full") return { problems: {}, full: true, values };
  redirect(localPath(locale, "/account/addresses"));
}

/** Fields: `id`, `locale`. */
export async function removeAddressForm(formData: FormData): Promise<void> {
  const locale = localeOf(formData);
  const customerId = await signedIn(locale, "/account/addresses");
  await removeAddress(db(), customerId, textFields(formData).id ?? "");
  redirect(localPath(locale, "/account/addresses"));
}

/** Fields: `id`, `locale`. */
export async function makeDefaultForm(formData: FormData): Promise<void> {
  const locale = localeOf(formData);
  const customerId = await signedIn(locale, "/account/addresses");
  await makeDefaultAddress(db(), customerId, textFields(formData).id ?? "");
  redirect(localPath(locale, "/account/addresses"));
}

const profile = z.object({ name: z.string().trim().max(200), language: z.enum(routing.locales) });

/** Fields: `name`, `language`, `locale`. */
export async function saveProfileForm(_: ProfileState, formData: FormData): Promise<ProfileState> {
  const customerId = await signedIn(localeOf(formData), "/account/profile");
  const input = profile.safeParse(textFields(formData));
  if (!input.success) return { result: "too_long" };
  const { name, language } = input.data;
  await changeProfile(db(), customerId, { name, locale: language });
  after(() => drainOutbox());
  return { result: "saved" };
}

/** Fields: `locale`. */
export async function deleteAccountForm(formData: FormData): Promise<void> {
  const locale = localeOf(formData);
  const customerId = await signedIn(locale, "/account/delete");
  await deleteAccount(db(), customerId);
  await signOut();
  after(() => drainOutbox());
  redirect(`${signInPath(locale)}?deleted=1`);
}

/** Whoever is signed in; somebody whose sign-in has ended meanwhile leads to the sign-in page and back. */
async function signedIn(locale: Locale, path: string): Promise<CustomerId> {
  const customer = await readCustomer();
  if (!customer) redirect(signInPath(locale, { next: localPath(locale, path) }));
  return customer.id;
}

function textFields(formData: FormData): Record<string, string> {
  const entries = [...formData].flatMap(([name, value]) =>
    typeof value === "string" && !name.startsWith("$") ? [[name, storableText(value)] as const] : [],
  );
  return Object.fromEntries(entries);
}
