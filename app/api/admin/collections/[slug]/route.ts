import { renewTags } from "@/lib/catalog/revalidate.server";
import { listTag } from "@/lib/catalog/tags";
import { collectionForm, deleteCollection, saveCollection } from "@/lib/desk/lists/collections.server";
import { listParams } from "@/lib/desk/lists/list-form";
import { refuseList } from "@/lib/desk/lists/list-refusal.server";
import { longJson } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

// Another rule looks at all goods.
export const maxDuration = 60;

/** Saves a collection: its words, its address, and which goods are in it. */
export const PUT = deskChange(
  {
    right: "goods.edit",
    action: "collection.save",
    params: listParams,
    body: longJson(collectionForm),
    logged: ({ seen: _, ...form }) => ({ fields: Object.keys(form) }),
    about: ({ params }) => ({ kind: "collection", id: params.slug }),
  },
  async ({ params, body, locale }) => {
    const saved = await saveCollection(params.slug, body);
    if (!saved.ok) return refuseList(saved, locale);
    const { slug, before, after } = saved;
    renewTags([params.slug, slug].map((one) => listTag(`collection:${one}`)));
    return { ok: true, before, after, answer: { slug } };
  },
);

/** Deletes a collection; its goods stay. */
export const DELETE = deskChange(
  {
    right: "goods.edit",
    action: "collection.remove",
    params: listParams,
    body: "none",
    about: ({ params }) => ({ kind: "collection", id: params.slug }),
  },
  async ({ params, locale }) => {
    const removed = await deleteCollection(params.slug);
    if (!removed.ok) return refuseList(removed, locale);
    renewTags([listTag(`collection:${params.slug}`)]);
    return { ok: true, before: removed.before };
  },
);
