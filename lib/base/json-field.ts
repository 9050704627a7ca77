import { z } from "zod";

/**
 * A field of a form that holds JSON; what it has to be is for the schema behind it. @param most characters
 */
export const jsonField = (most: number) =>
  z
    .string()
    .max(most)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: "custom", message: "not JSON" });
        return z.NEVER;
      }
    });
