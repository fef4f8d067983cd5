import type { ReactNode } from 'react'
import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import type { CertificateSheet as Sheet } from '@/lib/draw/public-record.dto'
import type { NamedSign } from '@/lib/draw/sheet.dal'
import { RecordCode } from './record-code'
import { Hash, RecordContributions, RecordGroups } from './record-parts'

type Props = {
  sheet: Sheet
  authority: string
  /** of the public page, as the code says it */
  address: string
  /** who stands behind the signs, on the sheet of the staff only */
  named?: readonly { group: string; people: readonly NamedSign[] }[]
  /** who opened the sheet of the staff, and when: it stands on what is printed */
  mark?: string
}

/** The certificate of a draw on paper: facts, counts, hashes, the three, who was drawn as signs, how to check it. */
export function CertificateSheet({ sheet, authority, address, named, mark }: Props) {
  const { view } = sheet
  const frame = 'rounded-lg border border-line bg-paper'
  return (
    <article className="report mx-auto max-w-[52rem] space-y-6">
      <header className="flex flex-wrap items-start justify-between gap-6">
        <div className="min-w-0 flex-1">
          <p className="text-ink-2">{authority}</p>
          <h1 className="mt-1 text-2xl">评审专家抽取证书</h1>
          <p className="num mt-1 text-lg">{view.number}</p>
          {view.ended && <p className="mt-2 font-semibold text-danger">这次抽取已宣布无效：{view.ended.reason}</p>}
          {named && (
            <p className="mt-2 font-semibold">
              内部版，含姓名，按评审保密材料保管，不得对外提供。{mark && `${mark}。`}
            </p>
          )}
        </div>
        <RecordCode address={address} label={`抽取公开记录 ${view.number}`} />
      </header>
      <section aria-label="事项">
        <DescriptionList columns={1} items={factsOf(sheet)} />
      </section>
      <Part title="专业组和结构要求">
        <div className={frame}>
          <RecordGroups groups={view.groups} demands={view.demands} />
        </div>
      </Part>
      <Part title="三方内容">
        <div className={frame}>
          <RecordContributions parts={view.parts} />
        </div>
      </Part>
      <Part title="校验值">
        <DescriptionList columns={1} items={hashesOf(sheet)} />
      </Part>
      {named ? <Named named={named} /> : <Signs sheet={sheet} />}
      <HowTo address={address} />
    </article>
  )
}

function factsOf({ view, tickets, ticket, row, rows, kinds, lowest, highest, bound }: Sheet) {
  const { passed, open, drawnAt, sessionFrom } = view
  return [
    { label: '用途', value: view.purpose },
    { label: '抽取需求', value: `${view.requestNumber}，${view.round}` },
    { label: '评审日期', value: sessionFrom && <Time value={sessionFrom} day /> },
    { label: '封存时间', value: <Time value={view.sealedAt} /> },
    { label: '抽取时间', value: drawnAt && <Time value={drawnAt} /> },
    { label: '候选人数', value: view.people },
    { label: '条件', value: view.conditions?.join('\n') },
    { label: '抽取办法', value: `${view.method}，程序 ${view.engine}\n${view.aim}` },
    {
      label: '抽签方案',
      value: `${kinds} 类人员，${rows} 种组合（各类抽几人），${tickets} 张签；同类中抽到谁，由种子决定`,
    },
    { label: '每人的机会', value: `最小 ${lowest}，最大 ${highest}；任何抽法的最小机会都不超过 ${bound}` },
    { label: '抽中的签', value: `第 ${ticket} 号（从 0 起），属于第 ${row + 1} 种组合` },
    {
      label: '抽中后未能邀请',
      value: passed && passed.people > 0 ? `${passed.people} 人，由同类的下一位顶上。原因：${passed.reasons}` : '没有',
    },
    ...(open ? [{ label: '空缺', value: `${open} 个席位没有人可以顶上，另行补抽` }] : []),
  ]
}

const hashesOf = ({ view, secret, seed }: Sheet) =>
  (
    [
      ['封存值', view.seal],
      ['名单根值', view.root],
      ['方案校验值', view.lottery ?? ''],
      ['保密数校验值', view.secretHash ?? ''],
      ['系统保密数', secret],
      ['随机种子', seed],
      ['需求内容校验值', view.askHash ?? ''],
      ['证书校验值', view.certificateHash ?? ''],
    ] as const
  )
    .filter(([, value]) => value !== '')
    .map(([label, value]) => ({ label, value: <Hash value={value} /> }))

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h2 className="mb-2 text-lg">{title}</h2>
    {children}
  </section>
)

const laterWords = '这里是抽取时抽中的人；以后有人不能来的，按证书里封存的候补顺序递补。'

const Signs = ({ sheet: { panels } }: { sheet: Sheet }) => (
  <Part title="抽中的人（代号）">
    {panels.map(({ name, signs }) => (
      <div key={name} className="mb-3">
        <h3 className="text-base">
          {name}（{signs.length} 人）
        </h3>
        <ol className="mt-1 list-decimal space-y-0.5 pl-8">
          {signs.map(sign => (
            <li key={sign}>
              <Hash value={sign} />
            </li>
          ))}
        </ol>
      </div>
    ))}
    <p className="text-sm text-ink-2">代号只有专家本人凭回执能认出是自己，别人认不出。{laterWords}</p>
  </Part>
)

const Named = ({ named }: { named: NonNullable<Props['named']> }) => (
  <Part title="抽中的人">
    {named.map(({ group, people }) => (
      <div key={group} className="mb-3">
        <h3 className="text-base">{group}</h3>
        <ol className="mt-1 list-decimal space-y-1.5 pl-8">
          {people.map(({ sign, name, unit, note }) => (
            <li key={sign}>
              <span className="mr-3 font-semibold">{name}</span>
              {unit}
              {note && <span className="ml-3 text-ink-2">（{note}）</span>}
              <span className="block text-ink-3">
                <Hash value={sign} />
              </span>
            </li>
          ))}
        </ol>
      </div>
    ))}
    <p className="text-sm text-ink-2">{laterWords}谁到了场，见“通知和答复”页。</p>
  </Part>
)

const HowTo = ({ address }: { address: string }) => (
  <Part title="怎样自己核验">
    <ol className="list-decimal space-y-1 pl-6">
      <li>扫二维码，或打开 {address}，下载抽取证书。核对网页上的封存值与本页相同。</li>
      <li>打开同一网站的“核验抽取结果”页，选择下载的文件。浏览器逐项重新计算，文件不上传。</li>
      <li>
        不连网也可以：在装有本系统源代码的电脑上运行 <code>npm run -s draw:verify -- 证书文件</code>
        ；也可以请懂技术的人按公开的格式说明（docs/certificate.md）自己写程序计算。
      </li>
      <li>核验通过的，说明抽中的代号由封存的名单、要求和三方的内容算出，封存以后没有改过。</li>
      <li>当时到场的人，可以再核对自己那一份内容、封存编号和封存值与当时抄下的一致。</li>
    </ol>
  </Part>
)
