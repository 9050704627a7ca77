import { fetchBooksShortly } from "@/lib/desk/books/fetch-shortly.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Reads on in Stripe's lists, for a short time. `isWhole` is false when more is left, which rounds read. */
export const POST = deskChange(
  {
    right: "books.repair",
    action: "books.fetch",
    body: "none",
    about: () => ({ kind: "books", id: "books" }),
  },
  async () => {
    const fetched = await fetchBooksShortly();
    if (fetched === "stripe_unavailable") return { ok: false, code: fetched };
    return { ok: true, after: fetched, answer: fetched };
  },
);
