/**
 * Breaks the decider of a task in many small ways, one at a time, and tells which of them the domain's tests notice: the model with
 * its thousand histories (a fifth of them here) and the specs. Works on a copy in a temporary folder.
 *
 * Usage: npm run test:mutants [-- --count 60 --seed 1]. Ends with 1 where fewer than nine in ten are caught.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const decider = 'libs/domain/src/task/decide';
const { values } = parseArgs({ options: { count: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } } });

const comparisons = new Map([
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
]);

const replaced = (node, by, what) => ({ start: node.getStart(), end: node.end, by, what });
const named = (node) => (ts.isCallExpression(node) && ts.isIdentifier(node.expression) ? node.expression.text : null);

/** A refusal that is never given; a check left out of those that come first; an act that is never "already true". */
const ofCall = (node) => {
  const name = named(node);
  if (name === 'refuseIf') return [replaced(node.arguments[0], 'false', 'never refuses')];
  if (name === 'firstOf') return node.arguments.map((each) => replaced(each, 'null', `leaves out ${each.getText().split('(')[0]}`));
  return [];
};

const ofBinary = (node) => {
  const by = comparisons.get(node.operatorToken.kind);
  return by === undefined ? [] : [replaced(node.operatorToken, by, `${node.operatorToken.getText()} becomes ${by}`)];
};

const ofNode = (node) => {
  if (ts.isCallExpression(node)) return ofCall(node);
  if (ts.isBinaryExpression(node)) return ofBinary(node);
  if (ts.isIfStatement(node)) return [replaced(node.expression, 'false', 'never takes the branch')];
  if (ts.isConditionalExpression(node)) return [replaced(node.condition, 'true', 'always the first of two')];
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [replaced(node, node.operand.getText(), 'no longer negated')];
  return [];
};

const mutantsOf = (file) => {
  const text = readFileSync(path.join(root, decider, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const found = [];
  const visit = (node) => {
    for (const change of ofNode(node)) {
      const line = source.getLineAndCharacterOfPosition(change.start).line + 1;
      found.push({ file, line, what: change.what, text: text.slice(0, change.start) + change.by + text.slice(change.end) });
    }
    node.forEachChild(visit);
  };
  visit(source);
  return found;
};

/** The same seed draws the same mutants. */
const drawn = (all, count, seed) => {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return all
    .map((mutant) => ({ mutant, rank: next() }))
    .sort((one, other) => one.rank - other.rank)
    .slice(0, count)
    .map(({ mutant }) => mutant);
};

const copyOfTheDomain = () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dondoc-mutants-'));
  cpSync(path.join(root, 'libs/domain'), path.join(folder, 'libs/domain'), { recursive: true });
  for (const empty of ['apps', 'test']) mkdirSync(path.join(folder, empty));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  const config = readFileSync(path.join(root, 'jest.config.mjs'), 'utf8');
  writeFileSync(path.join(folder, 'jest.config.mjs'), config.replaceAll(/^ {2}global(?:Setup|Teardown):.*$/gmu, ''));
  return folder;
};

/** The name of the first test that fails, "no end" where none comes to one, or null where all pass. Throws where none could be run. */
const caughtBy = (folder, number) => {
  const report = path.join(folder, `${number}.json`);
  const jest = path.join(root, 'node_modules/jest/bin/jest.js');
  const { signal, status } = spawnSync(
    process.execPath,
    ['--experimental-vm-modules', jest, 'libs/domain/src/task', '-i', '--bail=1', '--json', `--outputFile=${report}`],
    { cwd: folder, stdio: 'ignore', timeout: 180_000, env: { ...process.env, MODEL_RUNS: '200', MODEL_SEED: '1', MODEL_SHRINK: 'no' } },
  );
  if (signal !== null) return 'no end';
  if (status === 0) return null;
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = testResults.flatMap(({ assertionResults }) => assertionResults).find(({ status: how }) => how === 'failed');
  if (failed === undefined) throw new Error(`No test could be run:\n${testResults.map(({ message }) => message).join('\n')}`);
  return failed.title;
};

const all = readdirSync(path.join(root, decider)).flatMap(mutantsOf);
const chosen = drawn(all, Number(values.count), Number(values.seed));
const folder = copyOfTheDomain();
let caught = 0;
try {
  if (caughtBy(folder, 0) !== null) throw new Error('The tests fail on the decider as it is.');
  console.log(`${all.length} mutants can be made of ${decider}; ${chosen.length} drawn by seed ${values.seed}.\n`);
  console.log('| | where | what it does | caught by |\n|---|---|---|---|');
  for (const [index, { file, line, what, text }] of chosen.entries()) {
    const target = path.join(folder, decider, file);
    writeFileSync(target, text);
    const test = caughtBy(folder, index + 1);
    cpSync(path.join(root, decider, file), target);
    if (test !== null) caught += 1;
    console.log(`| ${index + 1} | ${file}:${line} | ${what.replaceAll('|', '\\|')} | ${test ?? '**nothing**'} |`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\n${caught} of ${chosen.length} caught (${Math.round((caught * 100) / chosen.length)} %).`);
process.exitCode = caught / chosen.length < 0.9 ? 1 : 0;
