import type { Policy, ProfileSection } from '@/lib/policy/policy.schema'
import { presets } from '@/lib/policy/presets/all'
import { profileSections } from '@/lib/policy/profile-policy'
import {
  doneCount,
  firstOpen,
  isSettled,
  missingOf,
  type ProfileInput,
  profileProgress,
  strictSections,
} from '@/lib/profile/progress.rules'
import { sectionFor } from '@/lib/profile/resolve.schema'
import { sectionDefs } from '@/lib/profile/sections.schema'
import { applies, rowsOf } from '@/lib/profile/values.rules'
import { fullFiles, fullRows, fullSections, type RowSection, rowId, rowIds, typedSections } from '../support/profiles'

const { shaoxing, wuhan, xizang } = presets
const isDiscipline = (code: string) => code.startsWith('320')
const nothing: ProfileInput = { sections: {}, files: [], isDiscipline }
const evidence = { section: 'evidence', rowId: null }
const full: ProfileInput = { sections: typedSections, files: [evidence], isDiscipline }
const withSection = (section: ProfileSection, data: object): ProfileInput => ({
  ...full,
  sections: { ...full.sections, [section]: { ...full.sections[section], ...data } },
})
const one = (input: ProfileInput, section: ProfileSection, policy: Policy = wuhan) =>
  profileProgress(policy, input).find(item => item.section === section)!
const messages = (input: ProfileInput, policy: Policy = wuhan) =>
  missingOf(profileProgress(policy, input)).map(item => `${item.path} ${item.message}`)

describe('progress', () => {
  test('nothing filled in: every section is 未填写 and says what it wants', () => {
    const progress = profileProgress(wuhan, nothing)
    expect(new Set(progress.map(section => section.state))).toEqual(new Set(['empty']))
    expect(missingOf(progress).map(item => item.message)).toEqual([
      '请选择民族',
      '请填写所在部门',
      '请选择最高学历',
      '请选择至少一个学科',
      '请填写研究方向',
      '请填写；如果没有，请勾选“没有其他任职单位”',
      '请填写；如果没有，请勾选“没有职称和执业资格”',
      '请至少填写一段工作经历',
      '请上传证明材料',
    ])
    expect(firstOpen(progress)).toBe('basic')
  })

  test('what may stay empty is settled as it is, and says so', () => {
    const progress = profileProgress(wuhan, nothing)
    const optional = ['education', 'projects', 'papers', 'awards', 'rights']
    expect(progress.filter(section => section.optional).map(section => section.section)).toEqual(optional)
    expect(progress.filter(isSettled).map(section => section.section)).toEqual(optional)
    expect(doneCount(progress)).toEqual({ done: 5, of: 10 })
  })

  test('everything filled in: done, and nothing is missing', () => {
    const progress = profileProgress(wuhan, full)
    expect(missingOf(progress)).toEqual([])
    expect(firstOpen(progress)).toBeNull()
    expect(doneCount(progress)).toEqual({ done: 10, of: 10 })
    expect(one(full, 'work')).toMatchObject({ state: 'done', rows: 1 })
    expect([one(full, 'posts'), one(full, 'basic')]).toMatchObject([{ state: 'done', rows: 0 }, { rows: null }])
  })

  test('half filled in is 填写中; an empty row added by the form alone is not, and is not counted', () => {
    expect(one(withSection('basic', { ethnic: '' }), 'basic').state).toBe('filling')
    const unit = { unitId: '', name: '' }
    const row = { id: rowId(1), unit, position: '', field: '', period: { from: '', to: '', current: false } }
    const empty = { ...full, sections: { work: { none: false, rows: [row], resume: '' } } }
    expect(one(empty, 'work')).toMatchObject({ state: 'empty', rows: 0 })
  })

  test('a section that was sent back is 需修改 and not settled, although nothing is missing in it', () => {
    const section = one({ ...full, returned: ['work'] }, 'work')
    expect(section).toMatchObject({ state: 'returned', missing: [] })
    expect(isSettled(section)).toBe(false)
    expect(firstOpen(profileProgress(wuhan, { ...full, returned: ['work'] }))).toBe('work')
  })

  test('what is missing in a row is said with the row, counted as people count', () => {
    const rows = [typedSections.work.rows[0], { ...fullRows.work, id: rowId(2), position: '' }]
    expect(one(withSection('work', { rows }), 'work').missing).toEqual([
      { section: 'work', path: 'rows.1.position', row: '第 2 段工作经历', message: '请填写职务或岗位' },
    ])
    expect(one(withSection('basic', { ethnic: '' }), 'basic').missing).toEqual([
      { section: 'basic', path: 'ethnic', row: null, message: '请选择民族' },
    ])
  })

  test('a discipline that the table in force does not know is named', () => {
    expect(messages(withSection('basic', { disciplines: ['32024', '99999'] }))).toEqual([
      'disciplines 学科代码 99999 不在现行目录中，请移除后重新选择',
    ])
  })

  test('a policy that asks for fewer sections asks for nothing else', () => {
    const policy = { ...wuhan, profile: { ...wuhan.profile, sections: ['basic'] as ProfileSection[] } }
    expect(profileProgress(policy, full).map(item => item.section)).toEqual(['basic'])
    expect(Object.keys(strictSections(policy, full.sections))).toEqual(['basic'])
  })
})

describe('what is to be attached', () => {
  test('to a section: its file counts, one of another part or row does not', () => {
    const owed = ['files 请上传证明材料']
    expect(messages({ ...full, files: [] })).toEqual(owed)
    expect(messages({ ...full, files: [{ section: 'basic', rowId: null }] })).toEqual(owed)
    expect(messages({ ...full, files: [{ section: 'evidence', rowId: rowId(1) }] })).toEqual(owed)
    expect(one({ ...nothing, files: [evidence] }, 'evidence').state).toBe('done')
  })

  test('to every row of its own where the policy wants it; an empty row owes nothing', () => {
    const row = { kind: 'title', titleCode: '231', obtainedOn: '2016-09' }
    const rows = [{ ...row, id: rowIds.title }, { id: rowId(2) }, { ...row, id: rowId(3) }]
    const input = { ...withSection('titles', { rows }), files: [{ section: 'titles', rowId: rowIds.title }] }
    expect(one(input, 'titles', xizang).missing).toEqual([
      { section: 'titles', path: 'rows.2.files', row: '第 3 项职称', message: '请上传职称证书' },
    ])
    expect(one(input, 'titles', wuhan).missing).toEqual([])
  })
})

describe('what a policy decides', () => {
  const policies = Object.values(presets).map(policy => [policy.preset, policy] as const)

  test.each(policies)('%s names only fields and sections that there are', (_, policy) => {
    for (const name of Object.keys(policy.profile.fields)) {
      const [section, field] = name.split('.') as [ProfileSection, string]
      const def = sectionDefs[section]
      const names = [...def.fields, ...(def.rows?.fields ?? [])].map(one => one.name)
      if (def.proof || def.rows?.proof) names.push('proof')
      expect([name, names.includes(field)]).toEqual([name, true])
    }
    for (const section of Object.keys(policy.profile.rows)) expect(sectionDefs[section as 'work'].rows).toBeTruthy()
  })

  test.each(policies)('%s: hidden fields are gone, the others are as it says', (_, policy) => {
    for (const [name, need] of Object.entries(policy.profile.fields)) {
      const [section, field] = name.split('.') as [ProfileSection, string]
      const { fields, rows, proof } = sectionFor(policy, section)
      const found =
        field === 'proof'
          ? (rows?.proof ?? proof)
          : [...fields, ...(rows?.fields ?? [])].find(one => one.name === field)
      const expected = need === 'hidden' ? undefined : need === 'required'
      expect([name, found?.required]).toEqual([name, expected])
    }
  })

  test.each(policies)('%s: a full profile lacks nothing, and each field that is owed is asked for', (_, policy) => {
    const input: ProfileInput = { sections: fullSections, files: fullFiles, isDiscipline }
    expect(messages(input, policy)).toEqual([])
    for (const section of policy.profile.sections) {
      const { fields, rows } = sectionFor(policy, section)
      const data = fullSections[section]
      const paths = (change: object) => {
        const { missing } = one({ ...input, sections: { ...fullSections, [section]: change } }, section, policy)
        return missing.map(item => item.path)
      }
      for (const field of fields.filter(one => one.required && applies(one, data)))
        expect(paths({ ...data, [field.name]: undefined })).toContain(field.name)
      for (const field of (rows?.fields ?? []).filter(one => one.required && applies(one, rowsOf(data)[0]!)))
        expect(paths({ ...data, rows: [{ ...rowsOf(data)[0], [field.name]: undefined }] })).toContainEqual(
          expect.stringMatching(`^rows\\.0\\.${field.name}(\\.from|\\.to)?$`),
        )
    }
  })

  test('labels are in the words of the authority; a field without a label there does not exist', () => {
    const labels = (policy: Policy) => sectionFor(policy, 'basic').fields.map(field => field.label)
    expect(labels(xizang)).toEqual(expect.arrayContaining(['区内专家', '工作单位是否在拉萨']))
    expect(labels(wuhan).join()).not.toMatch(/专家类型|工作单位是否|null/)
  })

  test('the programmes of the policy are the choices among 人才称号', () => {
    const talents = sectionFor(shaoxing, 'basic').fields.find(field => field.name === 'talents')
    expect(talents?.options).toEqual(shaoxing.profile.talents.map(({ code, label }) => [code, label]))
  })
})

describe('the definitions hold together', () => {
  test.each(profileSections)('%s: whatever a name refers to is there', section => {
    const { fields, rows } = sectionDefs[section]
    for (const list of [fields, rows?.fields ?? []]) {
      const names = list.map(field => field.name)
      expect(new Set(names).size).toBe(names.length)
      for (const { only } of list) {
        if (!only) continue
        const other = list.find(field => field.name === only.field)
        const codes = other?.kind === 'choice' ? other.options.map(([code]) => code) : []
        expect(codes).toEqual(expect.arrayContaining([...only.in]))
      }
    }
    const named = rows?.fields.map(field => field.name) ?? []
    expect(named).toEqual(expect.arrayContaining([...(rows?.headline ?? []), ...(rows?.byline ?? [])]))
  })

  test('the full rows of these tests fill in every field', () => {
    for (const [section, row] of Object.entries(fullRows)) {
      const fields = sectionFor(wuhan, section as RowSection).rows!.fields.filter(field => applies(field, row))
      expect(Object.keys(row).sort()).toEqual(fields.map(field => field.name).sort())
    }
  })
})
