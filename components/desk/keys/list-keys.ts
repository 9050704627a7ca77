"use client";

/** Where the search of a page begins to be typed. @returns false where the page has none */
export function goToSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]');
  field?.focus();
  return field !== null;
}

/** Goes from row to row of the page's lists, by the link that each row begins with. */
export function moveInList(step: 1 | -1): void {
  const rows = document.querySelectorAll<HTMLElement>("main tbody tr");
  const links = [...rows].flatMap((row) => row.querySelector<HTMLAnchorElement>('th[scope="row"] a') ?? []);
  const here = links.findIndex((link) => link.matches(":focus"));
  if (here < 0) links[0]?.focus();
  else links[Math.max(0, Math.min(here + step, links.length - 1))]?.focus();
}
