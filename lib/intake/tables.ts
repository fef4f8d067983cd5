import 'server-only'
import { dict, type SmallDict, titleLevelOf } from '@/lib/dict'
import type { DictName } from '@/lib/dict/all'
import { tree } from '@/lib/dict/tree'
import { codesBy, educationWords, titleWords } from './codes.rules'
import type { Tables } from './intake.rules'

let made: Tables | undefined

/** The code tables by everything that lists call their entries; built at the first list and kept. */
export function intakeTables(): Tables {
  made ??= {
    title: small('title', titleWords(titles())),
    education: small('education', educationWords),
    degree: small('degree', { 博士学位: '2', 硕士学位: '3', 学士学位: '4' }),
    documentType: small('documentType', { 身份证: 'mainlandId', 居民身份证: 'mainlandId' }),
    sex: small('sex'),
    discipline: large('discipline'),
    region: large('region'),
  }
  return made
}

const titles = () =>
  dict('title')
    .options()
    .map(({ value, label }) => ({ code: value, name: label, level: titleLevelOf(value) }))

const small = (name: SmallDict, words: Record<string, string> = {}) =>
  codesBy(
    dict(name)
      .options()
      .map(({ value, label, group }) => ({ code: value, name: label, group })),
    words,
  )

const large = (name: DictName) => codesBy([...tree(name).byCode.values()].filter(({ selectable }) => selectable))
