import { describe, expect, it } from "vitest";
import type { CartId, VariantId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { withAdded, withQuantity } from "@/lib/cart/optimistic";
import { cartView } from "@/lib/cart/view";
import { cartLine } from "./cart-line";

const cart = cartView(
  {
    id: "cart_1" as CartId,
    country: "FR",
    currency: currency("eur"),
    asked: { codes: [], loyalty: false },
    lines: [cartLine({ quantity: 2 })],
  },
  "en",
);
const plate = {
  variantId: "var_2" as VariantId,
  slug: "plate",
  name: "Plate",
  option: "",
  image: "/art/plate.svg",
  unitAmount: 1500,
  compareAtAmount: null,
  max: 4,
  ready: 4,
};

describe("the cart before the server has answered", () => {
  it("counts and sums what is being added", () => {
    expect(withAdded(cart, plate, 1)).toMatchObject({ count: 3, subtotal: 5500 });
  });

  it("adds to a line that is there", () => {
    const [line] = withAdded(cart, { ...plate, variantId: "var_1" }, 3).lines;
    expect(line?.quantity).toBe(5);
  });

  it("takes a line out at nought", () => {
    expect(withQuantity(cart, "var_1", 0)).toMatchObject({ count: 0, subtotal: 0, lines: [] });
  });
});
