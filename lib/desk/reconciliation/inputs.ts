import { z } from "zod";

export const comparisonParams = z.object({
  comparisonId: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
});
