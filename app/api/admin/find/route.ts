import { z } from "zod";
import { findAnything } from "@/lib/desk/find/find-anything.server";
import { deskRead } from "@/lib/staff/desk-route.server";

const query = z.object({ q: z.string().trim().min(1).max(200) });

/** `{ found: [{ href, name, about }] }`: a few orders, goods and people of a text, for the command palette. */
export const GET = deskRead({ right: "own", query }, async ({ request, staff }) => {
  const { q } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  return { ok: true, found: await findAnything(q, staff) };
});
