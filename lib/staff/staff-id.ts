import { z } from "zod";
import type { StaffId } from "@/lib/base/ids";

/** The parameter of addresses that are about one of the staff. */
export const staffParams = z.object({
  staffId: z
    .string()
    .max(60)
    .transform((id) => id as StaffId),
});
