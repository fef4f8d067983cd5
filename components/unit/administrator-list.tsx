'use client'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import type { AdministratorRow } from '@/lib/unit/administrator.dto'
import { EndAdministratorDialog } from './administrator-dialogs'

/** Who administers the unit. `canEnd`: the unit's own page, where another may be removed and one may leave. */
export function AdministratorList({ rows, canEnd = false }: { rows: AdministratorRow[]; canEnd?: boolean }) {
  const [ending, setEnding] = useState<AdministratorRow | null>(null)
  return (
    <>
      <ul className="divide-y divide-line">
        {rows.map(row => (
          <li
            key={row.accountId}
            className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 px-4 py-3 sm:px-5"
          >
            <div className="min-w-0">
              <p className="font-medium">
                {row.name} {row.self && <Badge tone="info">我</Badge>}
              </p>
              <p className="num text-sm text-ink-2">{row.phoneMask}</p>
            </div>
            <div className="text-sm text-ink-3">
              <p>
                <Time value={row.since} /> 起
              </p>
              <p>
                {row.lastLoginAt ? (
                  <>
                    最近登录 <Time value={row.lastLoginAt} />
                  </>
                ) : (
                  '还没有登录过'
                )}
              </p>
            </div>
            {canEnd && rows.length === 1 && (
              <p className="w-full text-sm text-ink-3">
                本单位现在只有这一位管理员。要退出，请先用「交接给他人」邀请接任的人。
              </p>
            )}
            {canEnd && rows.length > 1 && (
              <Button size="sm" aria-label={row.self ? '我要退出' : `移除${row.name}`} onClick={() => setEnding(row)}>
                {row.self ? '我要退出' : '移除'}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {ending && <EndAdministratorDialog row={ending} onClose={() => setEnding(null)} />}
    </>
  )
}
