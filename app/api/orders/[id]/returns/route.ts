import { after } from "next/server";
import { z } from "zod";
import { type Locale, routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { localPath } from "@/lib/base/i18n-path";
import type { VariantId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { formOrJson } from "@/lib/http/body-reader";
import { seeOther } from "@/lib/http/form";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { RETURN_REASONS } from "@/lib/model/return";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { askForReturn, withdrawReturn } from "@/lib/orders/returns/ask.server";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

const PIECES = "pieces.";
const MOST_LINES = 500;

const count = z.coerce.number().int().min(0).max(1_000_000);

/** Pieces have names of their own, `pieces.<variant>`, as a form without JavaScript sends them. `withdraw` is the number of a return that its shopper takes back. */
const schema = z
  .object({
    locale: z.enum(routing.locales).optional(),
    reason: z.enum(RETURN_REASONS).default("no_reason"),
    note: z.string().trim().max(2000).default(""),
    withdraw: z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number)
      .optional(),
  })
  .catchall(count)
  .refine((given) => Object.keys(given).length < MOST_LINES)
  .transform(({ locale, reason, note, withdraw, ...rest }) => ({
    ...{ locale, reason, note, withdraw },
    pieces: Object.entries(rest).flatMap(([name, quantity]) =>
      name.startsWith(PIECES) && typeof quantity === "number"
        ? [{ variantId: name.slice(PIECES.length) as VariantId, quantity }]
        : [],
    ),
  }));

/** Its shopper asks to send goods of an order back, or takes such a question back. A form is answered with the order's page. */
export const POST = route(
  {
    from: "own pages",
    params: z.object({ id: z.string().max(64) }),
    body: formOrJson(schema),
    owner: readShopper,
    // An order takes few questions, and each sends one e-mail to its own shopper.
    limit: "none",
  },
  async ({ params: { id }, body, owner, isForm, locale }) => {
    const { reason, note, withdraw, pieces } = body;
    const result =
      withdraw === undefined
        ? await askForReturn(db(), owner, id, { pieces, reason, note: note || null })
        : await withdrawReturn(db(), owner, id, withdraw);
    if (result.ok) {
      after(() => drainOutbox());
      const state = withdraw === undefined ? "asked" : "withdrawn";
      return isForm ? seeOther(pageOf(id, locale, state)) : { ok: true };
    }
    const { code } = result;
    if (code === "not_found") return { ok: false, code };
    if (isForm) return seeOther(pageOf(id, locale, code));
    return { ok: false, code, message: translator(locale, "returns")(`refusals.${code}`), status: 409 };
  },
);

const pageOf = (id: string, locale: Locale, state: string): string =>
  `${localPath(locale, `/orders/${id}`)}?return=${state}#returns`;
