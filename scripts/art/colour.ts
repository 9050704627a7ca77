/** Red, green and blue of a colour as `#rrggbb`. */
function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Mixes two colours: an amount of 0 is the first, 1 the second. */
export function mix(from: string, to: string, amount: number): string {
  const [a, b] = [channels(from), channels(to)];
  const parts = a.map((value, index) => Math.round(value + ((b[index] ?? 0) - value) * amount));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Both go towards warm light or a blue-brown shadow, never to pure white or black. */
export const lit = (hex: string, amount: number) => mix(hex, "#fff6e6", amount);
export const shaded = (hex: string, amount: number) => mix(hex, "#2a2320", amount);
