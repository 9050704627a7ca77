import type { Refusal } from "./use-desk-call";

type Props = {
  refusal: Refusal | null;
  /** What is told once it is saved; nothing while it is not. */
  saved?: string | false | undefined;
  className?: string;
};

/** What came of a call: why it was refused, which may have several lines, or that it is saved. */
export function CallOutcome({ refusal, saved, className = "" }: Props) {
  if (refusal)
    return (
      <p role="alert" className={`whitespace-pre-line text-bad [overflow-wrap:anywhere] ${className}`}>
        {refusal.message}
      </p>
    );
  return (
    saved && (
      <p role="status" className={`text-good ${className}`}>
        {saved}
      </p>
    )
  );
}
