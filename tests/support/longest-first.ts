import { BaseSequencer, type TestSpecification } from "vitest/node";

/** A file that takes long and begins last keeps one core waiting. Vitest knows how long each took only from an earlier run. */
const LONGEST = ["deploying", "locks", "payment-once", "sync-at-once", "elements-attacks", "crash", "edits"];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) =>
      LONGEST.some((name) => moduleId.endsWith(`/${name}.test.ts`));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
