import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shopTimeZone } from "@/lib/config/shop";
import type { listOwnSessions } from "@/lib/staff/own-sessions.server";
import { Badge } from "./badge";
import { DeskForm } from "./desk-form";
import { formTexts } from "./form-texts.server";

type Props = { sessions: Awaited<ReturnType<typeof listOwnSessions>>; locale: Locale };

/** Where one is signed in, and a button that ends all but this. */
export function OwnSessions({ sessions, locale }: Props) {
  const t = translator(locale, "desk");
  const time = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: shopTimeZone() },
  });
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions" className="text-lg font-medium">
        {t("me.sessionsTitle")}
      </h2>
      <p className="mt-1 mb-4 text-quiet">{t("me.sessionsLead")}</p>
      <ul className="mb-4 grid gap-3">
        {sessions.map(({ id, at, from, browser, isHere }) => (
          <li key={id} className="[overflow-wrap:anywhere]">
            <p className="flex flex-wrap items-center gap-2">
              <span>{t("me.since", { time: time.format(at) })}</span>
              {from && <span className="figures text-quiet">{from}</span>}
              {isHere && <Badge tone="good">{t("me.here")}</Badge>}
            </p>
            {browser && <p className="text-sm text-quiet">{browser}</p>}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <DeskForm method="DELETE" action="/api/admin/me/sessions" texts={formTexts(locale)}>
          <button type="submit" className="desk-button">
            {t("me.endOthers")}
          </button>
        </DeskForm>
      )}
    </section>
  );
}
