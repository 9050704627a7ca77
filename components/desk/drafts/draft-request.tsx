import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { DraftFile } from "@/lib/drafts/read-draft.server";
import { versionOfDraft } from "@/lib/drafts/save-draft.server";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import { Section } from "../section";
import { CopyLink } from "./copy-link";

type Props = { file: DraftFile; locale: Locale };

/** Asking for the payment: by e-mail or by a link, again, and the end of it. */
export function DraftRequest({ file, locale }: Props) {
  const { draft, state, link } = file;
  const t = translator(locale, "desk-drafts");
  if (state === "paid" || state === "ended") return null;
  const isSent = draft.sentAt !== null;
  const address = `/api/admin/drafts/${draft.id}`;
  return (
    <Section title={t("request.title")}>
      <p>{isSent ? t("request.leadSent") : t("request.lead")}</p>
      {isSent && state === "sent" && (
        <CopyLink
          link={link}
          texts={{ label: t("request.link"), copy: t("request.copy"), copied: t("request.copied") }}
        />
      )}
      <div className="mt-3 flex flex-wrap gap-3">
        {draft.email && (
          <DeskForm
            key={`email ${versionOfDraft(draft)}`}
            action={`${address}/request`}
            confirm={t("request.confirm", { email: draft.email })}
            texts={{ ...formTexts(locale), saved: t("request.done") }}
          >
            <input type="hidden" name="seen" value={versionOfDraft(draft)} />
            <button type="submit" name="by" value="email" data-kind="primary" className="desk-button">
              {isSent ? t("request.again") : t("request.email")}
            </button>
          </DeskForm>
        )}
        {state !== "sent" && (
          <DeskForm
            key={`link ${versionOfDraft(draft)}`}
            action={`${address}/request`}
            texts={formTexts(locale)}
          >
            <input type="hidden" name="seen" value={versionOfDraft(draft)} />
            <button type="submit" name="by" value="link" className="desk-button">
              {t("request.makeLink")}
            </button>
          </DeskForm>
        )}
        <DeskForm
          method="DELETE"
          action={address}
          confirm={t("request.endConfirm")}
          texts={formTexts(locale)}
        >
          <button type="submit" data-kind="danger" className="desk-button">
            {t("request.end")}
          </button>
        </DeskForm>
      </div>
    </Section>
  );
}
