import { z } from "zod";
import { findAnything } from "@/lib/desk/find/find-anything.server";
import { deskRead } from "@/lib/staff/desk-route.server";

const typed = z.string().trim().min(1).max(200).nullable().catch(null);

/** `{ found: [{ href, name, about, group }] }`: a few orders, goods and people of `?q=`, for the command palette. */
export const GET = deskRead({ right: "own" }, async ({ request, staff }) => {
  const q = typed.parse(new URL(request.url).searchParams.get("q"));
  return { ok: true, found: q === null ? [] : await findAnything(q, staff) };
});
