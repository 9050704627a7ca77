import "server-only";
import { outdatedOwnTexts } from "@/i18n/texts.server";
import { problemsWith } from "@/lib/config/env";
import { laidOver } from "@/lib/config/laid-over";
import { shopProblemsWith } from "@/lib/config/shop";
import { unreadableLegal } from "@/lib/legal/legal-page.server";
import { freshSettings } from "@/lib/settings/current.server";
import { type Finding, right, wrong } from "./finding";

/** Whether what was set in the desk is in force: this version of the store passes over what it can't read. */
export async function checkDeskSettings(): Promise<Finding[]> {
  await freshSettings();
  const { shop, variables } = laidOver();
  const fields = Object.keys(shop).length > 0 ? shopProblemsWith(shop).map(({ path }) => path) : [];
  const names = Object.keys(variables).length > 0 ? problemsWith(variables).map(({ name }) => name) : [];
  const impossible = [...fields, ...names];
  const texts = [...outdatedOwnTexts(), ...unreadableLegal()];
  const findings = [
    ...(impossible.length > 0
      ? [
          wrong(
            "desk_settings",
            `what was set in the desk is not in force, as this version of the store can't take ${impossible.join(", ")}`,
            "open that part of the desk's settings and save it anew, or go back to the files there",
          ),
        ]
      : []),
    ...(texts.length > 0
      ? [
          wrong(
            "own_texts",
            `texts that were written in the desk no longer fit, and the files' stand in for them: ${texts.join(", ")}`,
            "write them anew in the desk, or empty them there",
          ),
        ]
      : []),
  ];
  return findings.length > 0 ? findings : [right("what was set in the desk is in force")];
}
