"use client";
import { useCallback, useTransition } from "react";
import { renewIfOld } from "@/components/renewal/renew-page";
import type { CartResult } from "@/lib/cart/actions";
import type { CartView } from "@/lib/cart/view";
import {
  currentCart,
  recordLostCart,
  showAnswer,
  showExpected,
  showRefusal,
  whileChanging,
} from "./cart-store";

/** Shows `expected` at once, then the server's answer. A refusal or failure shows in the drawer, with the cart as the server knows it. */
export function useCartChange() {
  const [pending, startTransition] = useTransition();
  const run = useCallback(
    (action: (formData: FormData) => Promise<CartResult>, formData: FormData, expected?: CartView) => {
      const before = currentCart();
      showRefusal(null);
      if (expected) showExpected(expected);
      startTransition(() =>
        whileChanging(async () => {
          try {
            const result = await action(formData);
            const lost = result.ok ? result.begun : result.code === "cart_lost";
            if (lost) recordLostCart(before);
            showAnswer(result.cart);
            if (!result.ok && !lost) showRefusal({ code: result.code, max: result.max ?? 0 });
          } catch {
            if (await renewIfOld()) return;
            showRefusal({ code: "offline", max: 0 });
          }
        }),
      );
    },
    [],
  );
  return { run, pending };
}
