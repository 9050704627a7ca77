import type { ReactNode } from "react";

/** Form and total side by side. On a phone the total and its button come last. Both stand in the page's grid. */
export function CheckoutColumns({ form, box }: { form: ReactNode; box: ReactNode }) {
  return (
    <>
      <div className="min-w-0 lg:col-start-1 lg:row-span-2 lg:row-start-1">{form}</div>
      <div className="grid min-w-0 gap-6 rounded-2xl border border-transparent bg-raised p-5 sm:p-6 md:p-8 lg:sticky lg:top-6 lg:col-start-2 lg:row-start-2">
        {box}
      </div>
    </>
  );
}
