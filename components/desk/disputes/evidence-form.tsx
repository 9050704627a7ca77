import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { DisputeDesk } from "@/lib/desk/disputes/dispute-desk.server";
import {
  EVIDENCE_FIELDS,
  type EvidenceField,
  isLongField,
  MATTERS,
  matterReason,
} from "@/lib/desk/disputes/evidence-fields";
import { DeskForm } from "../desk-form";
import { LongField, TextField } from "../field";
import { formTexts } from "../form-texts.server";

type Props = { desk: DisputeDesk; locale: Locale };

/** The answer to a bank: what matters for the reason first, the rest below. It begins with what the order knows. */
export function EvidenceForm({ desk, locale }: Props) {
  const t = translator(locale, "disputes");
  const first: readonly EvidenceField[] = MATTERS[matterReason(desk.dispute.reason)];
  const rest = EVIDENCE_FIELDS.filter((field) => !first.includes(field));
  const input = (field: EvidenceField) => {
    const props = { label: t(`fields.${field}`), name: `evidence.${field}`, maxLength: 20_000 };
    const value = desk.texts[field];
    return isLongField(field) ? (
      <LongField key={field} {...props} defaultValue={value} rows={rowsFor(value)} />
    ) : (
      <TextField key={field} {...props} defaultValue={value} autoComplete="off" />
    );
  };
  return (
    // A new version has other texts, so it is another form.
    <DeskForm
      key={`${desk.seen} ${desk.isCollected}`}
      action={`/api/admin/disputes/${desk.dispute.stripeId}/evidence`}
      texts={formTexts(locale)}
      className="grid gap-4"
    >
      <input type="hidden" name="seen" value={desk.seen} />
      {first.map(input)}
      <details className="rounded-xl border border-line p-4">
        <summary className="cursor-pointer font-medium">{t("rest")}</summary>
        <div className="mt-4 grid gap-4">{rest.map(input)}</div>
      </details>
      <div className="flex flex-wrap gap-2">
        <button type="submit" data-method="PUT" className="desk-button">
          {t("save")}
        </button>
        <button
          type="submit"
          data-method="POST"
          data-kind="primary"
          data-confirm={t("confirmSubmit")}
          className="desk-button"
        >
          {t("submit")}
        </button>
      </div>
      <p className="text-quiet">{t("saveHint")}</p>
    </DeskForm>
  );
}

const rowsFor = (value: string): number => Math.min(Math.max(value.split("\n").length + 1, 3), 14);
