import { z } from "zod";
import { printPicks } from "@/lib/desk/picking/print-picks.server";
import { bulkNumbers } from "@/lib/desk/sending/bulk-numbers";
import { wrongFields } from "@/lib/http/body";
import { deskRead } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

const query = z.object({ numbers: z.string().optional() });

/** `?numbers=` -> a PDF: what is taken from the shelves for these orders, and what goes into each. */
export const GET = deskRead({ right: "orders.send", query }, async ({ request, locale }) => {
  const asked = bulkNumbers.safeParse(new URL(request.url).searchParams.get("numbers"));
  if (!asked.success) return { ok: false, code: "invalid_request", ...wrongFields(asked.error) };
  return new Response(new Uint8Array(await printPicks(asked.data, locale)), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": 'inline; filename="picks.pdf"',
      "Cache-Control": "no-store",
    },
  });
});
