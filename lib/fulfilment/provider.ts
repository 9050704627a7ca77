import type { OrderId } from "@/lib/base/ids";
import type { Address } from "@/lib/model/order";

type ShipmentRequest = {
  orderId: OrderId;
  number: string;
  recipient: string | null;
  address: Address | null;
  speed: string | null;
  /** Nothing travels: the shopper comes for it. */
  isPickup: boolean;
  lines: { sku: string; quantity: number }[];
};

/** How parcels are sent. Another provider is a module of this type, named in `request.server.ts`. */
export type ShippingProvider = {
  name: string;
  /** Asks for a parcel; safe to repeat. Throws when it must be tried again later. */
  request(shipment: ShipmentRequest): Promise<void>;
  /** Cancels a parcel that has not left. Throws as `request` does. */
  cancel(orderId: OrderId): Promise<void>;
};
