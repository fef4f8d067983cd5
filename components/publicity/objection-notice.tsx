import { Link } from '@/components/ui/link'
import { Markdown } from '@/components/ui/markdown'

/** What whoever objects is told about his data, before he sends them; the policy's own words, with their version. */
export const ObjectionNotice = ({ text }: { text: { title: string; version: string; body: string } }) => (
  <section aria-label={text.title} className="rounded-md border border-line bg-canvas px-4 py-3 text-sm text-ink-2">
    <Markdown text={text.body} top={3} className="text-sm" />
    <p className="num mt-2 text-ink-3">
      <Link href="/agreement/objection" target="_blank" className="text-accent-strong underline">
        《{text.title}》
      </Link>
      （版本 {text.version}，在新窗口打开）
    </p>
  </section>
)
