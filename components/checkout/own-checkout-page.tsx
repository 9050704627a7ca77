import type { ReactNode } from "react";
import type { Texts } from "@/i18n/messages";
import { CheckoutNotices } from "./checkout-notices";

type Props = { notCompleted: boolean; texts: Texts<"checkout">; children: ReactNode };

/** The frame of our own paying pages: title, notices, and the grid of form and total. */
export function OwnCheckoutPage({ notCompleted, texts, children }: Props) {
  return (
    <div className="shell py-8 md:py-12">
      <h1 className="display-face text-title">{texts.title}</h1>
      <CheckoutNotices notCompleted={notCompleted} texts={texts} className="mt-6" />
      <div className="mt-8 grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_27rem] lg:grid-rows-[auto_1fr] lg:gap-x-20 lg:gap-y-4">
        {children}
      </div>
    </div>
  );
}
