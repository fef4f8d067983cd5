import { Alert } from '@/components/ui/alert'
import { Link } from '@/components/ui/link'
import type { SectionProgress } from '@/lib/profile/progress.rules'

/** What a section still lacks, each as a link to its field. */
export function MissingNotice({ progress }: { progress: SectionProgress | undefined }) {
  if (!progress || progress.missing.length === 0) return null
  return (
    <Alert tone="warning" title={`还缺 ${progress.missing.length} 项`} className="mb-4">
      <ul className="space-y-0.5">
        {progress.missing.map(({ path, row, message }) => (
          <li key={`${path}-${message}`}>
            <Link
              href={`/expert/profile/${progress.section}?field=${encodeURIComponent(path)}`}
              className="text-warning underline"
            >
              {row && `${row}：`}
              {message}
            </Link>
          </li>
        ))}
      </ul>
    </Alert>
  )
}
