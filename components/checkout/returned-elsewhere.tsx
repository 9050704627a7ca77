import { buttonClass } from "@/components/ui/button";
import type { Locale } from "@/i18n/routing";
import { textsFor } from "@/i18n/texts.server";
import { signInPath } from "@/lib/auth/paths";
import { localPath } from "@/lib/base/i18n-path";
import type { ReturnedPayment } from "@/lib/orders/views/returned.server";

type Props = {
  locale: Locale;
  payment: ReturnedPayment;
  /** Whether the shopper gets an e-mail. */
  mailed: boolean;
  signedIn: boolean;
  /** Signing in returns to this path, which then leads to the order. */
  path: string;
};

/** Says after a payment in another browser how it ended, and how to see the order. */
export function ReturnedElsewhere({ locale, payment, mailed, signedIn, path }: Props) {
  const { [payment]: words, ...texts } = textsFor(locale, "checkout").returned;
  return (
    <div className="shell py-16 md:py-24">
      <h1 className="display-face text-title">{words.title}</h1>
      <div className="mt-4 grid max-w-prose gap-3 text-lg text-quiet">
        <p>{words.text}</p>
        {mailed && <p>{words.mailed}</p>}
        <p>{texts.elsewhere}</p>
        {signedIn && <p>{texts.otherAccount}</p>}
      </div>
      <div className="mt-8 flex flex-wrap gap-3">
        {!signedIn && (
          <a href={signInPath(locale, { next: path })} className={buttonClass()}>
            {texts.signIn}
          </a>
        )}
        <a href={localPath(locale, "/")} className={buttonClass("secondary")}>
          {texts.browse}
        </a>
      </div>
    </div>
  );
}
