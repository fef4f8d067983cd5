import type { FileDto } from '@/lib/file/file.dto'

/** 评审材料 of a request, first those for all groups. */
export type Materials = {
  /** the reader asked for the draw, and adds and removes them as long as `closed` is null */
  own: boolean
  /** why they are not changed any more, as a sentence */
  closed: string | null
  places: { groupId: string | null; name: string | null; files: FileDto[] }[]
}
