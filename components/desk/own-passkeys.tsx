import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shopTimeZone } from "@/lib/config/shop";
import type { passkeysOf } from "@/lib/staff/passkeys.server";
import { DeskForm } from "./desk-form";
import { formTexts } from "./form-texts.server";
import { PasskeyButton } from "./passkey-button";

type Props = { passkeys: Awaited<ReturnType<typeof passkeysOf>>; locale: Locale };

/** One's own passkeys, with a way to add one and to remove each. */
export function OwnPasskeys({ passkeys, locale }: Props) {
  const t = translator(locale, "desk");
  const texts = formTexts(locale);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: shopTimeZone() });
  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys" className="text-lg font-medium">
        {t("me.passkeysTitle")}
      </h2>
      <p className="mt-1 mb-4 text-quiet">{t("me.passkeysLead")}</p>
      {passkeys.length > 0 && (
        <ul className="mb-4 grid gap-3">
          {passkeys.map(({ id, name, createdAt, usedAt }) => {
            const added = day.format(createdAt);
            return (
              <li
                key={id}
                className="flex flex-wrap items-start justify-between gap-3 border-t border-line pt-3"
              >
                <div>
                  <p className="[overflow-wrap:anywhere]">{name || t("me.unnamed")}</p>
                  <p className="text-quiet">
                    {usedAt
                      ? t("me.usedAt", { added, used: day.format(usedAt) })
                      : t("me.neverUsed", { added })}
                  </p>
                </div>
                <DeskForm method="DELETE" action={`/api/admin/me/passkeys/${id}`} texts={texts}>
                  <button type="submit" className="desk-button" data-kind="danger">
                    {t("me.removePasskey")}
                    <span className="sr-only"> {name || t("me.unnamed")}</span>
                  </button>
                </DeskForm>
              </li>
            );
          })}
        </ul>
      )}
      <PasskeyButton
        action="/api/admin/me/passkeys"
        label={t("me.addPasskey")}
        nameLabel={t("me.passkeyName")}
        texts={{ ...texts, canceled: t("signIn.passkeyCanceled") }}
      />
    </section>
  );
}
