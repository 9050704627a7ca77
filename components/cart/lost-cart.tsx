"use client";
import { usePathname } from "next/navigation";
import { Button, buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { signInPath } from "@/lib/auth/paths";
import { addAgain } from "./add-again";
import { clearLostCart, useCartState } from "./cart-store";
import { useCartChange } from "./use-cart-change";

type Props = { locale: Locale; texts: Texts<"cart">; className: string };

/** Says that the browser's cookies and its cart are gone, and what to do. */
export function LostCart({ locale, texts: { lost: texts }, className }: Props) {
  const { lost } = useCartState();
  const { run, pending } = useCartChange();
  const page = usePathname();
  if (!lost) return null;
  const putBack = () => {
    clearLostCart();
    run(() => addAgain(lost, locale), new FormData());
  };
  return (
    <Notice tone="warn" role="alert" className={className}>
      <p className="font-medium">{texts.title}</p>
      <p className="mt-1 text-ink">{lost.wasSignedIn ? texts.signedOutText : texts.text}</p>
      {lost.wasSignedIn ? (
        <a href={signInPath(locale, { next: page })} className={buttonClass("secondary", "mt-3")}>
          {texts.signIn}
        </a>
      ) : (
        <Button variant="secondary" className="mt-3" disabled={pending} onClick={putBack}>
          {texts.again}
        </Button>
      )}
    </Notice>
  );
}
