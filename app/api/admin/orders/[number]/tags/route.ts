import { orderParams, tagBody } from "@/lib/desk/orders/inputs";
import { addTag, removeTag } from "@/lib/desk/orders/notes-and-tags.server";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

/** `{ tag }` -> the order has the tag, also when it had it before. */
export const POST = deskChange(
  {
    right: "orders.edit",
    action: "order.tag",
    params: orderParams,
    body: json(tagBody),
    about: ({ params }) => ({ kind: "order", id: params.number }),
  },
  async ({ params, body, staff }) => addTag([params.number], staff.id, body.tag),
);

/** `{ tag }` -> the order no longer has it. */
export const DELETE = deskChange(
  {
    right: "orders.edit",
    action: "order.untag",
    params: orderParams,
    body: json(tagBody),
    about: ({ params }) => ({ kind: "order", id: params.number }),
  },
  async ({ params, body }) => removeTag(params.number, body.tag),
);
