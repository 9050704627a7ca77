import type { ReactNode } from "react";

export function CheckoutMessage({
  title,
  text,
  children,
}: {
  title: string;
  text: string;
  children: ReactNode;
}) {
  return (
    <div className="shell py-16 md:py-24">
      <h1 className="display-face text-title">{title}</h1>
      <p className="mt-4 max-w-prose text-lg text-quiet">{text}</p>
      <div className="mt-8 flex flex-wrap gap-3">{children}</div>
    </div>
  );
}
