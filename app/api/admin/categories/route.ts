import { renewTags } from "@/lib/catalog/revalidate.server";
import { CATEGORIES_TAG } from "@/lib/catalog/tags";
import { addCategory, newCategoryBody } from "@/lib/desk/lists/categories.server";
import { refuseList } from "@/lib/desk/lists/list-refusal.server";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

/** Makes a category. */
export const POST = deskChange(
  {
    right: "goods.edit",
    action: "category.save",
    body: json(newCategoryBody),
    about: ({ body }) => ({ kind: "category", id: body.name }),
  },
  async ({ body, locale }) => {
    const made = await addCategory(body);
    if (!made.ok) return refuseList(made, locale);
    renewTags([CATEGORIES_TAG]);
    const { slug, after } = made;
    return { ok: true, after, answer: { slug } };
  },
);
