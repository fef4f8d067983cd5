import type { ReactNode } from 'react'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import type { UnsealView } from '@/lib/draw/unseal.dto'
import { UnsealButton } from './unseal-button'

/** 启封名单: who of the two has opened it, whether it can be opened, and what is to be done next. */
export function UnsealCard({ view }: { view: UnsealView }) {
  const { id, number, openedAt, parts } = view
  const open = parts.filter(({ by }) => by === null)
  return (
    <Card title="启封名单" description="到时由抽取人和监督人员各启封一次，都要再验证身份，名单才公开。">
      <DescriptionList
        columns={1}
        items={parts.map(({ label, by }) => ({
          label,
          value: by ? (
            <>
              {by.name}，<Time value={by.at} /> 启封
            </>
          ) : (
            <span className="text-ink-3">还没有启封</span>
          ),
        }))}
      />
      <div className="mt-4">
        {openedAt ? (
          <Alert tone="success">
            名单已于 <Time value={openedAt} /> 公开。
          </Alert>
        ) : (
          <Next
            view={view}
            open={open.map(({ label }) => label)}
            button={<UnsealButton id={id} number={number} left={open.length} />}
          />
        )}
      </div>
    </Card>
  )
}

type NextProps = { view: UnsealView; open: string[]; button: ReactNode }

function Next({ view: { whyNot, mine }, open, button }: NextProps) {
  if (whyNot) return <Alert>{whyNot}</Alert>
  if (mine === null) return button
  return <Alert>{mine ?? `还要${open.join('、')}启封，请他们登录后在这一页办理。`}</Alert>
}
