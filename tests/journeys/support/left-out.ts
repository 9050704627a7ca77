import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";
import { targetOfJourneys } from "./target";

const FOLDER = "tests/journeys";

/** Says at the end what a target did not let the journeys try. */
export default class LeftOut implements Reporter {
  private readonly why = new Map<string, number>();

  onTestEnd({ annotations }: TestCase, result: TestResult): void {
    if (result.status !== "skipped") return;
    const needs = [...annotations, ...result.annotations].find(({ description }) =>
      description?.startsWith("needs "),
    )?.description;
    if (needs) this.why.set(needs, (this.why.get(needs) ?? 0) + 1);
  }

  onEnd(): void {
    const target = targetOfJourneys();
    if (target.kind === "deployment") {
      const { files, journeys } = othersThanOfDeployments();
      console.log(
        `left out: ${journeys} journeys in ${files} files, which arrange things in the store's own database`,
      );
      if (target.readOnly) console.log("left out: what changes anything, as --read-only asks");
    }
    const all = [...this.why.values()].reduce((sum, count) => sum + count, 0);
    if (all > 0) console.log(`left out: ${all} journeys that need what is not there`);
    for (const [needs, count] of [...this.why].sort((a, b) => b[1] - a[1]))
      console.log(`  ${count} × ${needs}`);
  }
}

/** As the files have them; one that is made for each of a list counts once. */
function othersThanOfDeployments(): { files: number; journeys: number } {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".spec.ts") && !file.startsWith("deployment"),
  );
  const texts = files.map((file) => readFileSync(join(FOLDER, file), "utf8"));
  const journeys = texts.reduce((sum, text) => sum + (text.match(/^\s*test\(/gm)?.length ?? 0), 0);
  return { files: files.length, journeys };
}
