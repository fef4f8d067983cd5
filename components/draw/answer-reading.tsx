import { AttachedFiles } from '@/components/file/attached-file-row'
import { Disclosure } from '@/components/ui/disclosure'
import type { OwnSubject } from '@/lib/draw/answer.dto'
import { type FileDto, fileHref } from '@/lib/file/file.dto'

/** So many stand open; a review can have two thousand. */
const OPEN = 10

const Subjects = ({ subjects }: { subjects: OwnSubject[] }) => (
  <ul className="divide-y divide-line rounded-md border border-line">
    {subjects.map(({ title, units, people }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two may have one title, and the list does not change in place
      <li key={index} className="px-3 py-2.5 sm:px-4">
        <p className="font-medium">{title}</p>
        {units.length > 0 && <p className="text-sm text-ink-2">单位：{units.join('、')}</p>}
        {people.length > 0 && <p className="text-sm text-ink-2">人员：{people.join('、')}</p>}
      </li>
    ))}
  </ul>
)

/** 评审对象 as far as the invited may know of them now; nothing where there are none. */
export function OwnSubjects({ subjects }: { subjects: OwnSubject[] }) {
  if (subjects.length === 0) return null
  const more = subjects.slice(OPEN)
  return (
    <section aria-label="评审对象" className="space-y-2">
      <h3 className="font-semibold">评审对象</h3>
      <Subjects subjects={subjects.slice(0, OPEN)} />
      {more.length > 0 && (
        <Disclosure summary={`另有 ${more.length} 个`}>
          <Subjects subjects={more} />
        </Disclosure>
      )}
    </section>
  )
}

/** 评审材料 of whoever signed. @param token of the answer link, where he came by it */
export function OwnMaterials({ files, token }: { files: FileDto[]; token: string | null }) {
  if (files.length === 0) return null
  return (
    <section aria-label="评审材料" className="space-y-2">
      <h3 className="font-semibold">评审材料</h3>
      <p className="text-sm text-ink-3">请保密，不要复制和外传。每次查看都有记录。</p>
      <AttachedFiles files={files.map(file => ({ ...file, href: fileHref(file.id, token) }))} />
    </section>
  )
}
