import "server-only";
import { env } from "@/lib/config/env";
import { type ClientAddress, clientAddress } from "@/lib/http/client-address";
import { signature } from "@/lib/http/signed-value";

/** Keyed hashes, so that nobody can read the address. */
export type Source = ClientAddress;

/** Null where no address is known. */
export function requestSource(headers: Headers): Source | null {
  const from = clientAddress(headers, env());
  return from && { address: hashed(from.address), network: hashed(from.network) };
}

const hashed = (address: string) => signature("address", address, env().CART_SECRET).slice(0, 22);
