import { createHash, timingSafeEqual } from "node:crypto";

/** Whether an `Authorization` header carries exactly this token; takes the same time whatever is sent. */
export function hasBearer(header: string | null, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(header ?? ""), digest(`Bearer ${token}`));
}
