"use client";
import type { FormEvent, ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { Locale } from "@/i18n/routing";
import { addToCart } from "@/lib/cart/actions";
import { addToCartForm } from "@/lib/cart/form-actions";
import { type AddedLine, withAdded } from "@/lib/cart/optimistic";
import type { CartTexts } from "@/lib/cart/texts";
import { currentCart, openDrawer } from "./cart-store";
import { useCartChange } from "./use-cart-change";

type Props = {
  locale: Locale;
  texts: CartTexts;
  /** What the page shows of the chosen variant; `max` is what is in stock, 0 disables the button. */
  line: AddedLine;
  /** More fields of the form: a quantity, say. */
  children?: ReactNode;
};

/** "Add to cart": instant with JavaScript, a plain form that leads to the cart without. */
export function AddToCart({ locale, texts, line, children }: Props) {
  const { run, pending } = useCartChange(texts.refusals);
  const soldOut = line.max <= 0;

  const addInstantly = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const formData = new FormData(event.currentTarget);
    const cart = currentCart();
    const quantity = Number(formData.get("quantity") ?? 1);
    run(addToCart, formData, cart ? withAdded(cart, line, quantity) : undefined);
    openDrawer();
  };

  return (
    <form action={addToCartForm} onSubmit={addInstantly} className="grid gap-3">
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="variantId" value={line.variantId} />
      <input type="hidden" name="seenUnitAmount" value={line.unitAmount} />
      {children}
      <Button type="submit" disabled={soldOut} aria-busy={pending} className="w-full">
        {soldOut ? texts.soldOutButton : texts.add}
      </Button>
    </form>
  );
}
