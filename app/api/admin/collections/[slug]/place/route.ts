import { placeCollection } from "@/lib/desk/lists/collections.server";
import { listParams, placeBody } from "@/lib/desk/lists/list-form";
import { refuseList } from "@/lib/desk/lists/list-refusal.server";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Moves a collection by one place. */
export const POST = deskChange(
  {
    right: "goods.edit",
    action: "collection.place",
    params: listParams,
    body: json(placeBody),
    about: ({ params }) => ({ kind: "collection", id: params.slug }),
  },
  async ({ params, body, locale }) => {
    const placed = await placeCollection(params.slug, body.step);
    if (!placed.ok) return refuseList(placed, locale);
    return { ok: true, after: body };
  },
);
