import { newId } from '@/lib/platform/ids'
import { asks, type Call, inner } from './gate-calls'

/** Of 公示 and objections: every function and the permission it must ask for. */
export const publicity = (): Record<string, Call | string> => ({
  'publicity/batch createPublicity': asks('publicity.manage'),
  'publicity/batch savePublicity': asks('publicity.manage', {
    id: newId(),
    version: 0,
    title: '公示',
    body: '正文',
    contact: '电话',
  }),
  'publicity/batch dropPublicity': asks('publicity.manage', { id: newId(), version: 0 }),
  'publicity/batch removeEntry': asks('publicity.manage', { id: newId(), entryId: newId() }),
  'publicity/batch gatherMore': asks('publicity.manage', { id: newId() }),
  'publicity/decide decideObjection': asks('objection.decide', {
    id: newId(),
    version: 0,
    event: 'note',
    opinion: '无',
  }),
  'publicity/entry gather': inner('takes the transaction of its caller'),
  'publicity/entry settleEntries': inner('takes the transaction of its caller'),
  'publicity/finish finishPublicity': asks('publicity.finish'),
  'publicity/objection fileObjection': asks('objection.file', {
    kind: 'anonymous',
    entryId: newId(),
    grounds: '与事实不符。',
  }),
  'publicity/move moveInPublicity': inner('takes the transaction of its caller'),
  'publicity/objection followObjection': asks('objection.follow', { receipt: 'ABCD-2345-EFGH-6789' }),
  'publicity/objections listObjections': asks('objection.view', { size: 5, sort: 'asc' }),
  'publicity/objections countObjections': asks('objection.view', {}),
  'publicity/objections viewObjection': asks('objection.view', newId()),
  'publicity/objections objectionFacts': inner('computes over what its caller has read'),
  'publicity/own publicityOf': inner('its caller has read the application'),
  'publicity/register registerObjection': asks('objection.decide', {
    kind: 'person',
    entryId: newId(),
    grounds: '职称证书与事实不符。',
    arrivedOn: '2026-11-20',
    name: '言路',
  }),
  'publicity/reveal revealObjectorPhone': asks('objection.decide', { id: newId(), reason: '电话核实' }),
  'publicity/publish publishBatch': inner('takes the transaction of its caller'),
  'publicity/view listPublicity': asks('publicity.view', { size: 5, sort: 'desc' }),
  'publicity/view countPublicity': asks('publicity.view', {}),
  'publicity/view publicityDesk': asks('publicity.view'),
  'publicity/view countWaiting': asks('publicity.view'),
  'publicity/view viewPublicity': asks('publicity.view', newId()),
  'publicity/write writeObjection': inner('takes the transaction of its caller'),
  'publicity/write holdApplication': inner('takes the transaction of its caller'),
})
