import type { ReactNode } from "react";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shopTimeZone } from "@/lib/config/shop";
import type { SettingVersion } from "@/lib/settings/save-setting.server";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import { Section } from "../section";

type Props = {
  versions: readonly SettingVersion[];
  /** The version in force. */
  seen: number;
  /** Where bringing one back is asked for. */
  action: string;
  /** What a version says, a line each. */
  said: (value: Record<string, unknown>) => readonly string[];
  /** What the call needs besides, as hidden fields. */
  fields?: ReactNode;
  locale: Locale;
};

/** What a setting was before: who set it and when, with a way back. */
export function SettingHistory({ versions, seen, action, said, fields, locale }: Props) {
  if (versions.length === 0) return null;
  const t = translator(locale, "desk-settings");
  const time = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: shopTimeZone(),
  });
  return (
    <Section title={t("history.title")}>
      <ol className="divide-y divide-line">
        {versions.map((one) => (
          <li key={one.version} className="grid gap-2 py-3">
            <p>
              {t("history.by", { name: one.by, time: time.format(one.at) })}
              {one.version === seen && <span className="text-quiet">{` · ${t("history.now")}`}</span>}
            </p>
            {one.value ? (
              <details>
                <summary>{t("history.said")}</summary>
                <ul className="mt-2 whitespace-pre-wrap text-quiet [overflow-wrap:anywhere]">
                  {said(one.value).map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </details>
            ) : (
              <p className="text-quiet">{t("history.files")}</p>
            )}
            {one.version !== seen && (
              <DeskForm action={action} texts={formTexts(locale)}>
                <input type="hidden" name="seen" value={seen} />
                {fields}
                <button type="submit" name="bring" value={one.version} className="desk-button">
                  {t("history.bring")}
                </button>
              </DeskForm>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
