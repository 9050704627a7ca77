import type { Locale } from "@/i18n/routing";
import type { SavedAddress } from "@/lib/customers/addresses.server";
import { addressLines } from "@/lib/orders/views/address-lines";

export function AddressText({ address, locale }: { address: SavedAddress; locale: Locale }) {
  return (
    <address translate="no" className="not-italic [overflow-wrap:anywhere]">
      {[address.name, ...addressLines(address, locale), address.phone].map(
        (line) =>
          line && (
            <span key={line} className="block">
              {line}
            </span>
          ),
      )}
    </address>
  );
}
