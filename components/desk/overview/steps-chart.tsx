import { scaleBand, scaleLinear } from "d3-scale";
import { line } from "d3-shape";

/** A step's name on the axis, its figure and that of the step before, and how all of it is said in words. */
type ChartPoint = { axis: string; now: number; before: number; words: string };

type Props = {
  label: string;
  points: readonly ChartPoint[];
  /** A figure on the axis, in few letters. */
  short: (value: number) => string;
  /** The largest figure there can be. */
  most?: number;
  /** Between whole numbers there is nothing to count. */
  isWhole?: boolean;
};

/**
 * Columns of a range, with a line for the range before. It is drawn on the server, as it moves nothing and a library in the browser would weigh as much as all else on
 * the page. Who can't see it has the table behind it.
 */
export function StepsChart(props: Props) {
  return (
    <>
      <ChartPicture {...props} width={480} height={200} names={6} className="max-w-2xl max-sm:hidden" />
      <ChartPicture {...props} width={340} height={200} names={4} className="sm:hidden" />
    </>
  );
}

const MARGIN = { top: 8, end: 4, bottom: 22, start: 44 } as const;

type Size = { width: number; height: number; names: number; className: string };

/** Drawn for its width, so that its words have the size of the page's. */
function ChartPicture({
  label,
  points,
  short,
  most: least = 0,
  isWhole,
  width,
  height,
  names,
  className,
}: Props & Size) {
  const most = Math.max(least || 1, ...points.flatMap(({ now, before }) => [now, before]));
  const y = scaleLinear([0, most], [height - MARGIN.bottom, MARGIN.top]).nice(4);
  const x = scaleBand(
    points.map((_, place) => place),
    [MARGIN.start, width - MARGIN.end],
  ).padding(0.25);
  const middle = (place: number) => (x(place) ?? 0) + x.bandwidth() / 2;
  const ticks = y
    .ticks(4)
    .filter((tick) => !isWhole || Number.isInteger(tick))
    // Where nothing was sold all of them round to the same figure.
    .filter((tick, place, all) => short(tick) !== short(all[place - 1] ?? Number.NaN));
  const every = Math.ceil(points.length / names);
  const path = line<ChartPoint>(
    (_, place) => middle(place),
    ({ before }) => y(before),
  )([...points]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      className={`w-full text-[0.75rem] ${className}`}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={MARGIN.start} x2={width - MARGIN.end} y1={y(tick)} y2={y(tick)} className="stroke-line" />
          <text x={MARGIN.start - 6} y={y(tick)} dy="0.32em" textAnchor="end" className="fill-quiet">
            {short(tick)}
          </text>
        </g>
      ))}
      {points.map(({ axis, now, words }, place) => (
        <g key={words}>
          <rect
            x={x(place)}
            width={x.bandwidth()}
            y={y(Math.max(0, now))}
            height={y(0) - y(Math.max(0, now))}
            className="fill-accent"
          />
          {/* All of the column's height tells its words. */}
          <rect
            x={x(place)}
            width={x.bandwidth()}
            y={MARGIN.top}
            height={height - MARGIN.top - MARGIN.bottom}
            fill="transparent"
          >
            <title>{words}</title>
          </rect>
          {place % every === 0 && (
            <text x={middle(place)} y={height - 6} textAnchor="middle" className="fill-quiet">
              {axis}
            </text>
          )}
        </g>
      ))}
      {path && (
        <path
          d={path}
          fill="none"
          strokeWidth={2}
          strokeDasharray="4 3"
          pointerEvents="none"
          className="stroke-ink"
        />
      )}
    </svg>
  );
}
