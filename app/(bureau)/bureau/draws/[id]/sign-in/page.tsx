import type { Metadata } from 'next'
import { AwayDeeds, DrawStep } from '@/components/draw/seat-deeds'
import { SeatHead } from '@/components/draw/seat-head'
import { SeatTable } from '@/components/draw/seat-table'
import { SignInForm } from '@/components/draw/sign-in-form'
import { SignInByTwo, SignInOutsider } from '@/components/draw/sign-in-outsider'
import { UnsealCard } from '@/components/draw/unseal-card'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { doorOpen } from '@/lib/draw/seat.rules'
import { viewSeats } from '@/lib/draw/seat-list.dal'
import { outsidersAtDoor, undocumentedAtDoor } from '@/lib/draw/sign-in.dal'
import { viewUnseal } from '@/lib/draw/unseal.dal'
import { now } from '@/lib/platform/clock'
import { chinaTime } from '@/lib/platform/time'

export const metadata: Metadata = { title: '签到' }

const expected = ['accepted', 'present', 'excused', 'absent']

/**
 * 签到: who comes shows his code or his document; of somebody from outside the pool, and of some in it, there is none, so
 * that he is signed in by the number of his place, as people are counted as 请假 or 缺席.
 */
export default async function SignInPage({ params }: PageProps<'/bureau/draws/[id]/sign-in'>) {
  const actor = await requirePage('draw.signIn')
  const view = await found(viewSeats(actor, (await params).id))
  const unseal = await viewUnseal(actor, view.id)
  const at = now()
  const open = view.status === 'confirmed' && view.sessionFrom !== null && doorOpen(view.sessionFrom, at)
  const over = view.sessionTo !== null && at >= view.sessionTo
  const begun = view.sessionFrom !== null && at >= view.sessionFrom
  const outsiders = open ? await outsidersAtDoor(actor, view.id) : []
  const undocumented = open ? await undocumentedAtDoor(actor, view.id) : []
  const rows = view.rows.filter(row => expected.includes(row.status))
  const present = rows.filter(row => row.status === 'present').length
  const hold = view.events.find(({ event }) => event === 'hold')
  return (
    <>
      <SeatHead actor={actor} base="/bureau/draws" page="签到" suffix="/sign-in" draw={view} />
      <div className="grid items-start gap-6 lg:grid-cols-[22rem_1fr]">
        <div className="space-y-4">
          {open ? (
            <Card title="签到">
              <SignInForm id={view.id} />
            </Card>
          ) : (
            <Alert title="现在不能签到">
              {view.status === 'confirmed'
                ? '评审当天才能签到。'
                : view.status === 'drawn' || view.status === 'inviting'
                  ? '请先在“通知和答复”中确认名单。'
                  : '这次评审的签到已经结束。'}
            </Alert>
          )}
          {unseal && <UnsealCard view={unseal} />}
          {hold &&
            (hold.whyNot ? (
              <Alert title="评审结束">
                {hold.whyNot}
                {!over && view.sessionTo && `${chinaTime(view.sessionTo)} 以后，在这里办理评审结束。`}
              </Alert>
            ) : (
              <DrawStep draw={view} event="hold" />
            ))}
        </div>
        <div className="space-y-4">
          {!view.named && <Alert>{view.whenNames}</Alert>}
          {rows.length > 0 && (
            <SeatTable
              title="应到的席位"
              description={`应到 ${rows.length} 人，已到 ${present} 人。请假和缺席按席位号办理；专家在自己的页面上能看到席位号。${
                outsiders.length > 0 ? '库外的特邀专家没有证件信息，也可以按席位号签到。' : ''
              }${undocumented.length > 0 ? '没有登记证件的专家，由两人核对后签到。' : ''}`}
              rows={rows}
              deed={
                open
                  ? row =>
                      row.status !== 'present' && (
                        <span className="flex flex-wrap gap-2">
                          {outsiders.includes(row.id) && (
                            <SignInOutsider id={row.id} place={`${row.group} ${row.label}`} />
                          )}
                          {undocumented.includes(row.id) && (
                            <SignInByTwo id={row.id} place={`${row.group} ${row.label}`} />
                          )}
                          <AwayDeeds
                            id={row.id}
                            place={`${row.group} ${row.label}`}
                            begun={begun}
                            absent={row.status === 'absent'}
                            excused={row.status === 'excused'}
                          />
                        </span>
                      )
                  : undefined
              }
            />
          )}
        </div>
      </div>
    </>
  )
}
