import type { OrderId } from "@/lib/base/ids";
import type { Address } from "@/lib/model/order";

type ShipmentRequest = {
  orderId: OrderId;
  /** The number the shopper knows. */
  number: string;
  recipient: string | null;
  address: Address | null;
  /** The rate the shopper picked. */
  speed: string | null;
  lines: { sku: string; quantity: number }[];
};

/** Who takes the parcels. Another one is a module with this shape, named in `request.server.ts`. */
export type ShippingProvider = {
  name: string;
  /** May be asked again for the same order, and then changes nothing. @throws when it must be tried again later. */
  request(shipment: ShipmentRequest): Promise<void>;
  /** The order is not to be packed after all. What has left already stays as it is. @throws as `request`. */
  cancel(orderId: OrderId): Promise<void>;
};
