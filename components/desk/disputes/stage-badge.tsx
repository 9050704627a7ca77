import type { Translator } from "@/i18n/texts.server";
import type { DisputeStage } from "@/lib/lifecycle/dispute-stage";
import { Badge, type Tone } from "../badge";

const TONES: Record<DisputeStage, Tone> = {
  inquiry: "warn",
  open: "bad",
  won: "good",
  lost: "bad",
  closed: "neutral",
};

type Props = { stage: DisputeStage; status: string; t: Translator<"disputes"> };

/** Where a dispute is: open ones say whether the bank has the answer. */
export function StageBadge({ stage, status, t }: Props) {
  const isAnswered = status === "under_review" || status === "warning_under_review";
  return (
    <Badge tone={isAnswered ? "neutral" : TONES[stage]}>
      {t(`stages.${isAnswered ? "answered" : stage}`)}
    </Badge>
  );
}
