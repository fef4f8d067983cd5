import { newId } from '@/lib/platform/ids'
import { asks, type Call, inner } from './gate-calls'

const step = () => ({ id: newId(), version: 0 })

/** Of lists of experts: every function and the permission it must ask for. */
export const intake = (): Record<string, Call | string> => ({
  'auth/claim claimAccount': asks('account.claim', {}),
  'intake/check checkIntake': asks('intake.run', {}, { id: newId(), kind: 'legacy' }),
  'intake/check countRows': inner('its caller has read the batch'),
  'intake/enter enterIntake': asks('intake.run', newId()),
  'intake/enter countDone': inner('its caller has read the batch'),
  'intake/intake createIntake': asks('intake.write', { kind: 'legacy', title: 'x', source: 'x' }),
  'intake/intake checkList': asks('intake.write', step()),
  'intake/intake recheckList': asks('intake.write', step()),
  'intake/intake dropIntake': asks('intake.write', step()),
  'intake/intake stopIntake': asks('intake.confirm', step()),
  'intake/intake resumeIntake': asks('intake.confirm', step()),
  'intake/intake endIntake': asks('intake.confirm', { ...step(), reason: 'x' }),
  'intake/intake confirmIntake': asks('intake.confirm', { ...step(), goLiveOn: '2026-11-01', reason: 'x' }),
  'intake/intake lockIntake': inner('takes the transaction of its caller'),
  'intake/intake factsOf': inner('its caller has read the batch'),
  'intake/intake theList': inner('its caller has read the batch'),
  'intake/intake removeList': inner('takes the transaction of its caller'),
  'intake/intake closeList': inner('takes the transaction of its caller'),
  'intake/intake clearRows': inner('takes the transaction of its caller'),
  'intake/put putPeople': inner('takes the transaction of its caller'),
  'intake/put notePlaces': inner('takes the transaction of its caller'),
  'intake/put markDone': inner('takes the transaction of its caller'),
  'intake/report intakeTemplate': asks('intake.write', 'legacy'),
  'intake/report intakeReport': asks('intake.view', newId()),
  'intake/resolve resolveRows': inner('takes the transaction of its caller'),
  'intake/resolve findDoubles': inner('takes the transaction of its caller'),
  'intake/resolve markMerged': inner('takes the transaction of its caller'),
  'intake/run keepIntakes': asks('intake.run'),
  'intake/run clearIntakes': asks('intake.run'),
  'intake/view listIntakes': asks('intake.view', { size: 5, sort: 'desc' }),
  'intake/view countIntakes': asks('intake.view', {}),
  'intake/view viewIntake': asks('intake.view', newId()),
  'intake/view listIntakeRows': asks('intake.view', newId(), { size: 5 }),
  'intake/view missingUnits': asks('intake.view', newId()),
  'intake/view leftOut': inner('is asked page by page; its first asks like `viewIntake`'),
})
