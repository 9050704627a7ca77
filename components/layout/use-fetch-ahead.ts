import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";
import { LINKS_AHEAD } from "@/components/ui/link";

/** A link counts as on screen a little before it is. */
const MARGIN = "200px";

/** Loads the pages of links ahead that are on screen, or pointed at. After each navigation again, as what was loaded may be old. */
export function useFetchAhead(): void {
  const router = useRouter();
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page has other links
  useEffect(() => {
    const fetchAhead = (link: Element) => router.prefetch(link.getAttribute("href") ?? "");
    const sight = new IntersectionObserver(
      (entries) => {
        // What is asked for last is loaded first: the link at the top.
        for (const { isIntersecting, target } of entries.toReversed()) {
          if (isIntersecting) fetchAhead(target);
        }
      },
      { rootMargin: MARGIN },
    );
    const watch = () => {
      for (const link of document.querySelectorAll(LINKS_AHEAD)) sight.observe(link);
    };
    const added = new MutationObserver(watch);
    added.observe(document.body, { childList: true, subtree: true });
    watch();
    const onPoint = ({ target }: Event) => {
      const link = target instanceof Element ? target.closest(LINKS_AHEAD) : null;
      if (link) fetchAhead(link);
    };
    document.addEventListener("pointerover", onPoint);
    return () => {
      sight.disconnect();
      added.disconnect();
      document.removeEventListener("pointerover", onPoint);
    };
  }, [router, pathname]);
}
