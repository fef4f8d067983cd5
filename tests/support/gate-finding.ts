import { asks, type Call, inner, real } from './gate-calls'

/** Of finding experts: every function and the permission it must ask for. */
export const finding = (): Record<string, Call | string> => ({
  'expert/conditions conditionsOf': inner('makes a condition for callers who have asked; reads nothing of anybody'),
  'expert/describe describeFilter': asks('expert.list', {}),
  'expert/describe filterNames': inner('words of the policy, which is public'),
  'expert/facets facetsOf': asks('expert.list', {}),
  'expert/facets loosened': asks('expert.list', {}),
  'expert/numbers phoneOf': inner('its caller has asked the gate for a number in clear'),
  'expert/numbers documentOf': inner('its caller has asked the gate for a number in clear'),
  'expert/numbers masksOf': inner('its caller has read the expert; numbers are masked'),
  'expert/reveal revealExpertPhone': asks('expert.reveal', { id: real.expert, reason: '核实' }),
  'expert/reveal revealExpertDocument': asks('expert.revealDocument', { id: real.expert, reason: '核实' }),
  'expert/words keepWords': inner('takes the transaction of its caller'),
  'expert/words readWords': asks('expert.words'),
})
