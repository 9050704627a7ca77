const EVERY_MS = 2_000;

/** Shows changes, unless somebody is using the page. */
async function refresh(): Promise<void> {
  const live = document.getElementById("live");
  if (!live || document.hidden || isBusy(live)) return;
  const response = await fetch(window.location.pathname, { headers: { accept: "text/html" } });
  if (!response.ok) return;
  const next = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("live");
  if (!next || isBusy(live) || next.innerHTML === live.innerHTML) return;
  live.replaceChildren(...next.childNodes);
}

function isBusy(live: HTMLElement): boolean {
  return live.contains(document.activeElement) || !(document.getSelection()?.isCollapsed ?? true);
}

setInterval(() => void refresh().catch(() => {}), EVERY_MS);
