import "server-only";
import { describeError } from "@/lib/base/describe-error";
import { EnvError } from "@/lib/config/env";
import { checkCatalogue } from "./catalogue.server";
import { checkCron } from "./cron.server";
import { checkDatabase } from "./database.server";
import { checkDemonstration } from "./demonstration.server";
import { checkDeskSettings } from "./desk-settings.server";
import { type Finding, wrong } from "./finding";
import { checkLegal } from "./legal.server";
import { checkMail } from "./mail.server";
import { checkOnline } from "./online.server";
import { checkPictures } from "./pictures.server";
import { checkPreview } from "./preview-access.server";
import { checkSettings } from "./settings";
import { checkKeys } from "./stripe-keys.server";
import { checkEndpoint } from "./webhook-endpoints";

type Check = {
  look: () => Promise<Finding[]>;
  /** It needs the database to be right. */
  reads?: true;
  /** It asks the store that is online, so that store does not do it itself. */
  fromOutside?: true;
};

export const DOCTOR_SUBJECTS = [
  "Settings",
  "Database",
  "Desk",
  "Stripe",
  "Preview",
  "Webhooks",
  "Online",
  "E-mails",
  "Cron",
  "Catalogue",
  "Pictures",
  "Demonstration",
  "Legal texts",
] as const;
type DoctorSubject = (typeof DOCTOR_SUBJECTS)[number];

const CHECKS: Record<DoctorSubject, Check> = {
  Settings: { look: async () => checkSettings() },
  Database: { look: checkDatabase },
  Desk: { look: checkDeskSettings, reads: true },
  Stripe: { look: checkKeys },
  Preview: { look: checkPreview },
  Webhooks: { look: checkEndpoint },
  Online: { look: checkOnline, fromOutside: true },
  "E-mails": { look: checkMail },
  Cron: { look: checkCron, reads: true },
  Catalogue: { look: checkCatalogue, reads: true },
  Pictures: { look: checkPictures, reads: true },
  Demonstration: { look: checkDemonstration, reads: true },
  "Legal texts": { look: checkLegal },
};

export type DoctorFinding = Finding & { subject: DoctorSubject };

/** Findings of one subject after the other. Changes nothing. `inside`: asked by the store that is examined. */
export async function* examine(
  subjects: readonly DoctorSubject[],
  { inside }: { inside: boolean },
): AsyncGenerator<DoctorFinding> {
  let databaseFailed = false;
  for (const subject of DOCTOR_SUBJECTS) {
    const { look, reads, fromOutside } = CHECKS[subject];
    if (!subjects.includes(subject) || (inside && fromOutside) || (reads && databaseFailed)) continue;
    for (const finding of await findingsOf(look)) {
      yield { ...finding, subject };
      if (subject === "Database" && finding.state === "wrong") databaseFailed = true;
    }
  }
}

async function findingsOf(look: Check["look"]): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    // Settings are missing, which their own check reports.
    if (error instanceof EnvError) return [];
    const what = `could not be checked: ${describeError(error)}`;
    return [wrong("check_failed", what, "put right what is wrong above, then ask again")];
  }
}
