import { z } from "zod";

/** An address as the store keeps it: without spaces around, in lower case. */
export const emailInput = z.string().trim().toLowerCase().max(254).pipe(z.email());
