import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { type DraftId, newDraftId } from "@/lib/base/ids";
import type { connect } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";
import type { TypedDraft, TypedOwnLine } from "@/lib/drafts/draft-form";
import { saveDraft } from "@/lib/drafts/save-draft.server";
import { draftDesk, typedDraft } from "./draft-desk";
import type { LocalStripe } from "./local-stripe";

/** A line that is no goods of the catalogue, as it is sent. */
export const ownLine = (given: Partial<TypedOwnLine> = {}): TypedOwnLine => ({
  ...{ name: "Repair of a teapot", price: "45.50", quantity: 1, grams: "900", taxCode: "" },
  ...given,
});

/** Drafts with one such line, unless told otherwise. */
export async function ownLineDesk(db: ReturnType<typeof connect>, local: LocalStripe) {
  const desk = await draftDesk(db, local);
  const { who, rowOf, send } = desk;

  const save = (given: Partial<TypedDraft>, id = newDraftId()) =>
    saveDraft(db, id, typedDraft({ own: [ownLine()], ...given }), who.staffId);

  async function saved(given: Partial<TypedDraft> = {}, id = newDraftId()): Promise<DraftId> {
    expect(await save(given, id)).toMatchObject({ ok: true });
    return id;
  }

  const ownRows = async (id: DraftId) =>
    db
      .select({ product: products, variant: variants })
      .from(products)
      .innerJoin(variants, eq(variants.productId, products.id))
      .where(eq(products.onlyInCart, (await rowOf(id)).cartId))
      .orderBy(products.position);

  async function ownRow(id: DraftId) {
    const [row] = await ownRows(id);
    if (!row) throw new Error("no line of its own");
    return row;
  }

  return {
    ...desk,
    ...{ save, saved, ownRows, ownRow },
    /** Sent before, as a shopper begins nothing else. */
    begun: (id: DraftId) => send(id).then(() => desk.begun(id)),
    paid: (id: DraftId) => send(id).then(() => desk.paid(id)),
  };
}
