import type { ReactNode } from "react";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import { Section } from "../section";

type Props = {
  action: string;
  stored: { value: Record<string, unknown> | null; version: number };
  locale: Locale;
  /** What the files say, where that is told. */
  lead?: string;
  /** What the call needs besides, as hidden fields. */
  children?: ReactNode;
};

/** Takes away what was set in the desk; nothing where nothing is set. */
export function BackToFiles({ action, stored, locale, lead, children }: Props) {
  if (!stored.value) return null;
  const t = translator(locale, "desk-settings");
  return (
    <Section title={t("form.files")}>
      <p className="mb-3 max-w-prose text-quiet">{lead ?? t("form.filesLead")}</p>
      <DeskForm action={action} texts={formTexts(locale)} confirm={t("form.resetConfirm")}>
        <input type="hidden" name="seen" value={stored.version} />
        {children}
        <button type="submit" name="reset" value="1" className="desk-button">
          {t("form.reset")}
        </button>
      </DeskForm>
    </Section>
  );
}
