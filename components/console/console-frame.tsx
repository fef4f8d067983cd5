import type { ReactNode } from 'react'
import { AuthRulesProvider } from '@/components/auth/auth-rules'
import { SignOutButton } from '@/components/auth/sign-out-button'
import { SignedOutProvider } from '@/components/auth/signed-out-provider'
import { StepUpProvider } from '@/components/auth/step-up-provider'
import { ConsoleShell } from '@/components/shell/console-shell'
import type { SignedInActor } from '@/lib/access/actor'
import type { Policy } from '@/lib/policy/policy.schema'
import { DemoBanner } from './demo-banner'
import { navigationFor } from './navigation'

const areas: Record<SignedInActor['kind'], string> = {
  individual: '个人工作台',
  unitAdmin: '单位工作台',
  staff: '管理工作台',
}

const detailOf = (actor: SignedInActor): string => {
  if (actor.kind === 'unitAdmin') return actor.unitName
  return actor.kind === 'staff' ? actor.office : '个人账号'
}

type ConsoleFrameProps = {
  actor: SignedInActor
  policy: Policy
  /** whether there is 公示 */
  publicity: boolean
  draws: boolean
  demo: boolean
  children: ReactNode
}

/** The shell of everything behind a login, filled for one actor. It draws the menu and decides nothing. */
export function ConsoleFrame({ actor, policy, publicity, draws, demo, children }: ConsoleFrameProps) {
  return (
    <ConsoleShell
      site={{ title: policy.authority.siteTitle, href: '/' }}
      area={areas[actor.kind]}
      nav={navigationFor(actor, policy, publicity, draws)}
      layout={actor.kind === 'individual' ? 'top' : 'side'}
      dense={actor.kind !== 'individual'}
      banner={demo ? <DemoBanner /> : undefined}
      account={{
        name: actor.name,
        detail: detailOf(actor),
        items: [{ label: '账号与安全', href: '/account' }],
        signOut: <SignOutButton />,
      }}
    >
      <SignedOutProvider owner={{ accountId: actor.accountId, kind: actor.kind, name: actor.name }}>
        <AuthRulesProvider passwordMode={policy.auth.passwordMode} captcha={policy.auth.captcha}>
          <StepUpProvider>{children}</StepUpProvider>
        </AuthRulesProvider>
      </SignedOutProvider>
    </ConsoleShell>
  )
}
