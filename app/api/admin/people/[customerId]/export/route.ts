import { answerExport } from "@/lib/desk/people/answer-export.server";
import { exportPerson } from "@/lib/desk/people/export-person.server";
import { personParams } from "@/lib/desk/people/inputs";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** All that the store has about the account, as a file for the person. It changes nothing, and is in the log as so much leaves at once. */
export const POST = deskChange(
  {
    right: "people.export",
    action: "person.export",
    params: personParams,
    body: "none",
    about: ({ params: { customerId } }) => ({ kind: "person", id: customerId }),
  },
  async ({ params: { customerId } }) => {
    const file = await exportPerson(customerId);
    if (!file) return { ok: false, code: "not_found" };
    return { ok: true, answer: answerExport(file) };
  },
);
