import { BagIcon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import type { Locale } from "@/i18n/routing";

/** The way to the cart in the header. */
export function CartSlot({ locale, label }: { locale: Locale; label: string }) {
  return (
    <Link
      locale={locale}
      href="/cart"
      aria-label={label}
      className="relative grid size-11 place-items-center rounded-full hover:bg-sunken"
    >
      <BagIcon className="size-6" />
    </Link>
  );
}
