import 'server-only'
import { initialsOf, pinyinOf } from '@/lib/platform/pinyin'
import { nameKey } from '@/lib/platform/text'

/** The columns a unit is found by, made of its name. */
export const nameColumns = (name: string) => ({
  name,
  nameKey: nameKey(name),
  pinyin: pinyinOf(name),
  initials: initialsOf(name),
})
