import { z } from "zod";

/** As many as a page of the list can choose, and a few more. */
export const MOST_AT_ONCE = 200;

const number = z
  .string()
  .trim()
  .min(1)
  .max(20)
  .refine((value) => !/[\0\p{Surrogate}]/u.test(value));

/** Numbers of orders, each once: a list, or with commas between as a form sends them. */
export const bulkNumbers = z
  .union([
    z.array(number),
    z
      .string()
      .max(MOST_AT_ONCE * 21)
      .transform((text) =>
        text
          .split(",")
          .map((one) => one.trim())
          .filter(Boolean),
      )
      .pipe(z.array(number)),
  ])
  .transform((numbers) => [...new Set(numbers)])
  .refine((numbers) => numbers.length > 0 && numbers.length <= MOST_AT_ONCE);
