import { Alert } from '@/components/ui/alert'
import { Link } from '@/components/ui/link'
import type { SectionProgress } from '@/lib/application/profile.rules'

/** What a section still lacks, each as a link to its field. */
export function MissingNotice({ progress }: { progress: SectionProgress | undefined }) {
  if (!progress || progress.missing.length === 0) return null
  return (
    <Alert tone="warning" title={`还缺 ${progress.missing.length} 项`} className="mb-4">
      <ul className="space-y-0.5">
        {progress.missing.map(({ path, message }) => (
          <li key={`${path}-${message}`}>
            <Link
              href={`/expert/profile/${progress.section}?field=${encodeURIComponent(path)}`}
              className="text-warning underline"
            >
              {rowOf(path)}
              {message}
            </Link>
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** `rows.1.from` lies in the second row. */
function rowOf(path: string): string {
  const row = /^rows\.(\d+)/.exec(path)
  return row ? `第 ${Number(row[1]) + 1} 段工作经历：` : ''
}
