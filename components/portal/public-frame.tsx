import type { ReactNode } from 'react'
import { DemoBanner } from '@/components/console/demo-banner'
import { PublicShell } from '@/components/shell/public-shell'
import type { Policy } from '@/lib/policy/policy.schema'

/** The menu of the public site (P6). */
const navOf = ({ calls, publicity, records }: Pick<PublicFrameProps, 'calls' | 'publicity' | 'records'>) => [
  { label: '首页', href: '/', exact: true },
  { label: '通知公告', href: '/notices' },
  ...(calls ? [{ label: '专家征集', href: '/calls' }] : []),
  ...(publicity ? [{ label: '专家公示', href: '/publicity' }] : []),
  ...(records ? [{ label: '抽取公开', href: '/draws' }] : []),
  { label: '使用说明', href: '/guide' },
]

const visitor = [
  { label: '用户登录', href: '/login' },
  { label: '用户注册', href: '/register' },
]

const texts = [
  { label: '用户注册协议', href: '/agreement/user' },
  { label: '个人信息处理告知', href: '/agreement/privacy' },
]

export type PublicFrameProps = {
  policy: Policy
  /** who is logged in and where his own area begins */
  account: { name: string; home: string } | null
  /** 专家征集 stands in the menu: there is one, or entries hang on it */
  calls: boolean
  /** 专家公示 stands in the menu: the policy has one, or one still runs */
  publicity: boolean
  /** 抽取公开 stands in the menu: experts are drawn by lottery, and there is a record of it */
  records: boolean
  demo: boolean
  year: number
  children: ReactNode
}

/** Head and foot of the public site under a policy. */
export function PublicFrame({ policy, account, calls, publicity, records, demo, year, children }: PublicFrameProps) {
  const { authority } = policy
  return (
    <PublicShell
      site={{ title: authority.siteTitle, subtitle: authority.siteSubtitle || undefined, href: '/' }}
      nav={navOf({ calls, publicity, records })}
      entrances={account ? [{ label: `${account.name}，进入工作台`, href: account.home }] : visitor}
      footer={{
        owner: authority.name,
        year,
        icp: authority.icp || undefined,
        contacts: authority.contacts,
        links: [...texts, ...(policy.draw.enabled ? [{ label: '核验抽取结果', href: '/verify' }] : [])],
      }}
      banner={demo ? <DemoBanner /> : undefined}
    >
      {children}
    </PublicShell>
  )
}
