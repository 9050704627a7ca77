import { z } from "zod";
import { routing } from "@/i18n/routing";
import { nextPath } from "./next-path";

/** Fields of every sign-in form. A `next` outside of the store counts as none. */
export const commonFields = {
  locale: z.enum(routing.locales),
  next: z
    .string()
    .default("")
    .transform((value) => nextPath(value) ?? ""),
};

export const codeField = z
  .string()
  .max(100)
  .transform((value) => value.replace(/\D/g, ""));
