import { after } from "next/server";
import { z } from "zod";
import { routing } from "@/i18n/routing";
import { shop } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { formOrJson } from "@/lib/http/body-reader";
import { seeOther } from "@/lib/http/form";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { refuseForm } from "@/lib/limits/refuse-too-many";
import { askForNews } from "@/lib/news/consent.server";
import { countNewsMailFrom } from "@/lib/news/limits.server";
import { newsStatePath } from "@/lib/news/state-path";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { newsAddressOf } from "@/lib/orders/views/news-address.server";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

const schema = z.object({
  locale: z.enum(routing.locales).optional(),
  agree: z.literal("on").optional(),
});

/** Who paid an order agrees to news at its e-mail address, and confirms by the e-mail that follows. The address's owner alone learns whether they had agreed. */
export const POST = route(
  {
    exists: () => shop().news.asked,
    from: "own pages",
    params: z.object({ id: z.string().max(64) }),
    body: formOrJson(schema),
    owner: readShopper,
    limit: "inside",
  },
  async ({ params: { id }, body: { agree }, owner, headers, isForm, locale }) => {
    const toPage = (query: Parameters<typeof newsStatePath>[2]) =>
      newsStatePath(locale, `/orders/${id}`, query);
    // Before the order is looked at, so that guesses count too.
    const counted = await countNewsMailFrom(headers);
    const email = counted.ok ? await newsAddressOf(id, owner) : null;
    if (counted.ok && email === null) return { ok: false, code: "not_found" };
    if (!agree) {
      return isForm ? seeOther(toPage({ state: "tick" })) : { ok: false, code: "invalid_request" };
    }
    const asked =
      counted.ok && email !== null ? await askForNews(db(), { email, locale, source: "order" }) : counted;
    if (!asked.ok) {
      return isForm ? refuseForm(headers, asked, locale, toPage({ tooMany: asked })) : asked;
    }
    after(() => drainOutbox());
    return isForm ? seeOther(toPage({ state: "sent" })) : { ok: true };
  },
);
