import { LinkTabs } from '@/components/ui/link-tabs'
import { type ListParams, type ListSpec, listHref } from '@/lib/platform/list-params'

/** One tab: its `status` stands in the address, '' for what waits. */
type StateTab = { status: string; label: string; count?: number | string }

type StateTabsProps = {
  label: string
  tabs: StateTab[]
  open: Pick<StateTab, 'status'>
  base: string
  spec: ListSpec
  params: ListParams
  /** the tabs that show the newest first; all but the one of what waits without it */
  newestFirst?: readonly string[]
}

/** Tabs by state with counts above a list; what waits is shown with the longest wait first, all else the newest first. */
export function StateTabs({ label, tabs, open, base, spec, params, newestFirst }: StateTabsProps) {
  return (
    <div className="mb-4">
      <LinkTabs
        label={label}
        tabs={tabs.map(tab => ({
          label: tab.label,
          count: tab.count,
          current: tab.status === open.status,
          href: listHref(base, spec, params, {
            filters: { status: tab.status },
            order: (newestFirst?.includes(tab.status) ?? tab.status !== '') ? 'desc' : 'asc',
          }),
        }))}
      />
    </div>
  )
}
