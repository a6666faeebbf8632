import type { components } from './schema'

type ProblemDocument = components['schemas']['Problem']

/** What the server says when it refuses (RFC 9457), or what stands in its place when it does not answer at all. */
export class Problem extends Error {
  readonly status: number
  readonly slug: string
  readonly detail: string
  readonly requestId: string
  readonly document: Partial<ProblemDocument>

  constructor(status: number, document: Partial<ProblemDocument>) {
    super(document.title ?? String(status))
    this.status = status
    this.document = document
    this.slug = (document.type ?? '').replace(/^.*\/problems\//, '')
    this.detail = document.detail ?? ''
    this.requestId = document.request_id ?? ''
  }

  /** Nobody answered: no signal, server down, or the answer was cut off. Whether the request had an effect is unknown. */
  get unanswered(): boolean {
    return this.status === 0
  }

  /** Trying the same again later may succeed: it says nothing about what was sent. */
  get passing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500
  }

  /** The errors of single fields, by pointer: `/reason` → words. */
  get fields(): Map<string, string> {
    return new Map((this.document.errors ?? []).map((error) => [error.pointer, error.detail]))
  }

  /** Title and detail in one line. */
  get words(): string {
    return this.detail && this.detail !== this.message ? `${this.message}：${this.detail}` : this.message
  }
}

/** Makes a problem of any failed answer, also of one that is no problem document (a proxy's page). */
export async function problemOf(response: Response): Promise<Problem> {
  const type = response.headers.get('content-type') ?? ''
  if (type.includes('json')) {
    try {
      return new Problem(response.status, (await response.json()) as Partial<ProblemDocument>)
    } catch {
      // Cut off on the way: what is known is the status.
    }
  }
  return new Problem(response.status, { title: `HTTP ${response.status}` })
}
