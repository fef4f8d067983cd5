/** People end what they write with a full stop or without: the message has exactly one. */
export const sentence = (text: string) => {
  const words = text.replace(/[\s。.，,；;、]+$/u, '')
  return /[！？!?…]$/u.test(words) ? words : `${words}。`
}
