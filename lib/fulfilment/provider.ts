import type { OrderId } from "@/lib/base/ids";
import type { Address } from "@/lib/model/order";

type ShipmentRequest = {
  orderId: OrderId;
  number: string;
  recipient: string | null;
  address: Address | null;
  speed: string | null;
  lines: { sku: string; quantity: number }[];
};

/** Another provider is a module of this type, named in `request.server.ts`. */
export type ShippingProvider = {
  name: string;
  /** Safe to repeat. @throws when it must be tried again later */
  request(shipment: ShipmentRequest): Promise<void>;
  /** What has left stays. @throws as `request` */
  cancel(orderId: OrderId): Promise<void>;
};
