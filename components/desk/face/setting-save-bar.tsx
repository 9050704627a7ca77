import type { ReactNode } from "react";
import { CallOutcome } from "../call-outcome";
import type { Refusal } from "../use-desk-call";

type Props = {
  texts: Record<"save" | "saved" | "unsaved", string>;
  refusal: Refusal | null;
  isBusy: boolean;
  isSaved: boolean;
  isChanged: boolean;
  children?: ReactNode;
};

/** The button that saves, always in sight, and what came of it. */
export function SettingSaveBar({ texts, refusal, isBusy, isSaved, isChanged, children }: Props) {
  return (
    <div className="sticky bottom-0 z-10 -mx-1 grid gap-1 border-t border-line bg-ground px-1 py-3">
      {children}
      <CallOutcome refusal={refusal} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <button type="submit" data-kind="primary" disabled={isBusy} className="desk-button">
          {texts.save}
        </button>
        {isSaved && !refusal && !isBusy && !isChanged && (
          <p role="status" className="text-good">
            {texts.saved}
          </p>
        )}
        {isChanged && !isBusy && <p className="text-quiet">{texts.unsaved}</p>}
      </div>
    </div>
  );
}
