import { addCollection, newCollectionBody } from "@/lib/desk/lists/collections.server";
import { refuseList } from "@/lib/desk/lists/list-refusal.server";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

/** Makes a collection, which nobody sees yet. */
export const POST = deskChange(
  {
    right: "goods.edit",
    action: "collection.save",
    body: json(newCollectionBody),
    about: ({ body }) => ({ kind: "collection", id: body.name }),
  },
  async ({ body, locale }) => {
    const made = await addCollection(body);
    if (!made.ok) return refuseList(made, locale);
    const { slug, after } = made;
    return { ok: true, after, answer: { slug } };
  },
);
