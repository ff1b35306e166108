/**
 * Breaks code in many small ways, one at a time, and tells which of them the tests notice. `--of decider` (the default): the decider of
 * a task, by the model with its thousand histories (a fifth of them here) and the specs of the domain. `--of sending`: the fence, the
 * three steps of a send and the ledger, statements of SQL included, by the specs of the reminders with the queue on PostgreSQL. Works
 * on a copy in a temporary folder.
 *
 * Usage: npm run test:mutants [-- --of sending --count 60 --seed 1]. Ends with 1 where fewer than nine in ten are caught.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const options = {
  of: { type: 'string', default: 'decider' },
  count: { type: 'string', default: '60' },
  seed: { type: 'string', default: '1' },
};
const { values } = parseArgs({ options });

const under = (folder) => readdirSync(path.join(root, folder)).map((file) => `${folder}/${file}`);
const reminders = 'libs/reminders/src';
const scopes = {
  decider: {
    what: 'libs/domain/src/task/decide',
    files: under('libs/domain/src/task/decide'),
    copied: ['libs/domain'],
    tests: [['libs/domain/src/task']],
    seconds: 180,
    environment: { MODEL_RUNS: '200', MODEL_SEED: '1', MODEL_SHRINK: 'no' },
    // No test there needs a server.
    configOf: (config) => config.replaceAll(/^ {2}global(?:Setup|Teardown):.*$/gmu, ''),
  },
  sending: {
    what: 'the send fence, the three steps and the ledger',
    files: [
      ...['task-fence', 'hand-over-gate', 'deliver', 'uncertain-lines', 'superseded', 'slots'].map(
        (name) => `${reminders}/send/${name}.ts`,
      ),
      ...['delivery-states', 'ledger-writes'].map((name) => `${reminders}/ledger/${name}.ts`),
      `${reminders}/plan/plan-marks.ts`,
    ],
    copied: ['libs'],
    tests: [
      [`${reminders}/ledger/delivery-states`],
      ['sending-faults', 'send/deliver-together', 'plan/plan-marks'].map((name) => `${reminders}/${name}`),
      ['orders/orders', 'holds/holds', 'due-dates', 'ledger/ledger-invariant'].map((name) => `${reminders}/${name}`),
    ],
    seconds: 240,
    // Without the programs of the machine there is no Redis: the queue is on PostgreSQL alone.
    environment: { HISTORIES: '2', HISTORIES_SEED: '1', PATH: path.dirname(process.execPath) },
    configOf: (config) => config,
  },
};
const scope = scopes[values.of];
if (scope === undefined) throw new Error(`--of is one of ${Object.keys(scopes).join(', ')}`);

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

/** In statements of SQL, where a claim, a fence or a lease is one condition among others. */
const inSql = [
  [/\band (?:[^()'\n`]|\([^()]*\)|'[^']*')+?(?=\s+(?:and|or|order|for)\b|\n|\)|`|$)/gu, () => '', 'leaves out'],
  [/\bis distinct from\b/gu, () => 'is not distinct from', 'turns round'],
  [/\bnot exists\b/gu, () => 'exists', 'turns round'],
  [/\bnot in\b/gu, () => 'in', 'turns round'],
  [/ (?:<=|>=|<|>) /gu, (found) => ({ ' <= ': ' > ', ' >= ': ' < ', ' < ': ' >= ', ' > ': ' <= ' })[found], 'turns round'],
  [/\b(?:fence|attempts) [+-] 1\b/gu, (found) => found.split(' ')[0], 'does not count in'],
  [/'(?:void|uncertain|retry|claimed|handing-over)'/gu, () => "'sent'", "says 'sent' for"],
];

const ofSql = (node) => {
  const whole = ts.isTemplateExpression(node.parent) ? node.parent : ts.isTemplateSpan(node.parent) ? node.parent.parent : node;
  if (!/\b(?:select|update|insert into|delete from)\b/u.test(whole.getText())) return [];
  const text = node.getText();
  return inSql.flatMap(([pattern, become, what]) =>
    [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
      start: node.getStart() + index,
      end: node.getStart() + index + found.length,
      by: become(found),
      what: `${what} ${found.trim()}`,
    })),
  );
};

/** A call made for what it does. */
const ofStatement = ({ expression }) => {
  const call = ts.isAwaitExpression(expression) ? expression.expression : expression;
  return ts.isCallExpression(call) ? [replaced(expression, 'undefined', `leaves out ${call.expression.getText()}`)] : [];
};

const isText = (node) => ts.isTemplateLiteralToken(node) || ts.isStringLiteral(node);

const ofNode = (node) => {
  if (values.of === 'sending' && isText(node)) return ofSql(node);
  if (values.of === 'sending' && ts.isExpressionStatement(node)) return ofStatement(node);
  if (ts.isCallExpression(node)) return ofCall(node);
  if (ts.isBinaryExpression(node)) return ofBinary(node);
  if (ts.isIfStatement(node)) return [replaced(node.expression, 'false', 'never takes the branch')];
  if (ts.isConditionalExpression(node)) return [replaced(node.condition, 'true', 'always the first of two')];
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [replaced(node, node.operand.getText(), 'no longer negated')];
  return [];
};

const mutantsOf = (file) => {
  const text = readFileSync(path.join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const found = [];
  const visit = (node) => {
    for (const change of ofNode(node)) {
      const line = source.getLineAndCharacterOfPosition(change.start).line + 1;
      found.push({ file, line, what: change.what, whole: text, text: text.slice(0, change.start) + change.by + text.slice(change.end) });
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

const copyOfTheCode = () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dondoc-mutants-'));
  for (const copied of scope.copied) cpSync(path.join(root, copied), path.join(folder, copied), { recursive: true });
  for (const empty of ['apps', 'test']) mkdirSync(path.join(folder, empty));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  const config = readFileSync(path.join(root, 'jest.config.mjs'), 'utf8');
  writeFileSync(path.join(folder, 'jest.config.mjs'), scope.configOf(config));
  return folder;
};

/** The name of the first of these tests that fails, "no end" where none comes to one, or null where all pass. Throws where none could be run. */
const failingOf = (folder, report, tests) => {
  const jest = path.join(root, 'node_modules/jest/bin/jest.js');
  // What is broken may wait for ever.
  const impatience = ['--bail=1', '--testTimeout=30000', '--forceExit'];
  const { signal, status } = spawnSync(
    process.execPath,
    ['--experimental-vm-modules', jest, ...tests, '-i', ...impatience, '--json', `--outputFile=${report}`],
    { cwd: folder, stdio: 'ignore', timeout: scope.seconds * 1_000, env: { ...process.env, ...scope.environment } },
  );
  if (signal !== null) return 'no end';
  if (status === 0) return null;
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = testResults.flatMap(({ assertionResults }) => assertionResults).find(({ status: how }) => how === 'failed');
  if (failed === undefined) throw new Error(`No test could be run:\n${testResults.map(({ message }) => message).join('\n')}`);
  return failed.title;
};

/** One set of tests after the other, the quickest first, until one notices. */
const caughtBy = (folder, number) => {
  for (const [nth, tests] of scope.tests.entries()) {
    const failing = failingOf(folder, path.join(folder, `${number}-${nth}.json`), tests);
    if (failing !== null) return failing;
  }
  return null;
};

const all = scope.files.flatMap(mutantsOf);
const chosen = drawn(all, Number(values.count), Number(values.seed));
const folder = copyOfTheCode();
let caught = 0;
try {
  if (caughtBy(folder, 0) !== null) throw new Error('The tests fail on the code as it is.');
  console.log(`${all.length} mutants can be made of ${scope.what}; ${chosen.length} drawn by seed ${values.seed}.\n`);
  console.log('| | where | what it does | caught by |\n|---|---|---|---|');
  for (const [index, { file, line, what, whole, text }] of chosen.entries()) {
    const target = path.join(folder, file);
    writeFileSync(target, text);
    const test = caughtBy(folder, index + 1);
    writeFileSync(target, whole);
    if (test !== null) caught += 1;
    console.log(
      `| ${index + 1} | ${path.basename(file)}:${line} | ${what.replaceAll('|', '\\|').replaceAll(/\s+/gu, ' ')} | ${test ?? '**nothing**'} |`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\n${caught} of ${chosen.length} caught (${Math.round((caught * 100) / chosen.length)} %).`);
process.exitCode = caught / chosen.length < 0.9 ? 1 : 0;
