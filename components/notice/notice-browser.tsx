import { TurnPages } from '@/components/table/turn-pages'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkTabs } from '@/components/ui/link-tabs'
import type { NoticeItem } from '@/lib/notice/notice.dto'
import { type ListParams, type ListSpec, listHref } from '@/lib/platform/list-params'
import { NoticeList } from './notice-list'
import { NoticeSearch } from './notice-search'

type NoticeBrowserProps = {
  categories: { code: string; label: string }[]
  spec: ListSpec
  params: ListParams & { filters: { category: string; text: string } }
  items: NoticeItem[]
  /** cursor of the next page; null on the last */
  next: string | null
}

const base = '/notices'

/** All published notices: by category, by words of the title, page by page. Everything is a link with an address. */
export function NoticeBrowser({ categories, spec, params, items, next }: NoticeBrowserProps) {
  const { category, text } = params.filters
  const tabs = [{ code: '', label: '全部' }, ...categories].map(tab => ({
    label: tab.label,
    href: listHref(base, spec, params, { filters: { category: tab.code } }),
    current: tab.code === category,
  }))
  return (
    <>
      <div className="flex flex-wrap-reverse items-start justify-between gap-x-6 gap-y-3 border-b border-line">
        <div className="-mb-px max-w-full">
          <LinkTabs tabs={tabs} label="栏目" />
        </div>
        <div className="pb-2 max-sm:w-full">
          <NoticeSearch category={category} text={text} />
        </div>
      </div>
      {items.length > 0 ? (
        <NoticeList items={items} withCategory={category === ''} />
      ) : (
        <Nothing category={category} text={text} />
      )}
      <TurnPages {...{ base, spec, params, next }} />
    </>
  )
}

function Nothing({ category, text }: { category: string; text: string }) {
  if (text)
    return (
      <EmptyState
        title={`没有标题中有“${text}”的内容`}
        why="可以换一个词，或在全部栏目中查找。"
        action={<LinkButton href={category ? `${base}?category=${category}` : base}>清除查找</LinkButton>}
      />
    )
  return (
    <EmptyState
      title="还没有发布内容"
      why="这个栏目目前是空的。"
      action={category ? <LinkButton href={base}>看全部栏目</LinkButton> : <LinkButton href="/">返回首页</LinkButton>}
    />
  )
}
