import { type ExpertSource, sourceLabels } from './source.rules'

/** How somebody came into the pool, for who reads his page: the way, and what is known of it. */
export type Origin = { way: string; facts: { label: string; text: string }[] }

type Known = {
  source: string
  /** what the lists said of him */
  note: string | null
  /** lists he stood on, the newest first; `known`: he was in the pool already */
  lists: readonly { title: string; source: string; known: boolean; on: string }[]
  /** the title of the 征集批次 */
  call: string | null
  invitation: { by: string; on: string; reason: string } | null
}

/** Puts it into words; what is not known has no line. */
export function originWords({ source, note, lists, call, invitation }: Known): Origin {
  const listed = (known: boolean) =>
    lists
      .filter(list => list.known === known)
      .map(list => `${list.title}（来源：${list.source}），${list.on} ${known ? '补记' : '入库'}`)
      .join('；')
  // a note begins with where the list is from, which the line of the list says already
  const from = lists.find(list => note === list.source || note?.startsWith(`${list.source}；`))
  const said = from ? note!.slice(from.source.length + 1) : note
  const facts = [
    { label: '名单', text: listed(false) },
    { label: '后来的名单', text: listed(true) },
    { label: '名单中的说明', text: said ?? '' },
    { label: '邀请', text: invitation ? `${invitation.by}，${invitation.on} 发出。理由：${invitation.reason}` : '' },
    { label: '征集批次', text: call ?? '' },
  ]
  return {
    way: sourceLabels[source as ExpertSource] ?? source,
    facts: facts.filter(({ text }) => text !== ''),
  }
}
