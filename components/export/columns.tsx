import { Badge } from '@/components/ui/badge'

/** The columns of a file; numbers in clear stand out. */
export const Columns = ({ columns }: { columns: readonly { label: string; clear: boolean }[] }) => (
  <span className="flex flex-wrap gap-1.5">
    {columns.map(({ label, clear }) => (
      <Badge key={label} tone={clear ? 'danger' : 'neutral'}>
        {label}
      </Badge>
    ))}
  </span>
)
