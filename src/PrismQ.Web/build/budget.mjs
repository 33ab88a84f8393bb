// Fails when the first page's JavaScript and CSS, compressed, outgrow the budget.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const BUDGET_BYTES = 150_000
const [, , folder] = process.argv
const html = readFileSync(join(folder, 'index.html'), 'utf8')
const files = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map((match) => match[1])

const sizeOf = (path) => statSync(path, { throwIfNoEntry: false })?.size
let sums = { br: 0, gz: 0 }
for (const file of files) {
  const path = join(folder, file)
  const raw = sizeOf(path)
  const br = sizeOf(`${path}.br`) ?? raw
  const gz = sizeOf(`${path}.gz`) ?? raw
  sums = { br: sums.br + br, gz: sums.gz + gz }
  console.log(`${String(raw).padStart(8)} B  br ${String(br).padStart(7)}  gz ${String(gz).padStart(7)}  ${file}`)
}
console.log(`first page: ${sums.br} B brotli, ${sums.gz} B gzip, of ${BUDGET_BYTES}`)
if (sums.gz > BUDGET_BYTES) process.exit(1)
