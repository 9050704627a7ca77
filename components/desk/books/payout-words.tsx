import type { Translator } from "@/i18n/texts.server";
import type { GroupSums } from "@/lib/books/groups";
import type { PayoutRow } from "@/lib/books/read-payouts.server";
import { Badge, type Tone } from "../badge";

const TONES = {
  pending: "neutral",
  in_transit: "neutral",
  paid: "good",
  failed: "bad",
  canceled: "warn",
} as const satisfies Record<string, Tone>;

const isKnown = (status: string): status is keyof typeof TONES => Object.hasOwn(TONES, status);

type Props = { status: string; t: Translator<"desk-books"> };

/** Where a payout is; a state that is new stays as Stripe writes it. */
export function PayoutState({ status, t }: Props) {
  return isKnown(status) ? (
    <Badge tone={TONES[status]}>{t(`states.${status}`)}</Badge>
  ) : (
    <Badge>{status.replaceAll("_", " ")}</Badge>
  );
}

/** Why it is not known what is in a payout; null when it is. */
export function unreadText(payout: PayoutRow, t: Translator<"desk-books">): string | null {
  if (payout.contents) return null;
  if (!payout.automatic) return t("unread.manual");
  return t(payout.isReconciled ? "unread.soon" : "unread.waits");
}

/** How much of what a payout has. */
export function insideText(groups: GroupSums, t: Translator<"desk-books">): string {
  const { sales, refunds, disputes, fees, other, payouts } = groups;
  const others = fees.count + other.count + payouts.count;
  return [
    ...(sales.count > 0 ? [t("counts.sales", { count: sales.count })] : []),
    ...(refunds.count > 0 ? [t("counts.refunds", { count: refunds.count })] : []),
    ...(disputes.count > 0 ? [t("counts.disputes", { count: disputes.count })] : []),
    ...(others > 0 ? [t("counts.others", { count: others })] : []),
  ].join(", ");
}
