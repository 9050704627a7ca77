import { Skeleton } from "@/components/ui/skeleton";
import { CheckoutColumns } from "./checkout-columns";

/** Has the form's shape while the session is opened. */
export function CheckoutSkeleton({ label }: { label: string }) {
  return (
    <CheckoutColumns
      form={
        <div role="status" className="grid gap-10">
          <span className="sr-only">{label}</span>
          <Fields rows={1} />
          <Fields rows={5} />
          <div className="grid gap-4">
            <Skeleton className="h-7 w-32" />
            <Skeleton className="h-32 rounded-xl" />
          </div>
          <Fields rows={2} />
        </div>
      }
      box={
        <>
          <div className="flex gap-2">
            <Skeleton className="h-12 flex-1 rounded-xl" />
            <Skeleton className="h-12 w-24 rounded-full" />
          </div>
          <div className="grid gap-3">
            <Skeleton className="h-5" />
            <Skeleton className="h-5" />
            <Skeleton className="h-8" />
          </div>
          <Skeleton className="h-14 rounded-full" />
        </>
      }
    />
  );
}

function Fields({ rows }: { rows: number }) {
  return (
    <div className="grid gap-4">
      <Skeleton className="h-7 w-40" />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same and never move
        <Skeleton key={row} className="h-12 rounded-xl" />
      ))}
    </div>
  );
}
