import { newId } from '@/lib/platform/ids'
import { asks, type Call, inner, real } from './gate-calls'

/** Of places in the pool: every function and the permission it must ask for. */
export const membership = (): Record<string, Call | string> => ({
  'expert/own ownMembership': asks('application.viewOwn'),
  'expert/admit admitExpert': asks('expert.admit', {}, { id: newId(), accountId: newId(), kind: 'first' }),
  'expert/pool searchExperts': asks('expert.list', { size: 5 }),
  'expert/pool countExperts': asks('expert.list', {}),
  'expert/pool viewExpert': asks('expert.view', real.expert),
  'membership/decide decideMember': asks(['membership.propose', 'membership.decide'], {
    id: real.expert,
    version: 0,
    event: 'suspend',
    opinion: 'x',
  }),
  'membership/forecast viewForecast': asks('membership.list'),
  'membership/member lockMember': inner('takes the transaction of its caller'),
  'membership/member lastExit': inner('its caller has read the expert'),
  'membership/member moveMember': inner('takes the transaction of its caller'),
  'membership/member tellMember': inner('takes the transaction of its caller'),
  'membership/member wasTold': inner('takes the transaction of its caller'),
  'membership/own requestExit': asks('membership.own', { version: 0 }),
  'membership/own cancelExit': asks('membership.own', { version: 0 }),
  'membership/own restoreOwn': asks('membership.own', { version: 0 }),
  'membership/own stateOwn': asks('membership.own', { statement: 'x' }),
  'membership/plan planRuns': asks('membership.run'),
  'membership/run keepMembership': asks('membership.run'),
  'membership/runs viewRuns': asks('membership.list'),
  'membership/runs viewStuck': asks('membership.list'),
  'membership/runs confirmRun': asks('membership.decide', { id: newId(), version: 0, reason: 'x' }),
  'membership/runs putOffRun': asks('membership.decide', { id: newId(), version: 0, reason: 'x' }),
  'membership/standing dueNow': inner('its caller has read the expert'),
  'membership/standing everyDue': inner('takes the transaction of its caller'),
  'membership/worklist viewLeaving': asks('membership.list'),
  'membership/worklist viewOverage': asks('membership.list'),
  'membership/view viewMember': asks('expert.view', real.expert),
  'membership/view ownPlace': asks('membership.own'),
})
