// Writes a .br and a .gz beside every text file, so that the server never compresses while somebody waits.
import { readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { filesBelow } from './files.mjs'

const SMALLEST_BYTES = 512
const [, , folder] = process.argv

for (const file of filesBelow(folder).filter((path) => /\.(js|css|html|svg|json)$/.test(path))) {
  const bytes = readFileSync(file)
  if (bytes.length < SMALLEST_BYTES) continue
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }))
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
}
