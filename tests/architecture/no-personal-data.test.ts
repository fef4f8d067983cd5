import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { birthDateOf, idCheckCharacter } from '@/lib/platform/fields/identity'
import { foldWidth } from '@/lib/platform/text'
import { fixtureAreaRange, fixtureId, fixturePhone, fixturePhonePrefix } from '../support/fixtures-ids'

/** Trust PR14: no valid ID number and no mobile number in the repository but the made-up ones of the fixtures. */

const idLike = /(?<![0-9A-Za-z])[1-9]\d{5}[ -]?\d{8}[ -]?\d{3}[\dXx](?![0-9A-Za-z])/g
const phoneLike = /(?<![0-9A-Za-z])(?:\+?86[ -]?)?(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?![0-9A-Za-z])/g

function personalDataIn(text: string): string[] {
  const plain = foldWidth(text)
  const ids = Array.from(plain.matchAll(idLike), match => match[0].replace(/[ -]/g, '').toUpperCase())
  const phones = Array.from(plain.matchAll(phoneLike), match => (match[1] ?? '').replace(/[ -]/g, ''))
  return [
    ...ids.filter(
      id => !id.startsWith(fixtureAreaRange) && birthDateOf(id) !== null && idCheckCharacter(id) === id[17],
    ),
    ...phones.filter(phone => !phone.startsWith(fixturePhonePrefix)),
  ]
}

function repositoryFiles(): string[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  })
  return list.split('\0').filter(file => file !== '' && statSync(file, { throwIfNoEntry: false })?.isFile())
}

test('the scan sees what it looks for', () => {
  const foreign = fixtureId(0, { area: '42' + '0106' })
  const mobile = `138${'0'.repeat(8)}`
  for (const text of [
    foreign,
    foreign.toLowerCase(),
    `身份证：${foreign}。`,
    `${foreign.slice(0, 6)} ${foreign.slice(6, 14)} ${foreign.slice(14)}`,
  ])
    expect(personalDataIn(text)).toEqual([foreign])
  for (const text of [mobile, `+86${mobile}`, mobile.replace(/^(...)(....)/, '$1-$2-'), `电话${mobile}，`])
    expect(personalDataIn(text)).toEqual([mobile])
  expect(personalDataIn(`${fixtureId()} ${fixturePhone(12)} 2${foreign} a${mobile}`)).toEqual([])
})

test('no file of the repository holds a real-looking ID number or mobile number', () => {
  const files = repositoryFiles()
  expect(files.length).toBeGreaterThan(50)
  const found = files.flatMap(file => {
    const text = readFileSync(file, 'utf8')
    return text.includes('\0')
      ? []
      : personalDataIn(text).map(number => `${file}: ${number.slice(0, 3)}…${number.slice(-2)}`)
  })
  expect(found).toEqual([])
})
