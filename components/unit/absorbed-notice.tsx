import { Alert } from '@/components/ui/alert'
import { chinaDay } from '@/lib/platform/time'
import type { Absorbed } from '@/lib/unit/unit.dto'

type AbsorbedNoticeProps = { absorbed: readonly Absorbed[]; creditCode: string | null }

/** Leads those on who come with the phone or the code of a unit that was merged into this one. */
export function AbsorbedNotice({ absorbed, creditCode }: AbsorbedNoticeProps) {
  return absorbed.map(({ name, at }) => (
    <Alert key={`${name}-${at.getTime()}`} tone="info" title={`“${name}”已于 ${chinaDay(at)} 并入本单位`}>
      原来的人员、申请和专家都在这里，由本单位的管理员共同管理。
      {creditCode && `以后登录请用手机号，或本单位的统一社会信用代码 ${creditCode}。`}
    </Alert>
  ))
}
