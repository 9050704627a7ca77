import { createNavigation } from "next-intl/navigation";
import { routing } from "./routing";

/** Links and redirects that keep the language. A link into the checkout is a plain `<a>`: see docs/decisions. */
export const { Link, redirect, usePathname, useRouter, getPathname } = createNavigation(routing);
