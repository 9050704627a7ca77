import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { DisputeDesk } from "@/lib/desk/disputes/dispute-desk.server";
import { EVIDENCE_FILE_FIELDS, EVIDENCE_PAPERS } from "@/lib/desk/disputes/evidence-fields";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import { Section } from "../section";
import { FileSender } from "./file-sender";

/** The files of the draft, the order's own papers, and a form for others. */
export function EvidenceFiles({ desk, locale }: { desk: DisputeDesk; locale: Locale }) {
  const t = translator(locale, "disputes");
  const { seen, files } = desk;
  const address = `/api/admin/disputes/${desk.dispute.stripeId}/files`;
  const size = new Intl.NumberFormat(locale, { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 });
  const missing = (["slip", "invoice"] as const).filter(
    (document) => !files.some(({ field }) => field === EVIDENCE_PAPERS[document]),
  );
  return (
    <Section title={t("files.title")}>
      <p className="mb-3 max-w-prose text-quiet">{t("files.lead")}</p>
      {files.length > 0 && (
        <ul className="mb-4 grid gap-2">
          {files.map(({ field, name, bytes }) => (
            <li key={field} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="min-w-0 flex-1">
                <span className="block">{t(`fileFields.${field}`)}</span>
                <span className="block text-sm text-quiet [overflow-wrap:anywhere]">
                  {[name, bytes !== null && size.format(bytes / 1000)].filter(Boolean).join(" · ")}
                </span>
              </span>
              <DeskForm method="DELETE" action={`${address}/${field}/${seen}`} texts={formTexts(locale)}>
                <button
                  type="submit"
                  className="desk-button"
                  aria-label={`${t("files.remove")}: ${t(`fileFields.${field}`)}`}
                >
                  {t("files.remove")}
                </button>
              </DeskForm>
            </li>
          ))}
        </ul>
      )}
      {missing.length > 0 && (
        <div className="mb-4 flex flex-wrap gap-2">
          {missing.map((document) => (
            <DeskForm
              key={document}
              action={`${address}/${EVIDENCE_PAPERS[document]}/${seen}`}
              texts={formTexts(locale)}
            >
              <input type="hidden" name="document" value={document} />
              <button type="submit" className="desk-button">
                {t(`files.${document}`)}
              </button>
            </DeskForm>
          ))}
        </div>
      )}
      <FileSender
        address={address}
        seen={seen}
        fields={EVIDENCE_FILE_FIELDS.map((field) => ({ field, label: t(`fileFields.${field}`) }))}
        texts={{
          ...{ what: t("files.what"), file: t("files.file"), send: t("files.send") },
          ...formTexts(locale),
        }}
      />
    </Section>
  );
}
