import { newId } from '@/lib/platform/ids'
import { asks, type Call, inner } from './gate-calls'

const call = {
  id: null,
  version: 0,
  title: 'x',
  body: 'x',
  opensOn: null,
  closesOn: '2099-01-01',
  afterwards: 'open',
  disciplines: [],
  publish: false,
}

/** Of 公开征集: every function and the permission it must ask for. */
export const ways = (): Record<string, Call | string> => ({
  'call/call findCall': inner('its caller has asked the gate'),
  'call/call saveCall': asks('call.write', call),
  'call/call extendCall': asks('call.publish', { id: newId(), version: 0, closesOn: '2099-01-01', reason: 'x' }),
  'call/call withdrawCall': asks('call.publish', { id: newId(), version: 0, opinion: 'x' }),
  'call/call assertFilesOpen': inner('takes the transaction of its caller'),
  'call/entry callNow': inner('takes the transaction of its caller'),
  'call/entry enterThrough': inner('takes the transaction of its caller'),
  'call/entry assertMaySend': inner('takes the transaction of its caller'),
  'call/view listCalls': asks('call.view', { size: 5, sort: 'desc' }),
  'call/view countCalls': asks('call.view', {}),
  'call/view callChoices': asks('call.view'),
  'call/view viewCall': asks('call.view', newId()),
})
