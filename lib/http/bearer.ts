import { createHash, timingSafeEqual } from "node:crypto";

/** Whether the `Authorization` header has this token, in constant time. */
export function hasBearer(header: string | null, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(header ?? ""), digest(`Bearer ${token}`));
}
