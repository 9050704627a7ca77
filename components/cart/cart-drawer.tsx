"use client";
import { type MouseEvent, use, useEffect, useRef } from "react";
import { FreshText } from "@/components/ui/fresh-text";
import { CloseIcon } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { Price } from "@/components/ui/price";
import { Skeleton } from "@/components/ui/skeleton";
import { formatText } from "@/i18n/format-text";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import type { CartView } from "@/lib/cart/view";
import { closeDrawer, useCartState } from "./cart-store";
import { ContinueLink } from "./continue-link";
import { DrawerLine } from "./drawer-line";
import { DrawerProblems } from "./drawer-problems";
import { LostCart } from "./lost-cart";

type Props = { locale: Locale; checkoutPath: string };
type Words = { texts: Texts<"cart"> };

/** The drawer is a modal dialog, so that focus stays in it and Escape closes it. */
export function CartDrawer({ locale, asked, checkoutPath }: Props & { asked: Promise<Texts<"cart">> }) {
  const texts = use(asked);
  const { cart, refusal } = useCartState();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
  }, []);
  // Closing by the element returns the focus; `onClose` then removes the drawer.
  const close = () => dialog.current?.close();

  const closeOnBackdrop = (event: MouseEvent) => {
    if (event.target === dialog.current) close();
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a modal dialog by itself; the click is for the backdrop.
    <dialog
      ref={dialog}
      onClose={closeDrawer}
      onClick={closeOnBackdrop}
      aria-labelledby="cart-drawer-title"
      className="fixed inset-y-0 transition-transform duration-200 ease-out starting:open:translate-x-full right-0 left-auto m-0 h-dvh max-h-none w-full max-w-md border-l border-transparent bg-ground text-ink shadow-float backdrop:bg-veil"
    >
      <div className="flex h-full flex-col">
        <div className="flex items-center justify-between border-b border-line py-3 pr-3 pl-6">
          <h2 id="cart-drawer-title" className="display-face text-heading">
            {texts.title}
          </h2>
          <button
            type="button"
            onClick={close}
            aria-label={texts.close}
            className="grid size-11 place-items-center rounded-full hover:bg-sunken"
          >
            <CloseIcon className="size-6" />
          </button>
        </div>
        {refusal && (
          <div className="px-6 pt-4">
            <Notice tone="warn" role="alert">
              <FreshText>{formatText(texts.refusals[refusal.code], { max: refusal.max })}</FreshText>
            </Notice>
          </div>
        )}
        <LostCart locale={locale} texts={texts} className="mx-6 mt-4" />
        {cart ? (
          <Contents cart={cart} locale={locale} texts={texts} checkoutPath={checkoutPath} />
        ) : (
          <div className="grid gap-5 p-6">
            <Skeleton className="h-20" />
            <Skeleton className="h-20" />
          </div>
        )}
      </div>
    </dialog>
  );
}

function Contents({ cart, locale, texts, checkoutPath }: Props & Words & { cart: CartView }) {
  if (cart.lines.length === 0) return <p className="p-6 text-quiet">{texts.empty}</p>;
  const blocked = cart.problemsToken !== "";
  return (
    <>
      <ul className="flex-1 divide-y divide-line overflow-y-auto px-6">
        {cart.lines.map((line) => (
          <DrawerLine key={line.variantId} line={line} cart={cart} locale={locale} texts={texts} />
        ))}
      </ul>
      <div className="grid gap-3 border-t border-line bg-raised p-6">
        {blocked && <DrawerProblems cart={cart} locale={locale} texts={texts} />}
        <p className="flex justify-between text-lg">
          <span>{texts.subtotal}</span>
          <Price amount={cart.subtotal} currency={cart.currency} locale={locale} className="font-medium" />
        </p>
        {!blocked && (
          <a
            href={localPath(locale, "/cart#discount-code")}
            className="justify-self-start text-[0.9375rem] text-quiet underline underline-offset-4 hover:text-ink"
          >
            {texts.code.haveOne}
          </a>
        )}
        {!blocked && (
          <ContinueLink href={localPath(locale, checkoutPath)} variant="primary" locale={locale}>
            {texts.checkout}
          </ContinueLink>
        )}
        <ContinueLink href={localPath(locale, "/cart")} variant="secondary" locale={locale}>
          {texts.viewCart}
        </ContinueLink>
      </div>
    </>
  );
}
