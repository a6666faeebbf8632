// Writes src/api/schema.d.ts (types) and src/i18n/labels.json (the word for every code) from the OpenAPI document that the
// binary prints: `gridward openapi > openapi.json && npm run generate -- openapi.json`. With --check nothing is written and
// the answer is whether the committed files are current.
import { readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const [source, mode] = process.argv.slice(2)
if (!source) {
  console.error('usage: npm run generate -- OPENAPI.json [--check]')
  process.exit(2)
}
const document = JSON.parse(readFileSync(source, 'utf8'))
// The address of a server is of no interest to a type.
document.servers = []

const types = '// Made by `npm run generate`. Do not edit.\n' + astToString(await openapiTS(document))
const labels = {}
for (const [name, schema] of Object.entries(document.components.schemas).sort()) {
  if (schema['x-labels']) labels[name] = schema['x-labels']
}
const wanted = { 'src/api/schema.d.ts': types, 'src/i18n/labels.json': JSON.stringify(labels, null, 1) + '\n' }

let stale = false
for (const [path, text] of Object.entries(wanted)) {
  if (mode !== '--check') writeFileSync(path, text)
  else if (readFileSync(path, 'utf8') !== text) {
    stale = true
    console.error(`web/${path} is older than the API: run script/web-types and commit`)
  }
}
process.exit(stale ? 1 : 0)
