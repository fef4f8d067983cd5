'use client'
import type { ReactNode } from 'react'
import { DecisionPanel } from '@/components/workflow/decision-panel'
import { decideApplicationAction } from '@/lib/application/application.actions'
import type { ApplicationView } from '@/lib/application/application.dto'
import { isEntry } from '@/lib/policy/desk.rules'
import { useMarks } from './mend/mend-context'
import { MendList } from './mend/mend-list'
import { MarkedPlaces, UnsentMarks } from './mend/mend-words'

export type ConsoleDesk = 'unit' | 'department' | 'bureau'

type Way = { href: string; label: string }
type ApplicationDecisionProps = {
  application: Pick<ApplicationView, 'id' | 'name' | 'version' | 'events' | 'standIn' | 'course'>
  /** whose console it is */
  desk: ConsoleDesk
  next: Way | null
  back: Way
  idle: string
  note?: ReactNode
}

const recommending = {
  recommend: '推荐后，申请转到下一步审核。',
  return: '申请人会收到通知，修改后再次提交。',
  refuse: '申请到此结束，申请人会收到通知。',
}
const effects = {
  unit: recommending,
  department: recommending,
  standIn: { ...recommending, recommend: '代归口推荐已经记下，申请转到审核，由另一位审核人员办理。' },
  bureau: {
    approve: '通过资格审核，申请人会收到通知。',
    return: '申请人会收到通知，修改后再次提交，从第一步起重新推荐。',
    refuse: '申请到此结束，申请人会收到通知。',
  },
}
const ofChange = {
  recommend: '同意后，变更转到下一步审核。',
  approve: '变更立即生效，专家库改用新的信息，专家会收到通知。',
  return: '提出变更的人会收到通知，修改后再次提交。',
  refuse: '变更不生效，库中仍是原来的信息，专家会收到通知。',
}
const changeTitles = { unit: '单位审核', department: '归口部门审核', standIn: '代归口审核', bureau: '审核' }
const titles = { unit: '单位推荐', department: '归口推荐', standIn: '代归口推荐', bureau: '审核' }

/** The decision panel for an application. */
export function ApplicationDecision({ application, desk, next, back, idle, note }: ApplicationDecisionProps) {
  const step = application.standIn && desk === 'bureau' ? 'standIn' : desk
  const entry = isEntry(application.course)
  const { marks } = useMarks()
  const mend = marks.map(({ section, rowId, remark }) => ({ section, rowId, remark }))
  return (
    <DecisionPanel
      key={application.id}
      title={(entry ? titles : changeTitles)[step]}
      subject={application.name}
      id={application.id}
      version={application.version}
      events={application.events}
      action={decideApplicationAction}
      effects={entry ? effects[step] : ofChange}
      grave={['refuse', 'return']}
      next={next}
      back={back}
      idle={idle}
      note={note}
      beside={event => event !== 'return' && <UnsentMarks />}
      asked={event => (event === 'return' ? <MarkedPlaces /> : <UnsentMarks />)}
      details={event => event === 'return' && <MendList />}
      also={event => (event === 'return' ? { mend } : {})}
    />
  )
}
