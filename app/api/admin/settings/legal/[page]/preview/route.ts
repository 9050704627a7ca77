import { z } from "zod";
import { legalTrial, readTypedLegal } from "@/lib/desk/words/legal-form.server";
import { longJson } from "@/lib/http/body-reader";
import { LEGAL_PAGES } from "@/lib/legal/pages";
import { deskTrial } from "@/lib/staff/desk-route.server";

/** What was typed -> `{ title, html }`, as the page would show it. */
export const POST = deskTrial(
  {
    right: "settings.edit",
    params: z.object({ page: z.enum(LEGAL_PAGES) }),
    body: longJson(legalTrial),
  },
  async ({ body, locale }) => {
    const read = readTypedLegal(body, locale);
    return read.ok ? { ok: true, title: read.shown.title, html: read.shown.html } : read;
  },
);
