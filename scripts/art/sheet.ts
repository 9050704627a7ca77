/** A number as a path writes it: one decimal is finer than any screen shows. */
export const n = (value: number): string => String(Math.round(value * 10) / 10);

export type Point = readonly [x: number, y: number];

/** One drawing with its definitions and ids. Randomness is seeded, so a drawing never changes by itself. */
export class Sheet {
  readonly #defs: string[] = [];
  #ids = 0;
  #seed: number;

  constructor(seed: string) {
    this.#seed = [...seed].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) >>> 0, 7);
  }

  /** In [0, 1): mulberry32. */
  random(): number {
    this.#seed = (this.#seed + 0x6d2b79f5) >>> 0;
    let t = this.#seed;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.random();
  }

  define(make: (id: string) => string): string {
    const id = `a${(this.#ids++).toString(36)}`;
    this.#defs.push(make(id));
    return id;
  }

  /** Over the shape's box; a stop is `[offset, colour, opacity]`. Returns the paint. */
  linear(
    stops: readonly (readonly [number, string, number?])[],
    [x1, y1, x2, y2]: readonly number[] = [0, 0, 1, 0],
  ): string {
    const body = stops.map(stop).join("");
    const axis = `x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"`;
    return `url(#${this.define((id) => `<linearGradient id="${id}" ${axis}>${body}</linearGradient>`)})`;
  }

  radial(
    stops: readonly (readonly [number, string, number?])[],
    [cx, cy, r]: readonly number[] = [0.5, 0.5, 0.5],
  ): string {
    const body = stops.map(stop).join("");
    const axis = `cx="${cx}" cy="${cy}" r="${r}"`;
    return `url(#${this.define((id) => `<radialGradient id="${id}" ${axis}>${body}</radialGradient>`)})`;
  }

  clip(path: string): string {
    return `url(#${this.define((id) => `<clipPath id="${id}"><path d="${path}"/></clipPath>`)})`;
  }

  blur(deviation: number): string {
    const area = 'x="-60%" y="-60%" width="220%" height="220%"';
    return `url(#${this.define((id) => `<filter id="${id}" ${area}><feGaussianBlur stdDeviation="${n(deviation)}"/></filter>`)})`;
  }

  defs(): string {
    return `<defs>${this.#defs.join("")}</defs>`;
  }
}

function stop([offset, colour, opacity]: readonly [number, string, number?]): string {
  return `<stop offset="${offset}" stop-color="${colour}"${opacity === undefined ? "" : ` stop-opacity="${opacity}"`}/>`;
}

/** A curve (Catmull-Rom as Béziers), to append to a path at the first point. */
export function through(points: readonly Point[]): string {
  return points
    .slice(1)
    .map((end, index) => {
      const start = points[index] ?? end;
      const before = points[index - 1] ?? start;
      const after = points[index + 2] ?? end;
      const c1 = [start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6] as const;
      const c2 = [end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6] as const;
      return `C${[...c1, ...c2, ...end].map(n).join(" ")}`;
    })
    .join("");
}

/** Straight lines through points, closed. */
export function polygon(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join("L")}Z`;
}
