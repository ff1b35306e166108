// Every character of a proof changed, one at a time, checked in this process by the script's own code run in a vm-less way: spawn in batches.
import { readFileSync, writeFileSync, mkdtempSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
const text = readFileSync(process.argv[2], 'utf8');
const folder = mkdtempSync(path.join(tmpdir(), 'exh-'));
const script = path.resolve('docs/verify/verify-proof.mjs');
const run = (file) => new Promise((r) => spawn(process.execPath, [script, file], { stdio: 'ignore' }).on('close', r));
let accepted = [], done = 0;
const step = Number(process.argv[3] ?? 1);
const places = []; for (let i = 0; i < text.length; i += step) places.push(i);
const worker = async (w) => { for (;;) { const at = places.shift(); if (at === undefined) return; const f = path.join(folder, `${w}.json`); const c = text[at] === 'A' ? 'B' : 'A'; writeFileSync(f, text.slice(0, at) + c + text.slice(at + 1)); if ((await run(f)) === 0) accepted.push(at); done += 1; } };
await Promise.all([0, 1].map(worker));
console.log({ length: text.length, done, accepted });
