import { z } from "zod";
import { retryEvents } from "@/lib/desk/failures/retry.server";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

const schema = z.strictObject({
  eventId: z
    .string()
    .regex(/^(evt_\w{1,100})?$/)
    .default(""),
});

/** `{ eventId }`: tries it again; without it all. */
export const POST = deskChange(
  {
    right: "system.retry",
    action: "system.retry_events",
    body: json(schema),
    about: ({ body: { eventId } }) => ({ kind: "system", id: eventId || "events" }),
  },
  async ({ body: { eventId } }) => {
    const due = await retryEvents(eventId === "" ? null : eventId);
    if (eventId !== "" && due === 0) return { ok: false, code: "not_found" };
    return { ok: true, after: { due }, answer: { due } };
  },
);
