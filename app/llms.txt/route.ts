import { llmsText } from "@/lib/discovery/llms-text.server";
import { markdownResponse } from "@/lib/http/markdown-response";
import { route } from "@/lib/routes/route.server";

/** What the shop is and how to read it, for programs that read pages for people. */
export const GET = route({ from: "anyone", body: "none", owner: "nobody", limit: "none" }, async () =>
  markdownResponse(await llmsText()),
);
