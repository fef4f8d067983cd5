/** A part of a whole as a bar within a line of a table, drawn by the server; the number stands beside it. */
export function ShareBar({ value, most }: { value: number; most: number }) {
  const width = most === 0 ? 0 : Math.max(value > 0 ? 1 : 0, Math.round((value / most) * 100))
  return (
    <svg viewBox="0 0 100 8" preserveAspectRatio="none" className="h-2 w-full" aria-hidden="true">
      <rect x={0} y={0} width={width} height={8} fill="var(--color-accent)" />
    </svg>
  )
}
