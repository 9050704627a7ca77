import type { PageData } from "../checkout/api";
import type { SavedMethods } from "../shared/element-protocol";

/** The saved methods that a Checkout Session's page shows; null when the session has no customer who could have any. */
export function savedOfPage(
  { session, features, ...page }: PageData,
  preferred: string | null,
): SavedMethods | null {
  if (!features) return null;
  return {
    methods: page.saved_payment_methods ?? [],
    preferred,
    canSave: features.save,
    asksCvc: false,
    removal: features.remove
      ? {
          path: `/v1/payment_pages/${session.id}/payment_methods/{id}/detach`,
          body: { client_secret: session.client_secret ?? "" },
        }
      : null,
  };
}
