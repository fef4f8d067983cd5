import { Tile } from '@/components/desk/tile'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import type { AdminHome } from '@/lib/staff/home.dal'

/** The numbers an administrator starts his day with; each leads to its list where he may open one. */
export function AdminNumbers({ home }: { home: AdminHome }) {
  const { system, security, audit } = home
  return (
    <div className="space-y-5">
      {system && (
        <>
          <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
            <Tile label="待激活的账号" href="/admin/accounts?state=waiting" count={system.waiting} />
            <Tile label="已锁定的账号" href="/admin/accounts?state=locked" count={system.locked} />
            <Tile label="已停用的账号" href="/admin/accounts?state=disabled" count={system.disabled} />
          </div>
          {system.dead > 0 ? (
            <Alert tone="danger" title={`有 ${system.dead} 条消息没有发出去`}>
              系统试了多次都没有成功。请检查短信网关或邮件服务器的设置和运行情况，再到
              <Link href="/admin/messages" className="mx-1 underline">
                消息发送情况
              </Link>
              重发。
            </Alert>
          ) : (
            <p className="text-ink-2">
              {system.queued > 0 ? `有 ${system.queued} 条消息正在排队发送，` : ''}没有发送失败的消息。
            </p>
          )}
          <LinkButton href="/admin/accounts/new" variant="primary">
            开设账号
          </LinkButton>
        </>
      )}
      {security && (
        <div className="grid gap-3 sm:grid-cols-2">
          <Tile label="等待授权的账号" href="/admin/grants?role=none" count={security.withoutRole} />
          <Tile label="全部工作人员账号" href="/admin/grants" count={security.accounts} />
        </div>
      )}
      {audit && (
        <div className="grid gap-3 sm:grid-cols-3">
          <Tile label="最近 24 小时的告警" href="/admin/audit?group=alert" count={audit.alerts} />
          <Tile label="最近 24 小时被拒绝的操作" href="/admin/audit?result=denied" count={audit.denied} />
          <Tile label="等待封存的记录" href="/admin/audit" count={audit.unsealed} more={audit.unsealedMore} />
        </div>
      )}
    </div>
  )
}
