import type { Locale } from "@/i18n/routing";
import { apiError } from "./api-error";
import { isReadablePath } from "./malformed";
import { isSameOrigin } from "./origin";

const isMultipart = (headers: Headers) => !!headers.get("content-type")?.startsWith("multipart/form-data");

/**
 * Refuses what Next.js, or a page, would answer with 500: a path that can't be read (where no front door has refused it), and a posted
 * form that is another site's or can't be read. Null for everything else.
 */
export async function refusePageRequest(
  request: Request,
  storeUrl: string,
  locale: Locale,
): Promise<Response | null> {
  const { headers } = request;
  if (!isReadablePath(new URL(request.url).pathname)) return apiError("malformed_request", locale);
  if (request.method !== "POST" || !(headers.has("next-action") || isMultipart(headers))) return null;
  if (!isOwnForm(headers, storeUrl)) return apiError("forbidden_origin", locale);
  if (isMultipart(headers) && !(await isReadable(request))) return apiError("malformed_request", locale);
  return null;
}

/** Next.js compares with the host that was asked for, and knows no other name of the store. */
function isOwnForm(headers: Headers, storeUrl: string): boolean {
  const origin = headers.get("origin");
  if (!isSameOrigin(headers, storeUrl)) return false;
  return !origin || new URL(origin).host === (headers.get("x-forwarded-host") ?? headers.get("host"));
}

const isReadable = (request: Request): Promise<boolean> =>
  request
    .clone()
    .formData()
    .then(
      () => true,
      () => false,
    );
