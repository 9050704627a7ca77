import { orderParams } from "@/lib/desk/orders/inputs";
import { answerExport } from "@/lib/desk/people/answer-export.server";
import { exportGuest } from "@/lib/desk/people/export-person.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** All that the store has about who placed the order without an account, as a file for the person. It changes nothing, and is in the log as so much leaves at once. */
export const POST = deskChange(
  {
    right: "people.export",
    action: "person.export",
    params: orderParams,
    body: "none",
    about: ({ params: { number } }) => ({ kind: "order", id: number }),
  },
  async ({ params: { number } }) => {
    const file = await exportGuest(number);
    if (!file) return { ok: false, code: "not_found" };
    return { ok: true, answer: answerExport(file) };
  },
);
