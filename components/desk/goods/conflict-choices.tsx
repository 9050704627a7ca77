"use client";

import { z } from "zod/mini";

/** A field that two have changed differently, in words. */
const conflict = z.object({
  key: z.string(),
  version: z.string(),
  /** Nothing can be kept of it. */
  isGone: z.boolean(),
  what: z.string(),
  before: z.nullable(z.string()),
  mine: z.string(),
  theirs: z.string(),
  /** Who has changed it, and when. */
  by: z.string(),
});

const refused = z.object({ error: z.object({ conflicts: z.array(conflict) }) });

export type ShownConflict = z.output<typeof conflict>;

/** Those of a refusal; none where it is about something else. */
export function conflictsOf(answer: unknown): ShownConflict[] {
  const read = refused.safeParse(answer);
  return read.success ? read.data.error.conflicts : [];
}

/** A choice is of the conflict that was shown, and of no later one in the same field. */
export type Choice = "mine" | "theirs";

/** What the form says of conflicts: `mine` over the version that was shown, and `theirs`. */
export function chosen(conflicts: readonly ShownConflict[], choices: Readonly<Record<string, Choice>>) {
  const of = (choice: Choice) => conflicts.filter(({ key }) => choices[key] === choice);
  return {
    mine: Object.fromEntries(of("mine").map(({ key, version }) => [key, version])),
    theirs: of("theirs").map(({ key }) => key),
  };
}

type Props = {
  conflicts: readonly ShownConflict[];
  choices: Readonly<Record<string, Choice>>;
  onChoose: (key: string, choice: Choice) => void;
  texts: Record<"legend" | "was" | "mine" | "theirs" | "theirsGone", string>;
};

/** For each conflict which value stays. Nothing is chosen beforehand, and the form is not sent again without a choice. */
export function ConflictChoices({ conflicts, choices, onChoose, texts }: Props) {
  return conflicts.map(({ key, what, before, mine, theirs, by, isGone }) => {
    const option = (choice: Choice, text: string) => (
      <label className="flex items-start gap-3 py-1 whitespace-pre-line [overflow-wrap:anywhere]">
        <input
          type="radio"
          name={`choice ${key}`}
          required
          checked={choices[key] === choice}
          onChange={() => onChoose(key, choice)}
          className="mt-1 size-4 shrink-0"
        />
        <span>{text}</span>
      </label>
    );
    const other = isGone ? texts.theirsGone : texts.theirs;
    return (
      <fieldset key={key} className="grid min-w-0 gap-1 rounded-xl border border-line p-3">
        <legend className="px-1 font-medium">{texts.legend.replace("{what}", what)}</legend>
        {before !== null && (
          <p className="text-quiet whitespace-pre-line [overflow-wrap:anywhere]">
            {texts.was.replace("{before}", () => before)}
          </p>
        )}
        {!isGone &&
          option(
            "mine",
            texts.mine.replace("{mine}", () => mine),
          )}
        {option(
          "theirs",
          other.replace("{by}", () => by).replace("{theirs}", () => theirs),
        )}
      </fieldset>
    );
  });
}
