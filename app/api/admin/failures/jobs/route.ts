import { z } from "zod";
import { retryJobs } from "@/lib/desk/failures/retry.server";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

const schema = z.strictObject({
  jobId: z
    .string()
    .regex(/^\d{0,15}$/)
    .default(""),
});

/** `{ jobId }`: tries it again; without it all. */
export const POST = deskChange(
  {
    right: "system.retry",
    action: "system.retry_jobs",
    body: json(schema),
    about: ({ body: { jobId } }) => ({ kind: "system", id: jobId || "jobs" }),
  },
  async ({ body: { jobId } }) => {
    const due = await retryJobs(jobId === "" ? null : Number(jobId));
    if (jobId !== "" && due === 0) return { ok: false, code: "not_found" };
    return { ok: true, after: { due }, answer: { due } };
  },
);
