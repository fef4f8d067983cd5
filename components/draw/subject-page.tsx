import { Alert } from '@/components/ui/alert'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { found } from '@/lib/auth/page'
import { listAvoidances } from '@/lib/draw/avoidance.dal'
import { conflictSummary } from '@/lib/draw/conflict-list.dal'
import { subjectSpec } from '@/lib/draw/conflict-list.rules'
import { listSubjects, subjectChoices, subjectsOf } from '@/lib/draw/subject.dal'
import { listChanges } from '@/lib/draw/subject-change.dal'
import { parseListParams, type RawParams } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { AvoidanceList } from './avoidance-list'
import { ConflictCounts } from './conflict-counts'
import { DrawTabs } from './draw-tabs'
import { ChangeList } from './subject-changes'
import { SubjectForm } from './subject-form'
import { SubjectImport } from './subject-import'
import { SubjectList } from './subject-list'

type SubjectPageProps = { actor: Actor; id: string; home: '/bureau' | '/unit'; query: RawParams }

/** 评审对象与回避 of a request: what is reviewed, who stands behind it, whom that keeps away. */
export async function SubjectPage({ actor, id, home, query }: SubjectPageProps) {
  const params = parseListParams(query, subjectSpec)
  const { request, closed, waits, groups } = await found(subjectsOf(actor, id))
  const { text } = params.filters
  const seesAvoidances = may(actor, 'draw.request') || may(actor, 'draw.conflicts')
  const [page, summary, avoidances, choices, changes, { policy }] = await Promise.all([
    listSubjects(actor, id, { after: params.after, size: params.size, text }),
    conflictSummary(actor, id),
    seesAvoidances ? listAvoidances(actor, id) : null,
    subjectChoices(actor, id),
    listChanges(actor, id),
    currentPolicy(),
  ])
  const editable = request.own && closed === null
  const bureau = may(actor, 'draw.approve')
  const { people, units } = policy.draw.declared
  const base = `${home}/draws/${id}`
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[
              { label: '专家抽取', href: `${home}/draws` },
              { label: request.number, href: base },
              { label: '评审对象与回避' },
            ]}
          />
        }
        title="评审对象与回避"
        description={request.title}
        actions={
          editable && (
            <>
              <SubjectImport requestId={id} waits={waits} />
              <SubjectForm requestId={id} groups={groups} waits={waits} />
            </>
          )
        }
      />
      <DrawTabs actor={actor} base={`${home}/draws`} request={request} open="/subjects" />
      {closed && request.own && (
        <Alert tone="info" className="mb-5">
          {closed}
        </Alert>
      )}
      {changes.length > 0 && <ChangeList changes={changes} />}
      <SubjectList
        requestId={id}
        base={`${base}/subjects`}
        {...{ groups, editable, waits, params }}
        rows={page.rows}
        next={page.next}
        count={page.count}
      />
      <div className="mt-6 grid items-start gap-5 xl:grid-cols-2">
        {avoidances && (
          <AvoidanceList
            requestId={id}
            rows={avoidances}
            bureau={bureau}
            subjects={closed === null && (bureau || (request.own && choices.length > 0)) ? choices : null}
            hint={
              bureau
                ? '采纳后，相符的专家抽取时排除。'
                : `替申报人提出；每个评审对象最多 ${people} 个人、${units} 个单位。${editable && choices.length === 0 ? '请先添加评审对象。' : ''}`
            }
          />
        )}
        <Card title="应当回避的专家" description="按规定逐条比对，只列人数。">
          <ConflictCounts summary={summary} />
        </Card>
      </div>
    </>
  )
}
