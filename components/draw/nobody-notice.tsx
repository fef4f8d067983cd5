import { Alert } from '@/components/ui/alert'
import type { StaffRoleName } from '@/lib/access/actor'
import { nobodyHasWords } from '@/lib/draw/nobody.rules'

/** That draws will stop because nobody has a role; nothing where there is somebody. */
export const NobodyNotice = ({ roles, className }: { roles: readonly StaffRoleName[]; className?: string }) =>
  roles.length > 0 && (
    <Alert tone="warning" title="抽取还缺人员" className={className}>
      {nobodyHasWords(roles)}
    </Alert>
  )
