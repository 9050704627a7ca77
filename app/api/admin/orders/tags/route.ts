import { tagsBody } from "@/lib/desk/orders/inputs";
import { addTag } from "@/lib/desk/orders/notes-and-tags.server";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

/** `{ numbers, tag }` -> all these orders have the tag, or none when one of them does not exist. */
export const POST = deskChange(
  {
    right: "orders.edit",
    action: "order.tag",
    body: json(tagsBody),
    about: ({ body }) => ({ kind: "order", id: body.numbers.join(" ") }),
  },
  async ({ body, staff }) => addTag(body.numbers, staff.id, body.tag),
);
