import { z } from "zod";

/** The parameter of addresses that are about one approval. */
export const approvalParams = z.object({
  approvalId: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
});
