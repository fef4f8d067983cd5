import { newId } from '@/lib/platform/ids'
import { asks, type Call, inner } from './gate-calls'

const ask = {
  ...{ size: 3, alternates: 0, quotas: [], caps: [], groupId: null, name: '组' },
  conditions: {
    ...{ disciplines: [], firstOnly: false, titleLevels: [], titles: [], expertTypes: [], regions: [], area: null },
    ...{ ageFrom: null, ageTo: null, natures: [], workYears: null, words: '', restDays: null, creditAtLeast: null },
  },
}

/** Of pools and draws: every function and the permission it must ask for. */
export const lottery = (): Record<string, Call | string> => ({
  'draw/check checkAsk': asks('draw.request', {
    ...{ requestId: null, kind: 'first', sessionFrom: null, sessionTo: null, groups: [ask], caps: [] },
  }),
  'draw/check checkRound': asks('draw.view', newId()),
  'draw/run runDraw': asks('draw.run', { roundId: newId(), version: 0 }),
  'draw/run-view viewRun': asks('draw.view', newId()),
  'draw/trial stopTrial': asks('draw.approve', { roundId: newId() }),
  'draw/trial trialOf': asks('draw.approve', { roundId: newId() }),
  'draw/trial tryDraw': asks('draw.approve', { roundId: newId() }),
  'draw/void voidDraw': asks('draw.approve', { drawId: newId(), version: 0, opinion: '测试原因' }),
  'draw/features featureColumns': inner('makes columns for callers who have asked; reads nothing of anybody'),
  'draw/follow follow': inner('takes the transaction of the step that set a seat free'),
  'draw/health healthOf': inner('its callers have asked for the request'),
  'draw/lock lockDraws': inner('takes the transaction of its caller'),
  'draw/lock nextPlace': inner('takes the transaction of its caller'),
  'draw/lock lockRound': inner('takes the transaction of its caller'),
  'draw/out drawnOften': inner('makes a condition for callers who have asked; reads nothing of anybody'),
  'draw/out outCase': inner('makes a condition for callers who have asked; reads nothing of anybody'),
  'draw/out awayThen': inner('for a session that its caller moves'),
  'draw/out outNow': inner('for the one who follows, of a draw its caller has read'),
  'draw/out outSets': inner('makes a condition for callers who have asked; reads nothing of anybody'),
  'draw/pool eligibleFor': inner('its callers have asked for the request'),
  'draw/pool poolOf': inner('its callers have asked for the request'),
  'draw/pool-conditions askedConditions': inner(
    'makes a condition for callers who have asked; reads nothing of anybody',
  ),
  'draw/record checkedDraw': inner('for the look through the whole database and the operator of the machine'),
  'draw/record drawsOf': inner('for the operator of the machine: numbers and hashes'),
  'draw/record orderOf': inner('reckons with what its caller has read'),
  'draw/record recordOf': inner('for the look through the whole database and the operator of the machine'),
  'draw/record sealedOf': inner('takes the transaction of its caller'),
  'draw/round askedRound': inner('puts together what its caller has read'),
  'draw/round apartFromSeats': inner('changes what its caller has read'),
  'draw/round storedRound': inner('its callers ask for the request'),
  'draw/verify brokenDraws': inner('for the look through the whole database, which has asked'),
  'expert/conditions regionCondition': inner('makes a condition for callers who have asked; reads nothing of anybody'),
})
