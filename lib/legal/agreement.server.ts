import "server-only";
import { isInEea } from "@/lib/base/europe";
import { shop } from "@/lib/config/shop";

/** Whether the EU's rules for consumers hold for an order: by where its goods go, and to whom the shop sells. */
export const obliges = ({ country, total }: { country: string; total: number }): boolean =>
  shop().sellsToConsumers && isInEea(country) && total > 0;
