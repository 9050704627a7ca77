import { isLiveKey } from "@/lib/base/live-key";
import { env } from "@/lib/config/env";
import { legalDrafts } from "@/lib/legal/legal-page.server";
import { type Finding, note, right, wrong } from "./finding";

/** A draft is no fault of a store that nobody can pay in yet. */
export async function checkLegal(): Promise<Finding[]> {
  const drafts = legalDrafts();
  if (drafts.length === 0) return [right("no text under content/legal is a draft")];
  const what = `${drafts.length} texts under content/legal are drafts that a lawyer must read: ${drafts.join(", ")}`;
  return [
    isLiveKey(env().STRIPE_SECRET_KEY)
      ? wrong("legal_drafts", what, "take the line draft: true out of each text once it is right")
      : note(what),
  ];
}
