import { LinkTabs } from '@/components/ui/link-tabs'
import type { Actor } from '@/lib/access/actor'
import { may, type Permission } from '@/lib/access/permissions'
import { wasDrawn } from '@/lib/draw/menu.dal'
import { seesWhole } from '@/lib/draw/run.rules'
import type { DrawStatus } from '@/lib/workflow/draw.machine'

/** Where requests stand in the two consoles. */
export type DrawBase = '/bureau/draws' | '/unit/draws'

type Tab = {
  /** behind the address of the request */
  suffix: string
  label: string
  permission: Permission
  when?: (status: DrawStatus) => boolean
  /** where the permission alone does not say who has the page */
  who?: (actor: Actor) => boolean
}

const beforeDraw: readonly DrawStatus[] = ['draft', 'requested', 'returned', 'cancelled']
const held: readonly DrawStatus[] = ['held', 'reviewed', 'archived']
const isHeld = (status: DrawStatus) => held.includes(status)
const isCalled = (status: DrawStatus) => isHeld(status) || status === 'inviting' || status === 'confirmed'
const isFilled = (status: DrawStatus) => isCalled(status) || status === 'drawn'
const isDrawn = (status: DrawStatus) => !beforeDraw.includes(status)

/** Pages that a unit which asks has not got. */
const atBureau = (actor: Actor) => actor.kind === 'staff'

/** The pages of one request. A part that gets a page of its own adds its line here. */
const tabs: readonly Tab[] = [
  { suffix: '', label: '需求', permission: 'draw.view' },
  { suffix: '/subjects', label: '评审对象与回避', permission: 'draw.view' },
  { suffix: '/conflicts', label: '回避关系', permission: 'draw.conflicts', who: atBureau },
  { suffix: '/draw', label: '抽取', permission: 'draw.view', when: isDrawn, who: seesWhole },
  { suffix: '/seats', label: '通知和答复', permission: 'draw.view', when: isFilled },
  { suffix: '/sign-in', label: '签到', permission: 'draw.signIn', when: isCalled },
  { suffix: '/papers', label: '打印', permission: 'draw.view', when: isDrawn, who: seesWhole },
  { suffix: '/feedback', label: '履职反馈', permission: 'draw.view', when: isHeld },
]

type DrawTabsProps = { actor: Actor; base: string; request: { id: string; status: DrawStatus }; open: string }

/** The row of pages of one request; nothing where there is but one. Called off after the draw it keeps those of the draw. */
export async function DrawTabs({ actor, base, request, open }: DrawTabsProps) {
  const status = request.status === 'cancelled' && (await wasDrawn(actor, request.id)) ? 'drawn' : request.status
  const shown = tabs.filter(
    ({ permission, when, who }) => may(actor, permission) && (when?.(status) ?? true) && (who?.(actor) ?? true),
  )
  if (shown.length < 2) return null
  return (
    <div className="mb-5">
      <LinkTabs
        label="这份需求的页面"
        tabs={shown.map(({ suffix, label }) => ({
          label,
          href: `${base}/${request.id}${suffix}`,
          current: suffix === open,
        }))}
      />
    </div>
  )
}
