import { newId } from '@/lib/platform/ids'
import { asks, type Call, inner, real } from './gate-calls'

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

/** Of 公开征集 and 邀请入库: every function and the permission it must ask for. */
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
  'invite/accepted acceptedWithout': inner('takes the transaction of its caller'),
  'invite/accepted tieApplication': inner('takes the transaction of its caller'),
  'invite/accepted hasInvited': inner('its caller has read the application'),
  'invite/accepted invitationOf': inner('its caller has read the application'),
  'invite/accepted informUnit': inner('takes the transaction of its caller'),
  'invite/answer openInvitation': asks('invite.answer', 'x'),
  'invite/answer takeInvitation': inner('takes the transaction of its caller'),
  'invite/answer settleInvitation': inner('takes the transaction of its caller'),
  'invite/answer acceptInvitation': asks('application.fill', { token: 'x' }),
  'invite/answer declineInvitation': asks('invite.answer', { token: 'x' }),
  'invite/begin applicationFor': inner('takes the transaction of its caller'),
  'invite/invite sendInvitation': asks('invite.send', {
    name: 'x',
    phone: real.phone,
    unitName: 'x',
    reason: 'x',
  }),
  'invite/invite resendInvitation': asks('invite.send', { id: newId(), version: 0 }),
  'invite/invite revokeInvitation': asks('invite.send', { id: newId(), version: 0 }),
  'invite/clear clearInvitations': asks('invite.remind'),
  'invite/remind remindInvitations': asks('invite.remind'),
  'invite/view listInvitations': asks('invite.send', { size: 5, sort: 'desc' }),
  'invite/view countInvitations': asks('invite.send', {}),
  'invite/view viewInvitation': asks('invite.send', newId()),
})
