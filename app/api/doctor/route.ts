import { z } from "zod";
import { DOCTOR_SUBJECTS, type DoctorFinding, examine } from "@/lib/doctor/examine.server";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

const query = z.object({
  subjects: z
    .string()
    .transform((list) => list.split(","))
    .pipe(z.array(z.enum(DOCTOR_SUBJECTS)).min(1))
    .default([...DOCTOR_SUBJECTS]),
});

/** What `npm run doctor` says, from inside the store that is online: each finding with its state, and with code and fix when it is wrong. Changes nothing. */
export const GET = route(
  { from: "cron", query, body: "none", owner: "nobody", limit: "none" },
  async ({ query: { subjects } }) => {
    const findings: DoctorFinding[] = [];
    for await (const finding of examine(subjects, { inside: true })) findings.push(finding);
    const { length: wrong } = findings.filter(({ state }) => state === "wrong");
    return { ok: true, wrong, findings };
  },
);
