// Names of what the API calls by id or code: units, areas, categories. Loaded once when first asked for.
import { reactive } from 'vue'
import { answer, api, getAll, type Schemas } from '../api/client'
import { locale } from '../i18n'
import { onForget } from './forget'

export type Unit = { id: string; code: string; kind: string; kind_label: string; name: string; name_zh: string; name_en: string; area_id: string }
export type Area = Schemas['AreaView']
export type Category = Schemas['Category']
export type Condition = Schemas['Condition']
export type Department = Schemas['DepartmentDefault']

interface Book {
  units: Map<string, Unit>
  areas: Map<string, Area>
  categories: Map<string, Category>
  conditions: Condition[]
  departments: Map<string, Department>
}

export const book = reactive<Book>({ units: new Map(), areas: new Map(), categories: new Map(), conditions: [], departments: new Map() })

const started = new Map<string, Promise<void>>()

function once(what: string, load: () => Promise<void>): Promise<void> {
  const running = started.get(what)
  if (running) return running
  // A failed load is tried again the next time somebody asks.
  const loading = load().catch((error: unknown) => {
    started.delete(what)
    throw error
  })
  started.set(what, loading)
  return loading
}

export const loadUnits = (): Promise<void> =>
  once('units', async () => {
    const units = await getAll<Unit>('/api/v1/departments?limit=200')
    book.units = new Map(units.map((unit) => [unit.id, unit]))
  })

export const loadAreas = (): Promise<void> =>
  once('areas', async () => {
    const areas = await getAll<Area>('/api/v1/areas?limit=200')
    book.areas = new Map(areas.map((area) => [area.id, area]))
  })

export function takeCatalogue(catalogue: Schemas['CatalogueView']): void {
  book.categories = new Map(catalogue.categories.map((category) => [category.code, category]))
  book.conditions = catalogue.conditions
  book.departments = new Map(catalogue.departments.map((department) => [department.code, department]))
}

export const loadCatalogue = (): Promise<void> =>
  once('catalogue', async () => takeCatalogue(await answer(api.GET('/api/v1/catalogue'))))

/** Another person may see other things. */
onForget(() => started.clear())

interface Named {
  name_zh: string
  name_en: string
}

export function nameOf(named: Named | undefined, fallback = ''): string {
  if (!named) return fallback
  return locale() === 'en' ? named.name_en : named.name_zh
}

export const unitName = (id: string | null | undefined): string => (id ? nameOf(book.units.get(id), `#${id}`) : '')
export const areaName = (id: string | null | undefined): string => (id ? nameOf(book.areas.get(id), `#${id}`) : '')
export const categoryName = (code: string | null | undefined): string => (code ? nameOf(book.categories.get(code), code) : '')

/** What the first digits of a category's code stand for: a group, a category, or the digits themselves. */
export function matterName(prefix: string | null | undefined): string {
  if (!prefix) return ''
  const group = [...book.categories.values()].find((category) => category.group_code === prefix)
  return group ? nameOf({ name_zh: group.group_zh, name_en: group.group_en }) : categoryName(prefix)
}

/** Who holds a case, in words. */
export function holderName(holder: Schemas['HolderView'] | null | undefined, desk: (level: string) => string): string {
  if (!holder) return ''
  if (holder.kind === 'desk') return `${areaName(holder.area)} ${desk(holder.level)}`.trim()
  return holder.kind === 'unit' ? unitName(holder.unit) : unitName(holder.unit) || ''
}
