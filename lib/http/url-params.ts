export function urlParams(given: Record<string, string | string[] | undefined>): URLSearchParams {
  const entries = Object.entries(given).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one) => (one === undefined ? [] : [[name, one]])),
  );
  return new URLSearchParams(entries);
}
