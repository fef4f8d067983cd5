import type { Route } from 'next'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import type { Snapshot } from '@/lib/application/application.dto'
import type { Section } from '@/lib/profile/resolve.schema'
import { SectionView } from '../section-view'
import type { SectionWays } from './section-editor'

type ClosedSectionProps = Pick<SectionWays, 'previous' | 'next'> & { section: Section; snapshot: Snapshot }

/** A part that was not sent back, to read between those that were. */
export function ClosedSection({ section, snapshot, previous, next }: ClosedSectionProps) {
  return (
    <div className="space-y-5">
      <Alert tone="info">审核人没有要求修改这一部分，内容保持原样。确需改动的，请联系审核人。</Alert>
      <SectionView section={section} data={snapshot.sections[section.section]} files={snapshot.files} />
      <div className="flex flex-col-reverse gap-3 border-t border-line pt-4 sm:flex-row">
        <LinkButton href={previous as Route}>上一页</LinkButton>
        <LinkButton href={next.href as Route} variant="primary">
          {next.label}
        </LinkButton>
      </div>
    </div>
  )
}
