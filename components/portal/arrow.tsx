/** → as a drawing of our own: an icon component would send scripts to the page for it. */
export function Arrow({ className = 'size-4' }: { className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
    >
      <path d="M3 8h9.5M8.5 4l4 4-4 4" />
    </svg>
  )
}
