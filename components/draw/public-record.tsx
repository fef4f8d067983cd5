import { Alert } from '@/components/ui/alert'
import { buttonClass, LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { PrintButton } from '@/components/ui/print-button'
import { Time } from '@/components/ui/time'
import type { PublicSeal } from '@/lib/draw/public-record.dto'
import { RecordCode } from './record-code'
import { Hash, RecordContributions, RecordGroups } from './record-parts'

const files = {
  digest: {
    label: '下载封存摘要',
    words:
      '封存摘要里有编号、封存值、名单根值和三方的承诺，没有人数。现在保存一份，以后与抽取证书对照，就能看出封存以后有没有改过。',
  },
  seal: { label: '下载封存文件', words: '这次封存没有用来抽取。文件里是封存的全部内容，没有姓名。' },
  certificate: {
    label: '下载抽取证书',
    words: '凭这一个文件，任何人都可以重新算出抽中的代号和每个人的机会。文件里没有姓名，只有代号。',
  },
} as const

const link = 'text-accent-strong underline'
type Props = { view: PublicSeal; authority: string; address: string }

/** One seal as everybody reads it: what was fixed, what the three added, what came out. */
export function PublicRecord({ view, authority, address }: Props) {
  const { number, ended, opened } = view
  return (
    <div className="space-y-5">
      {ended && (
        <Alert tone="warning" title={view.stateLabel}>
          <Time value={ended.at} />，{ended.reason}
        </Alert>
      )}
      <div className="grid items-start gap-6 sm:grid-cols-[1fr_8rem]">
        <div className="min-w-0">
          <Facts view={view} authority={authority} />
          <p className="mt-3 text-sm text-ink-2">
            封存值、根值都是校验值，由封存的内容算出：内容以后有一处改动，算出来的值就不同。
          </p>
        </div>
        <RecordCode address={address} label={`抽取公开记录 ${number}`} />
      </div>
      <Card title="专业组和结构要求" description={opened ? '人数少于 3 的不写具体数字。' : view.whenOpened} flush>
        <RecordGroups groups={view.groups} demands={view.demands} />
      </Card>
      <Card
        title="三方内容"
        description="三方先各交一个校验值（承诺），交齐以后才公开内容。三份内容与系统的保密数合成随机种子。"
        flush
      >
        <RecordContributions parts={view.parts} />
      </Card>
      {view.drawnAt && <Result view={view} />}
      <Verification view={view} />
      {view.others.length > 0 && <Others view={view} />}
    </div>
  )
}

function Facts({ view, authority }: { view: PublicSeal; authority: string }) {
  const { seal, root, ledger, lottery, secretHash, conditions, askHash, sessionFrom } = view
  return (
    <DescriptionList
      columns={1}
      items={[
        { label: '状态', value: view.stateLabel },
        { label: '封存编号', value: view.number },
        { label: '抽取需求', value: `${view.requestNumber}，${view.round}` },
        { label: '用途', value: view.purpose },
        { label: '组织单位', value: authority },
        ...(sessionFrom ? [{ label: '评审日期', value: <Time value={sessionFrom} day /> }] : []),
        { label: '封存时间', value: <Time value={view.sealedAt} /> },
        { label: '候选人数', value: view.people },
        { label: '抽取办法', value: `${view.method}，程序 ${view.engine}\n${view.aim}` },
        ...(conditions ? [{ label: '条件', value: conditions.join('\n') }] : []),
        { label: '封存值', value: <Hash value={seal} /> },
        { label: '名单根值', value: <Hash value={root} /> },
        {
          label: '封存总账',
          value: (
            <>
              <span className="block">
                第 <span className="num">{ledger.size}</span> 号，记入以后的总账根值
              </span>
              <Hash value={ledger.root} />
            </>
          ),
        },
        ...(lottery ? [{ label: '方案校验值', value: <Hash value={lottery} /> }] : []),
        ...(askHash ? [{ label: '需求内容校验值', value: <Hash value={askHash} /> }] : []),
        ...(secretHash ? [{ label: '保密数校验值', value: <Hash value={secretHash} /> }] : []),
      ]}
    />
  )
}

function Result({ view: { drawnAt, certificateHash, passed, open, opened, whenOpened } }: { view: PublicSeal }) {
  return (
    <Card title="抽取结果" description="抽中的人只用代号表示，姓名不在网上公布。">
      <DescriptionList
        columns={1}
        items={[
          { label: '抽取时间', value: <Time value={drawnAt!} /> },
          ...(passed
            ? [
                {
                  label: '抽中后未能邀请',
                  value:
                    passed.people === 0 ? '没有' : `${passed.people} 人，由同类的下一位顶上。原因：${passed.reasons}`,
                },
              ]
            : []),
          ...(open ? [{ label: '空缺', value: `${open} 个席位没有人可以顶上，另行补抽` }] : []),
          ...(certificateHash ? [{ label: '证书校验值', value: <Hash value={certificateHash} /> }] : []),
        ]}
      />
      {!opened && <p className="mt-3 text-ink-2">{whenOpened}</p>}
    </Card>
  )
}

function Verification({ view: { number, file } }: { view: PublicSeal }) {
  const { label, words } = files[file]
  return (
    <Card title="自己核验">
      <p>{words}</p>
      <div className="mt-3 flex flex-wrap gap-3" data-no-print>
        <a href={`/api/draw-records/${encodeURIComponent(number)}`} download className={buttonClass('primary')}>
          {label}
        </a>
        {file === 'certificate' && (
          <>
            <LinkButton href={`/verify?record=${encodeURIComponent(number)}`}>在浏览器中核验</LinkButton>
            <LinkButton href={`/draws/${encodeURIComponent(number)}/certificate`}>打印证书</LinkButton>
          </>
        )}
        <PrintButton label="打印本页" />
      </div>
      <p className="mt-3 text-sm text-ink-2">
        到
        <Link href="/verify" className={`mx-1 ${link}`}>
          核验抽取结果
        </Link>
        页选择下载的文件，浏览器会逐项重新计算，文件不会上传。专家本人登录后，可以在“我的评审”的“我的抽取机会”中下载自己的回执，与证书一起核验。
      </p>
    </Card>
  )
}

const Others = ({ view: { requestNumber, others } }: { view: PublicSeal }) => (
  <Card title={`需求 ${requestNumber} 的其他封存`} flush>
    <ul className="divide-y divide-line">
      {others.map(({ number, stateLabel }) => (
        <li key={number} className="flex flex-wrap justify-between gap-x-4 px-4 py-2.5 sm:px-5">
          <Link href={`/draws/${encodeURIComponent(number)}`} prefetch={false} className={`num ${link}`}>
            {number}
          </Link>
          <span className="text-ink-2">{stateLabel}</span>
        </li>
      ))}
    </ul>
  </Card>
)
