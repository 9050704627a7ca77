import { z } from "zod";
import { printPicks } from "@/lib/desk/picking/print-picks.server";
import { bulkNumbers } from "@/lib/desk/sending/bulk-numbers";
import { deskRead } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

const query = z.object({ numbers: bulkNumbers });

/** `?numbers=` -> a PDF: what is taken from the shelves for these orders, and what goes into each. */
export const GET = deskRead({ right: "orders.send", query }, async ({ request, locale }) => {
  const { numbers } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  return new Response(new Uint8Array(await printPicks(numbers, locale)), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": 'inline; filename="picks.pdf"',
      "Cache-Control": "no-store",
    },
  });
});
