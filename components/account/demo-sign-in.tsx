import { getTranslations } from "next-intl/server";
import type { Locale } from "@/i18n/routing";
import { DEMO_SHOPPERS } from "@/lib/demonstration/people";

export async function DemoSignIn({ locale, next }: { locale: Locale; next: string }) {
  const t = await getTranslations({ locale, namespace: "account.demo" });
  return (
    <section aria-labelledby="demo" className="rounded-2xl border border-line bg-raised p-6">
      <h2 id="demo" className="text-lg font-medium">
        {t("title")}
      </h2>
      <p className="mt-1 text-[0.9375rem] text-quiet">{t("lead")}</p>
      <form method="post" action="/api/auth/demo" className="mt-4 grid gap-2">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="next" value={next} />
        {DEMO_SHOPPERS.map((shopper) => (
          <button
            key={shopper}
            type="submit"
            name="shopper"
            value={shopper}
            className="rounded-xl border border-edge px-4 py-3 text-left hover:border-ink"
          >
            <span className="block font-medium">{t(shopper)}</span>
            <span className="block text-[0.9375rem] text-quiet">{t(`${shopper}Text`)}</span>
          </button>
        ))}
      </form>
    </section>
  );
}
