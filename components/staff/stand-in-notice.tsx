import { Alert } from '@/components/ui/alert'
import type { OwnLeave } from '@/lib/staff/duty.dto'

/** Whose place one takes today, above what one decides; nothing where it is one's own only. */
export function StandInNotice({ standsInFor }: Pick<OwnLeave, 'standsInFor'>) {
  if (standsInFor.length === 0) return null
  const names = standsInFor.map(({ name }) => name).join('、')
  return (
    <Alert tone="info" title={`您正在代${names}办理`} className="mb-5">
      {standsInFor.map(({ name, until }) => `${name}请假到 ${until}`).join('，')}
      。替他办理的，办理记录写明“代{names}”。
    </Alert>
  )
}
