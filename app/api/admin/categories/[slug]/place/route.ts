import { renewTags } from "@/lib/catalog/revalidate.server";
import { CATEGORIES_TAG } from "@/lib/catalog/tags";
import { placeCategory } from "@/lib/desk/lists/categories.server";
import { listParams, placeBody } from "@/lib/desk/lists/list-form";
import { refuseList } from "@/lib/desk/lists/list-refusal.server";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Moves a category by one place among those beside it. */
export const POST = deskChange(
  {
    right: "goods.edit",
    action: "category.place",
    params: listParams,
    body: json(placeBody),
    about: ({ params }) => ({ kind: "category", id: params.slug }),
  },
  async ({ params, body, locale }) => {
    const placed = await placeCategory(params.slug, body.step);
    if (!placed.ok) return refuseList(placed, locale);
    renewTags([CATEGORIES_TAG]);
    return { ok: true, after: body };
  },
);
