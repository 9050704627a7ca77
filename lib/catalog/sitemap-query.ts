import { z } from "zod";
import { isSlug } from "./slug";

/** Of a file of the sitemap: the id after which it begins. */
export const sitemapQuery = z.object({ after: z.string().refine(isSlug).default("") });
