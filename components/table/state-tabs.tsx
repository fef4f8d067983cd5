import { LinkTabs } from '@/components/ui/link-tabs'
import { type ListParams, type ListSpec, listHref } from '@/lib/platform/list-params'

/** One tab: its `status` stands in the address, '' for what waits. */
type StateTab = { status: string; label: string; count: number }

type StateTabsProps = {
  label: string
  tabs: StateTab[]
  open: StateTab
  base: string
  spec: ListSpec
  params: ListParams
}

/** Tabs by state with counts above a list; what waits is shown with the longest wait first, all else the newest first. */
export function StateTabs({ label, tabs, open, base, spec, params }: StateTabsProps) {
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
            order: tab.status === '' ? 'asc' : 'desc',
          }),
        }))}
      />
    </div>
  )
}
