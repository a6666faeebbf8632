import { expect, test } from 'vitest'
import { bodyOf, kindOf, listOf, missing, newForm, optionsOf, type Need } from '../src/shared/actions'
import labels from '../src/i18n/labels.json'

const need = (field: Need['field'], required = true, options: string[] = []): Need => ({ field, required, options })

test('every field of the server has an input, and every choice its words', () => {
  for (const field of Object.keys(labels.Field) as Need['field'][]) {
    const kind = kindOf(field)
    if (kind === 'choice') expect(optionsOf(need(field)).length, field).toBeGreaterThan(1)
    else expect(listOf(field), field).toBe('')
  }
})

test('only what was filled in is sent, with the request that is decided', () => {
  const form = newForm({ action: 'refuse', request: 'extend', needs: [need('text'), need('reason', false)] })
  expect(missing(form)).toEqual(['text'])
  Object.assign(form.values, { text: '材料不全', reason: '' })
  expect(missing(form)).toEqual([])
  expect(bodyOf(form)).toEqual({ action: 'refuse', request: 'extend', text: '材料不全' })
})

test('false is an answer, an empty list is none', () => {
  const form = newForm({ action: 'close', needs: [need('condition_met'), need('attachments', false)] })
  Object.assign(form.values, { condition_met: false, attachments: [] })
  expect(missing(form)).toEqual([])
  expect(bodyOf(form)).toEqual({ action: 'close', condition_met: false })
})

test('a form takes over only what its action takes', () => {
  const form = newForm({ action: 'urgent', needs: [need('priority', true, ['urgent', 'high'])] }, { priority: 'high', category: '06001' })
  expect(form.values).toEqual({ priority: 'high' })
  expect(optionsOf(form.offer.needs[0] as Need)).toEqual(['urgent', 'high'])
})
