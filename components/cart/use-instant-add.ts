"use client";
import { type FormEvent, useCallback } from "react";
import { addToCart } from "@/lib/cart/actions";
import { type AddedLine, withAdded } from "@/lib/cart/optimistic";
import { currentCart, openDrawer } from "./cart-store";
import { useCartChange } from "./use-cart-change";

/** For the `onSubmit` of a form with `addToCartForm`: the drawer opens at once with the line, while the server decides. */
export function useInstantAdd(): (event: FormEvent<HTMLFormElement>, line: AddedLine) => void {
  const { run } = useCartChange();
  return useCallback(
    (event, line) => {
      event.preventDefault();
      const formData = new FormData(event.currentTarget);
      const cart = currentCart();
      const quantity = Number(formData.get("quantity") ?? 1);
      run(addToCart, formData, cart ? withAdded(cart, line, quantity) : undefined);
      openDrawer();
    },
    [run],
  );
}
