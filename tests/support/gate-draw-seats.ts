import { newId } from '@/lib/platform/ids'
import { asks, type Call, inner } from './gate-calls'

const seat = () => ({ id: newId(), opinion: '有事' })
const request = () => ({ id: newId(), version: 0, opinion: '有事' })

/** Of what comes after a draw: every function and the permission it must ask for. */
export const drawSeats = (): Record<string, Call | string> => ({
  'draw/answer acceptSeat': asks('draw.answer', { token: 'x', id: null, pledge: 'x', agreed: true }),
  'draw/answer declineSeat': asks('draw.answer', { token: 'x', id: null, reason: 'time', note: null }),
  'draw/call listCalls': asks('draw.notify', newId()),
  'draw/call revealSeatPhone': asks('draw.notify', { id: newId(), reason: '通知' }),
  'draw/call recordCall': asks('draw.notify', { id: newId(), outcome: 'noAnswer', note: null }),
  'draw/call recordAccept': asks('draw.notify', { id: newId(), note: null }),
  'draw/call recordDecline': asks('draw.notify', { id: newId(), reason: 'time', note: null }),
  'draw/credit addCredit': inner('takes the transaction of its caller'),
  'draw/credit takeBack': inner('takes the transaction of its caller'),
  'draw/credit lateEntry': inner('takes the transaction of its caller'),
  'draw/credit ownCredit': asks('application.viewOwn'),
  'draw/notify startInviting': asks('draw.run', { id: newId(), version: 0 }),
  'draw/notify keepSeats': asks('draw.clock'),
  'draw/own-seat openAnswer': asks('draw.answer', 'x'),
  'draw/own-seat ownSeats': asks('application.viewOwn'),
  'draw/seat lockSeat': inner('takes the transaction of its caller'),
  'draw/seat holdRequest': inner('takes the transaction of its caller'),
  'draw/seat stepSeat': inner('takes the transaction of its caller'),
  'draw/seat refill': inner('takes the transaction of its caller'),
  'draw/seat asSeat': inner('makes an actor and reads nothing'),
  'draw/seat holderOf': inner('its caller has asked mayNames'),
  'draw/seat seatPhone': inner('its caller has asked mayNames'),
  'draw/seat-deeds releaseSeat': asks('draw.approve', seat()),
  'draw/seat-deeds confirmList': asks('draw.run', request()),
  'draw/seat-deeds reopenList': asks('draw.run', request()),
  'draw/seat-deeds holdSession': asks('draw.signIn', request()),
  'draw/seat-deeds archiveDraw': asks('draw.check', request()),
  'draw/seat placeOf': inner('its caller has read the seat'),
  'draw/seat-list requestFor': inner('asks for the permission its caller names'),
  'draw/seat-list viewSeats': asks('draw.view', newId()),
  'draw/seat-tell tellSeat': inner('takes the transaction of its caller'),
  'draw/seat-tell tellShort': inner('takes the transaction of its caller'),
  'draw/seat-tell panelOf': inner('takes the transaction of its caller'),
  'draw/sign-in signIn': asks('draw.signIn', { id: newId(), way: 'code', typed: '123456' }),
  'draw/sign-in excuseSeat': asks('draw.signIn', seat()),
  'draw/sign-in missSeat': asks('draw.signIn', seat()),
  'draw/unlock unlockIfAllIn': inner('takes the transaction of its caller'),
  'draw/unlock unlockDue': asks('draw.clock'),
})
