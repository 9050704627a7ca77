import { deskChange } from "@/lib/staff/desk-route.server";
import { makeRecoveryCodes } from "@/lib/staff/second-factor.server";

export const maxDuration = 60;

/** `{ codes }`: ten new recovery codes of one's own, which can be read only in this answer. The earlier ones end. */
export const POST = deskChange(
  {
    right: "own",
    action: "staff.recovery_codes",
    body: "none",
    about: ({ staff }) => ({ kind: "staff", id: staff.id }),
  },
  async ({ staff }) => {
    const codes = await makeRecoveryCodes(staff.id);
    return codes ? { ok: true, answer: { codes } } : { ok: false, code: "no_second_factor" };
  },
);
