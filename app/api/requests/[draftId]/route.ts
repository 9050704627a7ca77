import { z } from "zod";
import { routing } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { countStart } from "@/lib/checkout/core/limits.server";
import { draftParams } from "@/lib/drafts/draft-form";
import { beginRequest } from "@/lib/drafts/open-request.server";
import { formOrJson } from "@/lib/http/body-reader";
import { seeOther } from "@/lib/http/form";
import { payPath } from "@/lib/model/surface";
import { openOrder, readShopper } from "@/lib/orders/owners/shopper.server";
import { route } from "@/lib/routes/route.server";

const schema = z.object({
  key: z.string().max(100),
  /** Names the price that was on the page; empty once there is an order. */
  agreement: z.string().max(64).default(""),
  locale: z.enum(routing.locales).optional(),
});

/** Begins to pay what staff put together: `{ path }` of the checkout, to which a form is led. */
export const POST = route(
  {
    from: "own pages",
    params: draftParams,
    body: formOrJson(schema),
    owner: readShopper,
    limit: ({ owner }) => countStart(owner),
  },
  async ({ params: { draftId }, body: { key, agreement }, owner, isForm, locale }) => {
    const begun = await beginRequest(draftId, { key, agreement, locale, from: owner.from });
    if (!begun.ok && begun.code === "not_found") return { ok: false, code: begun.code };
    if (!begun.ok) {
      const query = new URLSearchParams({ key, notice: begun.code });
      const path = `${localPath(locale, `/requests/${draftId}`)}?${query}`;
      return isForm ? seeOther(path) : { ok: false, code: begun.code };
    }
    await openOrder(begun.orderId);
    const path = localPath(locale, payPath(begun.surface, begun.orderId));
    return isForm ? seeOther(path) : { ok: true, path };
  },
);
