import { viewParams } from "@/lib/desk/orders/inputs";
import { deleteView } from "@/lib/desk/orders/views.server";
import { deskChange } from "@/lib/staff/desk-route.server";

/** One's own view is gone, or one for everybody. */
export const DELETE = deskChange(
  {
    right: "orders.read",
    action: "order.delete_view",
    params: viewParams,
    body: "none",
    about: ({ staff }) => ({ kind: "staff", id: staff.id }),
  },
  async ({ params, staff }) => deleteView(staff.id, params.viewId),
);
