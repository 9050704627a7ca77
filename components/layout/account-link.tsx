"use client";
import { useSignedIn } from "@/components/cart/cart-store";
import { PersonIcon } from "@/components/ui/icons";

type Props = { href: string; label: string; labelSignedIn: string };

/** The link is marked once the browser knows that somebody is signed in. */
export function AccountLink({ href, label, labelSignedIn }: Props) {
  const signedIn = useSignedIn();
  return (
    <a
      href={href}
      aria-label={signedIn ? labelSignedIn : label}
      className="grid size-10 place-items-center rounded-full hover:bg-sunken md:size-11"
    >
      <span className="relative">
        <PersonIcon className="size-6" />
        {signedIn && (
          <span
            aria-hidden="true"
            className="absolute -top-0.5 -right-1 size-3 rounded-full border-2 border-ground bg-good"
          />
        )}
      </span>
    </a>
  );
}
