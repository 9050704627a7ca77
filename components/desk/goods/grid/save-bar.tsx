import type { Ref } from "react";
import { ChangeLines } from "../change-lines";
import type { Edits } from "./cells";
import type { useGridSave } from "./use-grid-save";

export type SaveTexts = Record<
  | "summary"
  | "nothing"
  | "check"
  | "save"
  | "discard"
  | "edit"
  | "willChange"
  | "atStripe"
  | "noChange"
  | "nothingAtStripe"
  | "others"
  | "progress"
  | "savedCount"
  | "refused"
  | "later",
  string
>;

type Props = {
  ref: Ref<HTMLDivElement>;
  edits: Edits;
  names: Readonly<Record<string, string>>;
  saving: ReturnType<typeof useGridSave>;
  onDiscard: () => void;
  texts: SaveTexts;
};

/** What will be saved: first that something is, then what it changes here and at Stripe, then that it is done. */
export function SaveBar({ ref, edits, names, saving, onDiscard, texts }: Props) {
  const { looks, refusals, progress, outcome } = saving;
  const all = Object.values(edits);
  const count = (text: string, number: number) => text.replace("{count}", String(number));
  const cells = all.reduce((sum, { fields }) => sum + Object.keys(fields).length, 0);
  const found = Object.entries(looks ?? {});
  const refused = Object.keys(refusals).length;
  return (
    <div
      ref={ref}
      tabIndex={-1}
      className="sticky bottom-0 z-30 mt-4 grid gap-3 border-t border-line bg-ground py-3"
    >
      {found.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled has to be reached with the keyboard
        <div role="status" tabIndex={0} className="grid max-h-56 gap-3 overflow-y-auto">
          {found.map(([id, { changes, steps, others }]) => (
            <div key={id}>
              <p className="font-medium">{names[id]}</p>
              <div className="grid gap-x-6 sm:grid-cols-2">
                <ChangeLines title={texts.willChange} lines={changes} none={texts.noChange} />
                <ChangeLines title={texts.atStripe} lines={steps} none={texts.nothingAtStripe} />
                {others.length > 0 && <ChangeLines title={texts.others} lines={others} none="" />}
              </div>
            </div>
          ))}
        </div>
      )}
      {refused > 0 && (
        <p role="alert" className="text-bad">
          {count(texts.refused, refused)}
        </p>
      )}
      {outcome && outcome.saved > 0 && (
        <p role="status" className="text-good">
          {count(texts.savedCount, outcome.saved)}
        </p>
      )}
      {outcome?.later[0] && (
        <p role="status" className="text-warn">
          {texts.later.replace("{reason}", outcome.later[0])}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <p role="status" className="figures">
          {progress
            ? texts.progress.replace("{done}", String(progress.done)).replace("{all}", String(progress.all))
            : all.length === 0
              ? texts.nothing
              : texts.summary.replace("{products}", String(all.length)).replace("{cells}", String(cells))}
        </p>
        {all.length > 0 && (
          <div className="ml-auto flex flex-wrap gap-2">
            <button type="button" className="desk-button" disabled={progress !== null} onClick={onDiscard}>
              {texts.discard}
            </button>
            {looks && found.length > 0 ? (
              <button
                type="button"
                data-kind="primary"
                className="desk-button"
                disabled={progress !== null}
                onClick={() => saving.save(looks)}
              >
                {count(texts.save, found.length)}
              </button>
            ) : (
              <button
                type="button"
                data-kind="primary"
                className="desk-button"
                disabled={progress !== null}
                onClick={() => saving.check(edits)}
              >
                {texts.check}
              </button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
