import { buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";

export function EmptyCart({ locale, texts }: { locale: Locale; texts: Texts<"cart"> }) {
  return (
    <div className="mt-8 max-w-prose">
      <p className="text-lg">{`${texts.empty}.`}</p>
      <p className="mt-1 text-quiet">{texts.emptyText}</p>
      <Link locale={locale} href="/" className={buttonClass("primary", "mt-8")}>
        {texts.browse}
      </Link>
    </div>
  );
}
