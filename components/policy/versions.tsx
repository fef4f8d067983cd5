import { StatusBadge, type Tone } from '@/components/ui/badge'
import { Button, LinkButton } from '@/components/ui/button'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { VersionRow, VersionState } from '@/lib/policy/console/console.dto'
import type { PolicyDraftStatus } from '@/lib/workflow/policy.machine'
import { WithdrawVersion } from './dialogs'

const looks: Record<VersionState, { label: string; tone: Tone }> = {
  inForce: { label: '生效中', tone: 'success' },
  coming: { label: '将要生效', tone: 'info' },
  past: { label: '已被取代', tone: 'neutral' },
  withdrawn: { label: '已收回', tone: 'warning' },
}

export const versionName = ({ id }: Pick<VersionRow, 'id'>): string => `第 ${id} 版`

export function VersionBadge({ state }: { state: VersionState }) {
  return <StatusBadge {...looks[state]} />
}

const draftTones: Record<PolicyDraftStatus, Tone> = {
  editing: 'info',
  submitted: 'warning',
  returned: 'danger',
  released: 'success',
  discarded: 'neutral',
}

export function DraftBadge({ status, label }: { status: PolicyDraftStatus; label: string }) {
  return <StatusBadge tone={draftTones[status]} label={label} />
}

export const Since = ({ value }: { value: Date | null }) => (value ? <Time value={value} /> : '系统安装时')

/** Who released a version, when, why, and who had edited it. */
export function VersionFacts({ version }: { version: VersionRow }) {
  const { effectiveFrom, releasedAt, releasedBy, editedBy, reason, withdrawal, preset } = version
  return (
    <DescriptionList
      items={[
        { label: '生效时间', value: <Since value={effectiveFrom} /> },
        {
          label: '发布',
          value: (
            <>
              {releasedBy}，<Time value={releasedAt} />
            </>
          ),
        },
        { label: '规则样板', value: `${preset}（安装时选定，不能更改）` },
        ...(editedBy.length > 0 ? [{ label: '起草修改', value: editedBy.join('、') }] : []),
        ...(reason ? [{ label: '发布的理由', value: reason, wide: true }] : []),
        ...(withdrawal
          ? [
              {
                label: '收回',
                value: (
                  <>
                    {withdrawal.by}，<Time value={withdrawal.at} />：{withdrawal.reason}
                  </>
                ),
                wide: true,
              },
            ]
          : []),
      ]}
    />
  )
}

/** Versions in a list, the newest first; each leads to its page and to what it changed. */
export function VersionList({
  versions,
  mayRelease = false,
}: {
  versions: readonly VersionRow[]
  mayRelease?: boolean
}) {
  return (
    <ul className="divide-y divide-line">
      {versions.map(version => (
        <li key={version.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-2.5 sm:px-5">
          <Link
            href={`/bureau/policy/versions/${version.id}`}
            prefetch={false}
            className="num w-16 shrink-0 text-accent-strong"
          >
            {versionName(version)}
          </Link>
          <VersionBadge state={version.state} />
          <span className="num min-w-0 flex-1 basis-64 break-words">
            <Since value={version.effectiveFrom} />
            起，{version.releasedBy}发布
            {version.reason && <span className="text-ink-2">：{version.reason}</span>}
          </span>
          {mayRelease && version.state === 'coming' && <WithdrawVersion id={version.id} name={versionName(version)} />}
        </li>
      ))}
    </ul>
  )
}

/** Two versions to be compared, chosen without scripts. */
export function CompareForm({ versions, from, to }: { versions: readonly VersionRow[]; from: number; to: number }) {
  const box = 'h-control min-w-0 rounded-md border border-edge bg-white px-3 text-control'
  const options = versions.map(version => (
    <option key={version.id} value={version.id}>
      {versionName(version)}
      {version.state === 'inForce' ? '（生效中）' : version.state === 'coming' ? '（将要生效）' : ''}
    </option>
  ))
  return (
    <form method="get" action="/bureau/policy/compare" className="flex flex-wrap items-center gap-2" data-no-print>
      <label className="contents">
        <span>从</span>
        <select name="from" defaultValue={from} className={box}>
          {options}
        </select>
      </label>
      <label className="contents">
        <span>到</span>
        <select name="to" defaultValue={to} className={box}>
          {options}
        </select>
      </label>
      <Button type="submit">对比</Button>
    </form>
  )
}

export const CompareLink = ({ from, to }: { from: number; to: number }) => (
  <LinkButton href={`/bureau/policy/compare?from=${from}&to=${to}`}>对比两个版本</LinkButton>
)
