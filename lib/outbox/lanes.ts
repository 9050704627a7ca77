/**
 * Jobs of one lane need the same thing outside the store, so a mail server that hangs holds up no parcel. The e-mails about a person have a lane of
 * their own, because somebody waits for a sign-in code while thousands of orders may be written to. An effect's lane follows from its name and from
 * whether it is about an order: `jobLane` in `lib/db/schema/outbox.ts`.
 */
export const JOB_LANES = ["person_email", "email", "shipping", "stripe", "catalog"] as const;

export type JobLane = (typeof JOB_LANES)[number];
