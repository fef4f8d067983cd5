'use client'
import { useState } from 'react'
import { Form } from '@/components/form/form'
import { TextField } from '@/components/form/text-field'
import { StatusBadge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import type { FollowedObjection } from '@/lib/publicity/objection.dto'
import { followObjectionSchema } from '@/lib/publicity/objection.schema'
import { followObjectionAction } from '@/lib/publicity/publicity.actions'
import { objectionTone } from './status'

/** What became of an objection, by its receipt. */
export function FollowForm() {
  const [found, setFound] = useState<FollowedObjection | null>(null)
  return (
    <div className="space-y-6">
      <Form
        schema={followObjectionSchema}
        action={followObjectionAction}
        defaultValues={{ receipt: '' }}
        label="查询异议"
        submitLabel="查询"
        pendingLabel="正在查询…"
        onSuccess={setFound}
      >
        <TextField
          name="receipt"
          label="回执编号"
          required
          width="md"
          autoComplete="off"
          hint="提交异议后显示的 16 位编号；收到过短信的，短信里也有。"
        />
      </Form>
      {found && (
        <div role="status">
          <Card
            title={`对${found.expertName}的异议`}
            actions={<StatusBadge tone={objectionTone(found.status)} label={found.statusLabel} />}
          >
            <DescriptionList
              columns={1}
              items={[
                { label: '公示', value: found.batchTitle },
                { label: '名义', value: found.kindLabel },
                { label: '提出时间', value: <Time value={found.filedAt} /> },
                {
                  label: '办理意见',
                  value:
                    found.result ??
                    (found.status === 'lead' ? '工作人员正在判断这条线索。' : '正在核查，请过几天再查。'),
                },
                ...(found.decidedAt ? [{ label: '办结时间', value: <Time value={found.decidedAt} /> }] : []),
              ]}
            />
          </Card>
        </div>
      )}
    </div>
  )
}
