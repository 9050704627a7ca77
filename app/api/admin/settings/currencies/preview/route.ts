import { z } from "zod";
import { readCurrencies } from "@/lib/desk/settings/currency-form.server";
import { currencyRows } from "@/lib/desk/settings/currency-rows";
import { tryCurrencies } from "@/lib/desk/settings/currency-trial.server";
import { json } from "@/lib/http/body-reader";
import { deskTrial } from "@/lib/staff/desk-route.server";

/** `{ list }` -> `{ changes, notes, goods }`: what a list of currencies would change, and what some goods would cost by it. */
export const POST = deskTrial(
  { right: "settings.edit", body: json(z.strictObject({ list: currencyRows })) },
  async ({ body, locale }) => {
    const read = readCurrencies(body.list, locale);
    return read.ok ? { ok: true, ...(await tryCurrencies(read.list, locale)) } : read;
  },
);
