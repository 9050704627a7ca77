"use client";
import { Button } from "@/components/ui/button";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { acceptChanges } from "@/lib/cart/actions";
import type { CartView } from "@/lib/cart/view";
import { ProblemList } from "./problem-list";
import { useCartChange } from "./use-cart-change";

type Props = { cart: CartView; locale: Locale; texts: Texts<"cart"> };

export function DrawerProblems({ cart, locale, texts }: Props) {
  const { run, pending } = useCartChange();
  const accept = () => {
    const formData = new FormData();
    formData.set("token", cart.problemsToken);
    formData.set("locale", locale);
    run(acceptChanges, formData);
  };
  return (
    <>
      <ProblemList cart={cart} locale={locale} texts={texts} />
      <Button onClick={accept} disabled={pending}>
        {texts.accept}
      </Button>
    </>
  );
}
