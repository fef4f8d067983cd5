import { newId } from '@/lib/platform/ids'
import { asks, type Call, inner, real } from './gate-calls'

/** Of finding experts: every function and the permission it must ask for. */
export const finding = (): Record<string, Call | string> => ({
  'expert/conditions conditionsOf': inner('makes a condition for callers who have asked; reads nothing of anybody'),
  'expert/describe describeFilter': inner('words of conditions; reads nothing but names of departments'),
  'expert/describe filterNames': inner('words of the policy, which is public'),
  'expert/facets facetsOf': asks('expert.list', {}),
  'expert/facets loosened': asks('expert.list', {}),
  'expert/numbers phoneOf': inner('its caller has asked the gate for a number in clear'),
  'expert/numbers documentOf': inner('its caller has asked the gate for a number in clear'),
  'expert/numbers masksOf': inner('its caller has read the expert; numbers are masked'),
  'expert/reveal revealExpertPhone': asks('expert.reveal', { id: real.expert, reason: '核实' }),
  'expert/reveal revealExpertDocument': asks('expert.revealDocument', { id: real.expert, reason: '核实' }),
  'export/query readQuery': inner('reads an address, nothing of anybody'),
  'export/query countQuery': asks('expert.list', ''),
  'export/request requestExport': asks('expert.export', { query: '', columns: ['name'], purpose: '测试用途' }),
  'export/request decideExport': asks('expert.exportDecide', {
    id: newId(),
    version: 0,
    event: 'refuse',
    opinion: 'x',
  }),
  'export/request cancelExport': asks('expert.export', { id: newId(), version: 0 }),
  'export/view listExports': asks('expert.export', { size: 5 }),
  'export/view countExports': asks('expert.export'),
  'export/view exportsWaiting': asks('expert.exportDecide'),
  'export/view previewExport': asks('expert.export', ''),
  'export/view viewExport': asks('expert.export', newId()),
  'export/make keepExports': asks('expert.exportMake'),
  'export/rows exportedRows': inner('for the worker, of a request that was agreed to'),
  'export/sheet exportWorkbook': inner('for the worker, of a request that was agreed to'),
  'export/download openExport': asks('expert.export', newId()),
  'expert/words keepWords': inner('takes the transaction of its caller'),
  'expert/words readWords': asks('expert.words'),
})
