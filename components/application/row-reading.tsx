import { AttachedFiles } from '@/components/file/attached-file-row'
import { DescriptionList } from '@/components/ui/description-list'
import type { FileDto } from '@/lib/file/file.dto'
import { rowTexts } from '@/lib/profile/reading.rules'
import type { Field } from '@/lib/profile/resolve.schema'
import type { RowData } from '@/lib/profile/values.rules'

/** Kinds whose text is too long for half a line. */
export const wideKinds: readonly Field['kind'][] = ['text', 'people', 'choices', 'disciplines']

type RowReadingProps = {
  fields: readonly Field[]
  row: RowData
  files: readonly Pick<FileDto, 'id' | 'name' | 'size'>[]
  /** one where the place is narrow */
  columns?: 1 | 2
}

/** What was said of a row, and its papers below the claim they prove. On both sides: no row asks for a long code table. */
export function RowReading({ fields, row, files, columns }: RowReadingProps) {
  const items = rowTexts(fields, row).map(({ field, text }) => ({
    label: field.label,
    value: text,
    wide: wideKinds.includes(field.kind),
  }))
  return (
    <>
      <DescriptionList items={items} columns={columns} />
      {files.length > 0 && (
        <div className="mt-2">
          <AttachedFiles files={files} />
        </div>
      )}
    </>
  )
}
