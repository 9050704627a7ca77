import { CallOutcome } from "../call-outcome";
import type { Refusal } from "../use-desk-call";

type Props = {
  texts: Record<"look" | "save" | "saved", string>;
  look: () => void;
  refusal: Refusal | null;
  isBusy: boolean;
  isSaved: boolean;
};

/** The two buttons of a form that can be looked at first, and what came of them. */
export function TriedFormFoot({ texts, look, refusal, isBusy, isSaved }: Props) {
  return (
    <>
      <div className="flex flex-wrap gap-3">
        <button type="button" onClick={look} disabled={isBusy} className="desk-button">
          {texts.look}
        </button>
        <button type="submit" data-kind="primary" disabled={isBusy} className="desk-button">
          {texts.save}
        </button>
      </div>
      <CallOutcome refusal={refusal} saved={isSaved && texts.saved} />
    </>
  );
}
