import { viewBody } from "@/lib/desk/orders/inputs";
import { saveView } from "@/lib/desk/orders/views.server";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

/** `{ name, query, shared? }` -> the filter is saved under the name; one's own view of this name is replaced. */
export const POST = deskChange(
  {
    right: "orders.read",
    action: "order.save_view",
    body: json(viewBody),
    about: ({ staff }) => ({ kind: "staff", id: staff.id }),
  },
  async ({ body, staff }) => saveView(staff.id, body),
);
