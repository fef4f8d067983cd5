'use client'
import { useId, useState } from 'react'
import { newCommandKey } from '@/components/form/command-key'
import { controlClass } from '@/components/form/field-shell'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { BulkDeed } from '@/components/table/bulk-deed'
import { cx } from '@/components/ui/cx'
import { giveVerdictAction } from '@/lib/draw/subject.actions'

type GiveVerdictsProps = { requestId: string; rows: Record<string, { name: string; version: number }> }

/** 确认 or 误报 of the ticked ones, with one reason; each is judged for itself. */
export function GiveVerdicts({ requestId, rows }: GiveVerdictsProps) {
  const id = useId()
  const [why, setWhy] = useState('')
  const give = (verdict: 'confirmed' | 'falseAlarm') => async (row: string) => {
    if (why.trim() === '') return '请先写明理由。'
    const command = { requestId, id: row, version: rows[row]!.version, verdict, why, _key: newCommandKey() }
    const answer = await runAction(giveVerdictAction, command)
    return answer.ok ? null : sentenceFor(answer.code, answer.message)
  }
  const names = Object.fromEntries(Object.entries(rows).map(([row, { name }]) => [row, name]))
  return (
    <span className="flex flex-wrap items-center gap-2">
      <label htmlFor={id} className="text-sm">
        理由
      </label>
      <input
        id={id}
        value={why}
        maxLength={500}
        placeholder="必填，如：已向所在单位核实"
        className={cx(controlClass, 'h-control-sm w-64 max-w-full')}
        onChange={event => setWhy(event.target.value)}
      />
      <BulkDeed
        names={names}
        variant="secondary"
        button="误报"
        confirm="都是误报"
        ask={count => `${count} 条是误报？`}
        done="已办理"
        well="误报"
        deed={give('falseAlarm')}
      >
        误报的不再排除；事实变化后重新核实。
      </BulkDeed>
      <BulkDeed
        names={names}
        button="确认"
        confirm="确认回避"
        ask={count => `确认 ${count} 条？`}
        done="已办理"
        well="确认"
        deed={give('confirmed')}
      >
        确认后，这些专家抽取时排除。
      </BulkDeed>
    </span>
  )
}
