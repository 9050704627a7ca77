import { z } from "zod";
import { routing } from "@/i18n/routing";
import { nextPath } from "./next-path";

/** The fields every sign-in form has. A `next` that leads out of the store counts as none. */
export const commonFields = {
  locale: z.enum(routing.locales),
  next: z
    .string()
    .default("")
    .transform((value) => nextPath(value) ?? ""),
};

/** A code as it is typed: people copy spaces along. */
export const codeField = z
  .string()
  .max(100)
  .transform((value) => value.replace(/\D/g, ""));
