import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { SettingGroup } from "@/lib/desk/settings/setting";
import { Section } from "../section";

/** One part of the settings: what it is, what it is set to, and where that is changed. */
export function SettingPart({ group, locale }: { group: SettingGroup; locale: Locale }) {
  const t = translator(locale, "desk-settings");
  const { id, title, lead, more, edit, settings } = group;
  return (
    <div id={id} className="scroll-mt-4">
      <Section
        title={title}
        more={
          <span className="flex flex-wrap gap-x-4">
            {more && (
              <a href={more.href} className="underline underline-offset-4">
                {more.text}
              </a>
            )}
            {edit && (
              <a
                href={edit}
                aria-label={`${t("form.change")}: ${title}`}
                className="underline underline-offset-4"
              >
                {t("form.change")}
              </a>
            )}
          </span>
        }
      >
        {lead && <p className="mb-3 max-w-prose text-quiet">{lead}</p>}
        <dl className="divide-y divide-line">
          {settings.map(({ label, said, change }) => (
            <div
              key={label}
              className="grid gap-x-6 gap-y-0.5 py-2 md:grid-cols-[14rem_minmax(0,1fr)_minmax(0,16rem)]"
            >
              <dt className="text-quiet [overflow-wrap:anywhere]">{label}</dt>
              <dd className="min-w-0 [overflow-wrap:anywhere]">
                {said.map(({ text, href, isOpen }) => (
                  <span key={text} className={`block ${isOpen ? "text-warn" : ""}`}>
                    {href ? (
                      <a href={href} className="underline underline-offset-4">
                        {text}
                      </a>
                    ) : (
                      text
                    )}
                  </span>
                ))}
              </dd>
              {change && (
                <dd className="min-w-0 text-sm text-quiet [overflow-wrap:anywhere]">
                  <span className="md:sr-only">{`${t("changedIn")} `}</span>
                  <code>{change}</code>
                </dd>
              )}
            </div>
          ))}
        </dl>
      </Section>
    </div>
  );
}
