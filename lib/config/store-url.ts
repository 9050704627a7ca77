/** Whether this is a preview of Vercel's; a merchant's custom environment is not one. */
export function isPreview({
  VERCEL_ENV,
  VERCEL_TARGET_ENV = VERCEL_ENV,
}: {
  VERCEL_ENV?: string | undefined;
  VERCEL_TARGET_ENV?: string | undefined;
}): boolean {
  return VERCEL_ENV === "preview" && VERCEL_TARGET_ENV === "preview";
}

/** A preview has its own address, so that its e-mails and links do not lead to the shop. */
export function storeUrl(source: Readonly<Record<string, string | undefined>>): string | undefined {
  const onVercel = (host: string | undefined) => (host ? `https://${host}` : undefined);
  const own = onVercel(source.VERCEL_BRANCH_URL || source.VERCEL_URL);
  if (isPreview(source) && own) return own;
  return source.STORE_URL || onVercel(source.VERCEL_PROJECT_PRODUCTION_URL) || own;
}
