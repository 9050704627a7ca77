import { dayIn } from "@/lib/base/time-zone";
import { shopSlug, shopTimeZone } from "@/lib/config/shop";
import { exportPerson } from "@/lib/desk/people/export-person.server";
import { personParams } from "@/lib/desk/people/inputs";
import { textStream } from "@/lib/http/text-stream";
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
    const name = `${shopSlug()}-person-${dayIn(new Date(), shopTimeZone())}.json`;
    const answer = textStream(file, "application/json; charset=utf-8", {
      "Cache-Control": "no-store",
      "Content-Disposition": `attachment; filename="${name}"`,
    });
    return { ok: true, answer };
  },
);
