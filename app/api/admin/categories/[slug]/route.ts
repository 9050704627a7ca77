import { renewTags } from "@/lib/catalog/revalidate.server";
import { CATEGORIES_TAG, listTag } from "@/lib/catalog/tags";
import { categoryForm, deleteCategory, saveCategory } from "@/lib/desk/lists/categories.server";
import { listParams } from "@/lib/desk/lists/list-form";
import { refuseList } from "@/lib/desk/lists/list-refusal.server";
import { longJson } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

// Another place in the tree changes the lists of all goods below.
export const maxDuration = 60;

/** Saves a category: its words, its address, and where it stands. */
export const PUT = deskChange(
  {
    right: "goods.edit",
    action: "category.save",
    params: listParams,
    body: longJson(categoryForm),
    logged: ({ seen: _, ...form }) => ({ fields: Object.keys(form) }),
    about: ({ params }) => ({ kind: "category", id: params.slug }),
  },
  async ({ params, body, locale }) => {
    const saved = await saveCategory(params.slug, body);
    if (!saved.ok) return refuseList(saved, locale);
    const { slug, before, after } = saved;
    renewTags([CATEGORIES_TAG, ...[params.slug, slug].map((one) => listTag(`category:${one}`))]);
    return { ok: true, before, after, answer: { slug } };
  },
);

/** Deletes a category without goods and without others below. */
export const DELETE = deskChange(
  {
    right: "goods.edit",
    action: "category.remove",
    params: listParams,
    body: "none",
    about: ({ params }) => ({ kind: "category", id: params.slug }),
  },
  async ({ params, locale }) => {
    const removed = await deleteCategory(params.slug);
    if (!removed.ok) return refuseList(removed, locale);
    renewTags([CATEGORIES_TAG]);
    return { ok: true, before: removed.before };
  },
);
