// Collects the links of saved HTML pages, made absolute, each with its page and text.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

// Stands in for the address of a page that does not say where it came from.
const UNKNOWN = new URL('http://unknown.invalid/');
const COMMENT_OR_SCRIPT = /<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
const LINK = /<(a|area)\b((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;
const BASE = /<base\b((?:"[^"]*"|'[^']*'|[^'">])*)>/i;
const HREF = /(?:^|\s)href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;
const ENTITIES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }));

main(readOptions());

function main(options) {
  const pages = findPages(options.input);
  if (pages.length === 0) fail(`No .html or .htm file in ${options.input}`);

  const links = [];
  let errors = 0;
  pages.forEach((page, index) => {
    try {
      const found = extract(fs.readFileSync(page, 'utf8'), options.base_url);
      found.forEach((link) => links.push({ page: path.basename(page), ...link }));
      console.log(`${page}: ${found.length} links`);
    } catch (error) {
      errors++;
      console.error(`WARNING ${page} cannot be read: ${error.message}`);
    }
    console.log(`::progress ${index + 1}/${pages.length}`);
  });

  const chosen = choose(links, options);
  const hosts = countHosts(chosen);
  const results = process.env.PRISMQ_OUTPUT_DIR || 'results';
  fs.mkdirSync(results, { recursive: true });
  fs.writeFileSync(path.join(results, 'links.json'), JSON.stringify({ pages: pages.length, hosts, links: chosen }, null, 2) + '\n');
  fs.writeFileSync(path.join(results, 'links.csv'), toCsv(['page', 'kind', 'url', 'text'], chosen));

  console.log(`${chosen.length} of ${links.length} links kept, to ${Object.keys(hosts).length} hosts`);
  console.log(`::metric items_collected=${links.length}`);
  console.log(`::metric items_saved=${chosen.length}`);
  console.log(`::metric errors=${errors}`);
  if (errors === pages.length) process.exitCode = 1;
}

function readOptions() {
  const options = { input: 'pages', base_url: '', kind: 'all', unique: false };
  const args = process.argv.slice(2);
  while (args.length > 0) {
    const name = args.shift().replace(/^--/, '');
    if (name === 'unique') options.unique = true;
    else if (!Object.hasOwn(options, name)) fail(`Unknown parameter ${name}`);
    else if (args.length === 0) fail(`--${name} needs a value`);
    else options[name] = args.shift();
  }
  if (!['all', 'internal', 'external', 'other'].includes(options.kind)) fail('kind must be one of: all, internal, external, other');
  if (options.base_url && !/^https?:/.test(resolve(options.base_url)?.protocol ?? '')) {
    fail('base_url must be an address that begins with http:// or https://');
  }
  return options;
}

function findPages(input) {
  try {
    if (!fs.statSync(input).isDirectory()) return [input];
    return fs.readdirSync(input).filter((name) => /\.html?$/i.test(name)).sort().map((name) => path.join(input, name));
  } catch (error) {
    return fail(`Cannot read ${input}: ${error.code === 'ENOENT' ? 'there is no such file or folder' : error.message}`);
  }
}

function extract(html, baseUrl) {
  const visible = html.replace(COMMENT_OR_SCRIPT, '');
  const declared = BASE.exec(visible);
  const base = resolve((declared && attribute(declared[1])) ?? '', baseUrl || UNKNOWN) ?? UNKNOWN;
  const links = [];
  for (const match of visible.matchAll(LINK)) {
    const href = attribute(match[2]);
    if (href === null) continue;
    const url = resolve(href, base);
    const rest = visible.slice(match.index + match[0].length);
    const end = match[1].toLowerCase() === 'a' ? rest.search(/<\/a\b/i) : 0;
    const known = url?.host && url.host !== UNKNOWN.host;
    links.push({
      kind: kindOf(url, base),
      url: known || !url?.host ? (url?.href ?? href) : url.href.slice(url.origin.length),
      host: known ? url.host : '',
      text: plain(rest.slice(0, end < 0 ? 200 : end)),
    });
  }
  return links;
}

function attribute(attributes) {
  const match = HREF.exec(attributes);
  return match === null ? null : decode(match[1] ?? match[2] ?? match[3]).trim();
}

function resolve(href, base) {
  return URL.canParse(href, base) ? new URL(href, base) : null;
}

function kindOf(url, base) {
  if (url === null || !/^https?:$/.test(url.protocol)) return 'other';
  return url.host === base.host ? 'internal' : 'external';
}

function plain(html) {
  return decode(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim();
}

function decode(text) {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return ENTITIES.get(name.toLowerCase()) ?? whole;
    const code = parseInt(hex ?? decimal, hex ? 16 : 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function choose(links, options) {
  const seen = new Set();
  return links.filter((link) => {
    const wanted = options.kind === 'all' || link.kind === options.kind;
    if (!wanted || (options.unique && seen.has(link.url))) return false;
    seen.add(link.url);
    return true;
  });
}

function countHosts(links) {
  const counts = new Map();
  for (const { host } of links) if (host) counts.set(host, (counts.get(host) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function toCsv(columns, rows) {
  const cell = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))].map((cells) => cells.map(cell).join(',') + '\n').join('');
}

function fail(message) {
  console.error(`ERROR ${message}`);
  process.exit(2);
}
