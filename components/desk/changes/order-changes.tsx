import Link from "next/link";
import { translator } from "@/i18n/texts.server";
import type { OrderChange } from "@/lib/drafts/read-changes.server";
import { Badge } from "../badge";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import { type PartProps, wordsFor } from "../orders/shown-order";
import { Section } from "../section";

const TONES = { waits: "warn", done: "good", stopped: "bad", taken_back: "neutral" } as const;

type Props = PartProps & { changes: readonly OrderChange[]; mayChange: boolean };

/** How the goods of an order were changed: what came of each, the order that has what was added, and the way back. */
export function OrderChanges({ changes, mayChange, ...part }: Props) {
  if (changes.length === 0) return null;
  const { locale, file } = part;
  const t = translator(locale, "desk-changes");
  const { money, time } = wordsFor(part);
  const goodsOf = (id: string) => {
    const line = file.order.quote.lines.find(({ variantId }) => variantId === id);
    return [line?.productName, line?.optionLabel].filter(Boolean).join(", ");
  };
  return (
    <div id="changed" className="scroll-mt-4">
      <Section title={t("part.title")}>
        <ul className="grid gap-4 text-[0.9375rem]">
          {changes.map(({ change, number, state, refund }) => {
            const { id, removed, credited, pay, back } = change;
            const off = removed.map((one) =>
              t("preview.offLine", { count: one.quantity, goods: goodsOf(one.variantId) }),
            );
            const isWorking = state === "waits" || (state === "stopped" && credited > 0);
            const backText = refund === "made" ? "back" : refund === "refused" ? "backFailed" : "backAsked";
            return (
              <li key={id} className="grid gap-1">
                <p className="flex flex-wrap items-center gap-2">
                  <Badge tone={TONES[state]}>{t(`part.states.${state}`)}</Badge>
                  {number && (
                    <Link
                      href={`/admin/orders/${number}`}
                      prefetch={false}
                      className="underline underline-offset-4"
                    >
                      {t("part.next", { number })}
                    </Link>
                  )}
                  {change.draftId && (
                    <Link
                      href={`/admin/drafts/${change.draftId}`}
                      prefetch={false}
                      className="underline underline-offset-4"
                    >
                      {t("part.draft")}
                    </Link>
                  )}
                  <span className="text-quiet">
                    {t("part.by", { by: change.askedBy, time: time(change.createdAt) })}
                  </span>
                </p>
                {off.length > 0 && (
                  <p className="[overflow-wrap:anywhere]">
                    {t("part.off")} {off.join(", ")}
                  </p>
                )}
                <p className="text-quiet">
                  {[
                    credited > 0 && state !== "taken_back" && t("part.credited", { amount: money(credited) }),
                    back > 0 &&
                      (state !== "waits" || credited === 0) &&
                      t(`part.${backText}`, { amount: money(back) }),
                    pay > 0 && state === "waits" && t("part.pay", { amount: money(pay) }),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
                {mayChange && isWorking && (
                  <DeskForm
                    method="DELETE"
                    action={`/api/admin/orders/${file.order.number}/changes/${id}`}
                    confirm={t(state === "waits" ? "part.undoConfirm" : "part.giveMoneyConfirm")}
                    texts={{ ...formTexts(locale), saved: t("part.undone") }}
                  >
                    <button type="submit" data-kind="danger" className="desk-button">
                      {state === "waits" ? t("part.undo") : t("part.giveMoney", { amount: money(credited) })}
                    </button>
                  </DeskForm>
                )}
              </li>
            );
          })}
        </ul>
      </Section>
    </div>
  );
}
