import { after } from "next/server";
import { z } from "zod";
import { type Locale, routing } from "@/i18n/routing";
import { signInPath } from "@/lib/auth/paths";
import { readCustomer } from "@/lib/auth/read-sign-in.server";
import { localPath } from "@/lib/base/i18n-path";
import { shop } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { formOrJson } from "@/lib/http/body-reader";
import { seeOther } from "@/lib/http/form";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { refuseForm } from "@/lib/limits/refuse-too-many";
import { askForNews, withdrawNews } from "@/lib/news/consent.server";
import { countNewsMailFrom } from "@/lib/news/limits.server";
import { newsStatePath } from "@/lib/news/state-path";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

/** `agree`: the box, ticked. `withdraw`: no more news. */
const schema = z.object({
  locale: z.enum(routing.locales).optional(),
  agree: z.literal("on").optional(),
  withdraw: z.literal("1").optional(),
});

const PAGE = "/account";

/** The account's owner agrees to news, and confirms by the e-mail that follows, or wants none any more. */
export const POST = route(
  {
    from: "own pages",
    body: formOrJson(schema),
    owner: readCustomer,
    signInPage: (locale: Locale) => signInPath(locale, { next: localPath(locale, PAGE) }),
    limit: "inside",
  },
  async ({ body: { agree, withdraw }, owner: { email }, headers, isForm, locale }) => {
    const toPage = (query: Parameters<typeof newsStatePath>[2]) => newsStatePath(locale, PAGE, query);
    if (withdraw) {
      await withdrawNews(db(), { email }, "account");
      return isForm ? seeOther(toPage({ state: "stopped" })) : { ok: true };
    }
    if (!shop().news.asked) return { ok: false, code: "not_found" };
    if (!agree) {
      return isForm ? seeOther(toPage({ state: "tick" })) : { ok: false, code: "invalid_request" };
    }
    const counted = await countNewsMailFrom(headers);
    const asked = counted.ok ? await askForNews(db(), { email, locale, source: "account" }) : counted;
    if (!asked.ok) {
      return isForm ? refuseForm(headers, asked, locale, toPage({ tooMany: asked })) : asked;
    }
    after(() => drainOutbox());
    return isForm ? seeOther(toPage({ state: "sent" })) : { ok: true };
  },
);
