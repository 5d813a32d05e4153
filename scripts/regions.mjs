#!/usr/bin/env node
// Derives src/main/resources/agency/regions.csv.gz (code,name) from the npm package idn-area-data (data under ODbL, see NOTICE).
// Run by hand when the official codes change: node scripts/regions.mjs 4.0.1
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const version = process.argv[2] ?? '4.0.1';
const folder = mkdtempSync(join(tmpdir(), 'regions-'));
execFileSync('npm', ['pack', '--silent', `idn-area-data@${version}`], { cwd: folder });
execFileSync('tar', ['xzf', `idn-area-data-${version}.tgz`], { cwd: folder });

/** One CSV line of this package: quotes only around fields with commas. */
const fields = (line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((m) => m[1].replace(/^"|"$/g, '').replaceAll('""', '"'));

const rows = ['provinces', 'regencies', 'districts', 'villages'].flatMap((level) => {
  const [head, ...lines] = readFileSync(join(folder, 'package/data', `${level}.csv`), 'utf8').trim().split(/\r?\n/);
  const columns = fields(head);
  const code = columns.indexOf('code');
  const name = columns.indexOf('name');
  return lines.map(fields).map((f) => [f[code], f[name].trim()]);
});
rows.sort(([a], [b]) => (a < b ? -1 : 1));
const table = rows.map(([code, name]) => `${code},${name}\n`).join('');
writeFileSync(new URL('../src/main/resources/agency/regions.csv.gz', import.meta.url), gzipSync(table, { level: 9 }));
console.log(`${rows.length} regions`);
