import type { Locale } from "@/i18n/routing";
import type { Pickup } from "@/lib/model/quote";
import { addressLines } from "@/lib/orders/views/address-lines";

/** Where the goods are collected, and when it is open. */
export function PickupAt({ pickup, locale }: { pickup: Pickup; locale: Locale }) {
  return (
    <span className="mt-1 block text-[0.9375rem] text-quiet">
      <span translate="no" className="block">
        {addressLines(pickup.address, locale).join(", ")}
      </span>
      <span className="figures block">{pickup.openingHours}</span>
    </span>
  );
}
