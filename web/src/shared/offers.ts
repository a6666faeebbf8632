import { label, locale } from '../i18n'
import type { Offer } from './actions'

/** What a button says: the action, and for a decision what is decided on. */
export function offerLabel(offer: Offer): string {
  const action = label('ActionCode', offer.action)
  if (!offer.request) return action
  const request = label('RequestKind', offer.request)
  return locale() === 'en' ? `${action}: ${request}` : `${action}${request}`
}
