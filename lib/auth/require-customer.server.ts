import "server-only";
import { redirect } from "next/navigation";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import type { Customer } from "@/lib/model/customer";
import { signInPath } from "./paths";
import { readCustomer } from "./read-sign-in.server";

export async function requireCustomer(locale: Locale, path: string): Promise<Customer> {
  const customer = await readCustomer();
  if (!customer) redirect(signInPath(locale, { next: localPath(locale, path) }));
  return customer;
}
