import { z } from "zod";

/** As many as a page of the list can choose, and a few more. */
const MOST = 200;

/** Numbers of orders with commas between, as a form sends them. */
export const bulkNumbers = z
  .string()
  .max(MOST * 21)
  .transform((text) => [...new Set(text.split(",").map((one) => one.trim()))].filter(Boolean))
  .refine((numbers) => numbers.length > 0 && numbers.length <= MOST);
