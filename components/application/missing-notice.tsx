import { Alert } from '@/components/ui/alert'
import { Link } from '@/components/ui/link'
import type { SectionProgress } from '@/lib/profile/progress.rules'

type MissingProps = {
  progress: SectionProgress | undefined
  /** where the parts are filled in: the person's own pages, or those of who proposes a change */
  base: string
}

/** What a section still lacks, each as a link to its field. @param most how many are named; the rest is counted */
export function MissingList({ progress, base, most }: MissingProps & { progress: SectionProgress; most?: number }) {
  const { missing, section } = progress
  const rest = most === undefined ? 0 : missing.length - most
  return (
    <ul className="space-y-0.5">
      {missing.slice(0, most).map(({ path, row, message }) => (
        <li key={`${path}-${message}`}>
          <Link href={`${base}/${section}?field=${encodeURIComponent(path)}`} className="text-warning underline">
            {row && `${row}：`}
            {message}
          </Link>
        </li>
      ))}
      {rest > 0 && <li className="text-ink-3">还有 {rest} 项，点开这一部分查看。</li>}
    </ul>
  )
}

/** The same in a frame, above a section that is read. */
export function MissingNotice({ progress, base }: MissingProps) {
  if (!progress || progress.missing.length === 0) return null
  return (
    <Alert tone="warning" title={`还缺 ${progress.missing.length} 项`} className="mb-4">
      <MissingList progress={progress} base={base} />
    </Alert>
  )
}
