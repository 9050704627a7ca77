import { type ButtonVariant, buttonClass } from "@/components/ui/button";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { type CheckoutSurface, surfacePath } from "@/lib/model/surface";

type Props = { surface: CheckoutSurface; variant: ButtonVariant; locale: Locale; label: string };

/** A link to a checkout, which tests find by its surface. */
export function CheckoutLink({ surface, variant, locale, label }: Props) {
  return (
    <a
      href={localPath(locale, surfacePath(surface))}
      data-testid={`checkout-${surface}`}
      className={buttonClass(variant, "w-full")}
    >
      {label}
    </a>
  );
}
