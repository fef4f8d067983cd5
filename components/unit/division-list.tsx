'use client'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Time } from '@/components/ui/time'
import type { DivisionRow } from '@/lib/unit/division.dto'
import { EndDivisionDialog, RenameDivisionDialog } from './division-dialogs'

type Asked = { what: 'rename' | 'end'; row: DivisionRow } | null

/** The unit's own 院系、部门, with how many people are in each. Ended ones stay in sight, at the end. */
export function DivisionList({ rows }: { rows: DivisionRow[] }) {
  const [asked, setAsked] = useState<Asked>(null)
  if (rows.length === 0)
    return (
      <EmptyState
        title="还没有院系、部门"
        why="添加以后，本单位人员注册时从中选择，避免同一部门写成几种名称；评审回避也按它判断。"
      />
    )
  return (
    <>
      <ul className="divide-y divide-line">
        {rows.map(row => (
          <li key={row.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2 sm:px-5">
            <span className="min-w-0 flex-1 basis-48 break-words">
              <span className={row.endedAt ? 'text-ink-3' : undefined}>{row.name}</span>{' '}
              {row.endedAt && (
                <span className="ml-1 text-sm text-ink-3">
                  <Badge>已撤销</Badge> <Time value={row.endedAt} />
                </span>
              )}
            </span>
            <span className="num text-sm text-ink-3">{row.people} 人</span>
            {!row.endedAt && (
              <span className="flex gap-1">
                <Button
                  size="sm"
                  variant="quiet"
                  aria-label={`改名：${row.name}`}
                  onClick={() => setAsked({ what: 'rename', row })}
                >
                  改名
                </Button>
                <Button
                  size="sm"
                  variant="quiet"
                  aria-label={`撤销：${row.name}`}
                  onClick={() => setAsked({ what: 'end', row })}
                >
                  撤销
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {asked?.what === 'rename' && <RenameDivisionDialog row={asked.row} onClose={() => setAsked(null)} />}
      {asked?.what === 'end' && <EndDivisionDialog row={asked.row} onClose={() => setAsked(null)} />}
    </>
  )
}
