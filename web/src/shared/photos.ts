import { send } from '../api/client'
import { problemOf } from '../api/problem'
import { onForget } from './forget'

const kept = new Map<string, Promise<string>>()
const MOST = 60

/** The address of a picture that only somebody logged in, or whoever has the link to its case, may load, as an object URL. The last
 * few are kept. */
export function pictureUrl(path: string, link?: string): Promise<string> {
  const name = link ? `${path}#${link}` : path
  const known = kept.get(name)
  if (known) return known
  const headers: HeadersInit = link ? { 'gridward-link': link } : {}
  const loading = send(new Request(new URL(path, location.origin), { headers })).then(async (response) => {
    if (!response.ok) throw await problemOf(response)
    return URL.createObjectURL(await response.blob())
  })
  loading.catch(() => kept.delete(name))
  kept.set(name, loading)
  if (kept.size > MOST) {
    const [oldest, url] = kept.entries().next().value as [string, Promise<string>]
    kept.delete(oldest)
    url.then(URL.revokeObjectURL).catch(() => undefined)
  }
  return loading
}

/** Another person may see other pictures. */
onForget(() => {
  kept.forEach((url) => void url.then(URL.revokeObjectURL, () => undefined))
  kept.clear()
})

const PLAIN = ['image/jpeg', 'image/png', 'image/webp']
/** Up to this many bytes a picture goes as it is, with its own time and place. */
const AS_IT_IS = 3_000_000
const LONG_SIDE = 2560

/** A picture that the server takes and that a weak signal can carry. Formats that this browser cannot read are left alone:
 * the server says what is wrong with them. */
export async function fitForUpload(file: Blob): Promise<Blob> {
  if (PLAIN.includes(file.type) && file.size <= AS_IT_IS) return file
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, LONG_SIDE / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * scale)
    canvas.height = Math.round(bitmap.height * scale)
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    bitmap.close()
    const smaller = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.86))
    return smaller ?? file
  } catch {
    return file
  }
}
