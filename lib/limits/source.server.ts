import "server-only";
import { env } from "@/lib/config/env";
import { type ClientAddress, clientAddress } from "@/lib/http/client-address";
import { signature } from "@/lib/http/signed-value";

/** Keyed hashes of address and network, so that nobody can read the address. */
export type Source = ClientAddress;

/** Where a request comes from; null when no address is known. */
export function requestSource(headers: Headers): Source | null {
  const from = clientAddress(headers, env());
  return from && { address: hashed(from.address), network: hashed(from.network) };
}

const hashed = (address: string) => signature("address", address, env().CART_SECRET).slice(0, 22);
