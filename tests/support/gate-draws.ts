import { newId } from '@/lib/platform/ids'
import { asks, type Call, inner, real } from './gate-calls'

const read = inner('reached by functions that have read the request in the actor’s scope')
const group = { id: null, conditions: {}, quotas: [], caps: [] }
const step = () => ({ id: newId(), version: 0 })
const decision = () => ({ ...step(), event: 'approve', opinion: null, askHash: '' })

/** Of draws: every function and the permission it must ask for. */
export const draws = (): Record<string, Call | string> => ({
  'draw/draft saveDrawDraft': asks('draw.request', { version: 0, data: { id: newId(), version: 0 } }),
  'draw/draft dropDrawDraft': asks('draw.request', { id: null }),
  'draw/draft draftOf': inner('its callers have asked; reads what the actor himself typed'),
  'draw/draft clearDraft': inner('takes the transaction of its caller'),
  'draw/request-read storedValues': inner('its caller has read the request in his scope'),
  'draw/request saveRequest': asks('draw.request', { id: newId(), groups: [group] }),
  'draw/request-codes assertCodes': inner('reads code tables only'),
  'draw/request-scope drawScope': inner('a condition, which nobody without draw.view meets'),
  'draw/request-scope findRequest': inner('reads in the scope only'),
  'draw/request-scope lockRequest': inner('reads in the scope only'),
  'draw/request-scope askedIt': inner('compares accounts for the machines'),
  'draw/request-scope askerOf': inner('the actor’s own office or unit'),
  'draw/request-read roundsOf': read,
  'draw/request-read roundOf': read,
  'draw/approve submitRequest': asks('draw.request', step()),
  'draw/approve decideRequest': asks('draw.approve', decision()),
  'draw/approve cancelRequest': asks('draw.request', { ...step(), opinion: '不评了' }),
  'draw/approve keepSent': read,
  'draw/approve assertSeen': read,
  'draw/approve-tell tellFeedback': inner('a message of the worker, in its transaction'),
  'draw/approve-tell tellAsker': inner('a message of a decision, in its transaction'),
  'draw/approve-tell tellSpecialsOut': inner('a message of a decision, in its transaction'),
  'draw/approve-tell tellChanged': inner('a message of a decision, in its transaction'),
  'draw/request-round openRound': asks('draw.request', { requestId: newId(), kind: 'supplement', reason: '人数不够' }),
  'draw/request-round saveRound': asks('draw.request', { ...step(), reason: '人数不够', groups: [] }),
  'draw/request-round submitRound': asks('draw.request', step()),
  'draw/request-round decideRound': asks('draw.approve', decision()),
  'draw/request-round dropRound': asks('draw.request', { ...step(), opinion: '不用了' }),
  'draw/request-round lockRound': inner('reads in the scope only'),
  'draw/request-round assertDraft': read,
  'draw/request-round drawsToApprove': asks('draw.approve'),
  'draw/request-round drawsToRun': asks('draw.run'),
  'draw/request-special findExperts': asks('draw.request', { roundId: newId(), name: '某人' }),
  'draw/request-special addSpecial': asks('draw.request', { roundId: newId() }),
  'draw/request-special removeSpecial': asks('draw.request', { id: newId() }),
  'draw/request-unit unitDrawsSince': asks('unit.manage', real.unit),
  'draw/menu wasDrawn': inner('which pages of a request stand there: whoever opens one has asked for the request'),
  'draw/menu drawsMatter': inner('whether a menu stands there: in the scope of the actor, a yes or no'),
  'draw/request-unit allowUnitDraws': asks('unit.manage', { unitId: real.unit, allowed: true, reason: '需要' }),
  'draw/list listDraws': asks('draw.view', { size: 20, order: 'desc' }),
  'draw/list countDraws': asks('draw.view', {}),
  'draw/list countDrawTabs': asks('draw.view', {}),
  'draw/list toDrawRow': read,
  'draw/request-view viewDraw': asks('draw.view', newId()),
  'draw/request-view askNames': inner('words of code tables'),
  'draw/request-edit newDraw': asks('draw.request'),
  'draw/request-edit editDraw': asks('draw.request', newId()),
  'draw/request-edit editRound': asks('draw.request', newId(), newId()),
})
