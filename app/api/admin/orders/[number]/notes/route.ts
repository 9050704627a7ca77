import { noteBody, orderParams } from "@/lib/desk/orders/inputs";
import { addNote } from "@/lib/desk/orders/notes-and-tags.server";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

/** `{ note }` -> the order has one more note. */
export const POST = deskChange(
  {
    right: "orders.edit",
    action: "order.note",
    params: orderParams,
    body: json(noteBody),
    about: ({ params }) => ({ kind: "order", id: params.number }),
  },
  async ({ params, body, staff }) => addNote(params.number, staff.id, body.note),
);
