import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useLive } from '../src/shared/live'
import { changeOf, framesOf, line, type Change } from '../src/shared/stream'
import { mount } from './mount'

test('a frame that arrives in pieces is read once it is whole', () => {
  const text = 'retry: 3000\nid: 7-1\n\nevent: case.changed\nid: 7-2\ndata: {"id":"5","number":"GW-5","state":"reported","version":3}\n\n: beat\nid: 7-'
  const { frames, rest } = framesOf(text)
  expect(frames.map((frame) => frame.id)).toEqual(['7-1', '7-2'])
  expect(frames.map(changeOf)).toEqual([null, { what: 'case', id: '5', version: 3 }])
  expect(framesOf(rest + '3\n\n').frames).toEqual([{ id: '7-3' }])
})

test.each<[string, Change | null]>([
  ['case.gone', { what: 'gone', id: '5' }], ['inbox.new', { what: 'inbox' }], ['resync', { what: 'all' }], ['end', null], ['of a newer server', null],
])('%s means what the document says', (event, change) => {
  expect(changeOf({ event, data: '{"id":"5"}' })).toEqual(change)
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const page = Object.assign(document, { addEventListener: () => undefined, removeEventListener: () => undefined })

test('without a line it is asked for every few seconds, with one every minute, and never while nobody looks', async () => {
  let asked = 0
  const { unmount } = mount(() => useLive(async () => void asked++))
  line.open = false
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toBe(4)
  line.open = true
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toBe(5)
  Object.assign(page, { visibilityState: 'hidden' })
  await vi.advanceTimersByTimeAsync(120_000)
  expect(asked).toBe(5)
  Object.assign(page, { visibilityState: 'visible' })
  unmount()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(asked).toBe(5)
})
