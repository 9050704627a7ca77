import { describe, expect, it } from "vitest";
import { newCartId, newCustomerId, newOrderId } from "@/lib/base/ids";
import { isOrderKey, orderLinkPath } from "@/lib/orders/owners/order-link";
import { owns } from "@/lib/orders/owners/shopper";
import { signOpenedOrders, verifyOpenedOrders } from "@/lib/orders/owners/shopper.server";

const secret = "a-secret-of-more-than-thirty-two-characters";
const [id, other] = [newOrderId(), newOrderId()];
const keyIn = (path: string) => new URL(path, "https://store.test").searchParams.get("key") ?? "";

describe("the link in an order's e-mails", () => {
  it("opens that order and no other, in the order's language", () => {
    const path = orderLinkPath(id, "fr", secret, "pay");
    expect(path).toMatch(new RegExp(`^/fr/orders/${id}/open\\?key=[\\w-]{43}&to=pay$`));
    expect(isOrderKey(keyIn(path), id, secret)).toBe(true);
    expect(isOrderKey(keyIn(path), other, secret)).toBe(false);
    expect(isOrderKey(keyIn(path), id, `${secret}!`)).toBe(false);
    expect(isOrderKey("", id, secret)).toBe(false);
  });
});

describe("the orders a browser has opened", () => {
  it("are those the store signed", () => {
    const signed = signOpenedOrders([id, other], secret);
    expect(verifyOpenedOrders(signed, secret)).toEqual([id, other]);
    expect(verifyOpenedOrders(signed.replace(other, newOrderId()), secret)).toEqual([]);
    expect(verifyOpenedOrders(signed, `${secret}!`)).toEqual([]);
    expect(verifyOpenedOrders(undefined, secret)).toEqual([]);
    expect(verifyOpenedOrders(`${id}.${keyIn(orderLinkPath(id, "en", secret, "order"))}`, secret)).toEqual(
      [],
    );
  });
});

describe("an order", () => {
  const cartId = newCartId();
  const order = { id, cartId, customerId: null };
  const guest = { cartId: null, openedOrders: [], customer: null };
  const ada = {
    id: newCustomerId(),
    email: "ada@example.com",
    name: null,
    givenTier: null,
    stripeCustomerId: null,
  };

  it("belongs to its cart and to whoever opened its link, and to nobody else", () => {
    expect(owns({ ...guest, cartId }, order)).toBe(true);
    expect(owns({ ...guest, openedOrders: [id] }, order)).toBe(true);
    expect(owns({ ...guest, cartId: newCartId(), openedOrders: [other] }, order)).toBe(false);
    expect(owns(guest, order)).toBe(false);
  });

  it("belongs to its account; a guest's to no account", () => {
    const shopper = { ...guest, customer: ada };
    expect(owns(shopper, { ...order, customerId: ada.id })).toBe(true);
    expect(owns(shopper, { ...order, customerId: newCustomerId() })).toBe(false);
    expect(owns(shopper, order)).toBe(false);
    expect(owns(guest, { ...order, customerId: ada.id })).toBe(false);
  });
});
