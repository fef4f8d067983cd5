'use client'
import {
  lookupDisciplines,
  lookupRegions,
  lookupTitles,
  searchDisciplines,
  searchRegions,
  searchTitles,
} from '@/components/dict/load'
import { CheckboxField, CheckboxGroupField } from '@/components/form/choice-fields'
import { ComboboxListField } from '@/components/form/combobox-list-field'
import { FormGrid } from '@/components/form/layout'
import { NumberField } from '@/components/form/number-field'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { Disclosure } from '@/components/ui/disclosure'
import { dict } from '@/lib/dict'
import { expertTypes } from '@/lib/draw/ask-feature.rules'
import { publishedWords } from '@/lib/draw/request-words.rules'
import type { Names } from './ask-rows'

type AskConditionsProps = {
  name: string
  names: Names
  /** what is typed stands in a certificate that everybody reads after the review */
  published: boolean
}

/** Who may be drawn into a group (K2): what is left empty asks for nothing. */
export function AskConditions({ name, names, published }: AskConditionsProps) {
  return (
    <section className="space-y-4" aria-label="抽取条件">
      <div>
        <h4 className="font-semibold">抽取条件</h4>
        <p className="text-sm text-ink-3">不填的不限。条件越少，可以抽取的人越多，抽取越公平。</p>
      </div>
      <ComboboxListField
        name={`${name}.disciplines`}
        label="学科"
        itemLabel="学科名称"
        max={30}
        hint="包括它的下级学科；选了几个，符合一个就可以。"
        load={searchDisciplines}
        lookup={lookupDisciplines}
        placeholder="输入后从列表中选择"
        prompt="请输入学科名称、拼音首字母或代码"
        whenNone="请换一个说法，或用上一级学科的名称查找。"
      />
      <CheckboxField name={`${name}.firstOnly`} label="学科的位置">
        专家填在第一位的学科符合才算
      </CheckboxField>
      <CheckboxGroupField name={`${name}.titleLevels`} label="职称级别" inline options={dict('titleLevel').options()} />
      <CheckboxGroupField name={`${name}.expertTypes`} label="专家类型" inline options={[...expertTypes]} />
      <Disclosure summary="更多条件：职称、地区、年龄、单位类型、经历、间隔、抽中次数、信用">
        <div className="space-y-4 py-3">
          <ComboboxListField
            name={`${name}.titles`}
            label="职称"
            itemLabel="职称名称"
            max={50}
            load={searchTitles}
            lookup={lookupTitles}
            placeholder="输入后从列表中选择"
            prompt="请输入职称名称或拼音首字母"
          />
          <ComboboxListField
            name={`${name}.regions`}
            label="地区"
            itemLabel="地名"
            max={30}
            hint="包括它的下级地区。"
            load={searchRegions}
            lookup={lookupRegions}
            placeholder="输入后从列表中选择"
            prompt="请输入地名或代码"
          />
          <FormGrid>
            <SelectField
              name={`${name}.area`}
              label="区域"
              placeholder="不限"
              options={[
                { value: 'inside', label: names.inside },
                { value: 'outside', label: names.outside },
              ]}
            />
            <NumberField name={`${name}.workYears`} label="工作年限至少" unit="年" />
            <NumberField name={`${name}.ageFrom`} label="年龄从" unit="周岁" hint="按评审当天计算，包括这个年龄。" />
            <NumberField name={`${name}.ageTo`} label="年龄到" unit="周岁" />
            <NumberField name={`${name}.restDays`} label="评审前多少天内没有被抽中" unit="天" />
            <NumberField name={`${name}.creditAtLeast`} label="信用分不低于" unit="分" />
            <NumberField
              name={`${name}.yearlyAtMost`}
              label="评审当年已抽中不超过"
              unit="次"
              hint="填 0 的，只抽当年还没有被抽中过的专家。"
            />
          </FormGrid>
          <CheckboxGroupField name={`${name}.natures`} label="单位类型" inline options={dict('unitNature').options()} />
          <TextField
            name={`${name}.words`}
            label="项目、论文标题里的词"
            width="lg"
            hint={`几个词用空格隔开，每个词都要出现过。${published ? publishedWords : ''}`}
          />
        </div>
      </Disclosure>
    </section>
  )
}
