// What a body outside does through the link to one case. The token goes in a header, never into an address that a server logs.
import { answer, api, newKey, send, type Schemas } from '../api/client'
import { problemOf } from '../api/problem'
import { fitForUpload } from '../shared/photos'

export type Linked = Schemas['LinkedCaseView']

const shown = (token: string): { 'Gridward-Link': string } => ({ 'Gridward-Link': token })

export function read(token: string): Promise<Linked> {
  return answer(api.GET('/api/v1/outside/case', { params: { header: shown(token) } }))
}

export function add(token: string, text: string): Promise<Linked> {
  return answer(api.POST('/api/v1/outside/case/supplements', { params: { header: { ...shown(token), 'Idempotency-Key': newKey() } }, body: { text } }))
}

/** `key` stays the same until an answer came, so that a lost answer is only given again. */
export function report(token: string, version: number, body: Schemas['OutsideResultForm'], key: string): Promise<Schemas['OutsideReceipt']> {
  const header = { ...shown(token), 'If-Match': `"v${version}"`, 'Idempotency-Key': key }
  return answer(api.POST('/api/v1/outside/case/result', { params: { header }, body }))
}

export async function addPhoto(token: string, file: Blob): Promise<Linked> {
  const body = await fitForUpload(file)
  const headers = { ...shown(token), 'content-type': body.type, 'idempotency-key': newKey() }
  const response = await send(new Request(new URL('/api/v1/outside/case/attachments', location.origin), { method: 'POST', headers, body }))
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as Linked
}
