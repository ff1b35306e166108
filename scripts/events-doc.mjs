/**
 * Writes docs/events.md: every event type of the log with its schema versions, fields, the moment it tells of and its Vietnamese
 * term. All of it is read from where it is defined: the types and comments of libs/domain, its golden samples, docs/glossary.md.
 *
 * Usage: npm run docs:events
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = path.join(root, 'docs/events.md');
const read = (file) => readFileSync(path.join(root, file), 'utf8');

/** Aggregates in the order of the page: title, stream, the file that declares the events, the union of them. */
const aggregates = [
  ['Plan (văn bản giao nhiệm vụ)', 'plan-<uuid>', 'plan/plan.model.ts', 'PlanEvent'],
  ['Task (nhiệm vụ)', 'task-<uuid>', 'task/task.events.ts', 'TaskEvent'],
  ['Remarks on a task (ý kiến chỉ đạo, trao đổi)', 'remarks-<uuid of the task>', 'remarks/remarks.model.ts', 'RemarkEvent'],
  ['Indicator (chỉ tiêu)', 'indicator-<uuid>', 'indicator/indicator.model.ts', 'IndicatorEvent'],
  ['Agency (cơ quan)', 'agency-<id>', 'agency/agency.model.ts', 'AgencyEvent'],
  ['Agency group (nhóm cơ quan)', 'group-<id>', 'agency-group/agency-group.model.ts', 'AgencyGroupEvent'],
  ['Reorganisation (đợt sắp xếp tổ chức)', 'reorganisation-<id>', 'reorganisation/reorganisation.model.ts', 'ReorganisationEvent'],
  ['Working calendar (lịch làm việc)', 'calendar-vn', 'calendar/calendar.model.ts', 'CalendarEvent'],
  ['Report of a period (báo cáo số liệu của kỳ)', 'report-<uuid>', 'report/report.model.ts', 'ReportEvent'],
  ['Policy (chính sách nhắc việc)', 'policy-default, policy-<uuid>', 'policy/policy.model.ts', 'PolicyEvent'],
  ['Agency names (tên gọi đã ghi nhớ)', 'names-agencies', 'agency-names/agency-names.model.ts', 'AgencyNamesEvent'],
];

const oneLine = (text) => text.replace(/\s+/gu, ' ').trim();
const cell = (text) => oneLine(text).replaceAll('|', '\\|');
const code = (text) => `\`${cell(text)}\``;

/** Event → Vietnamese, from the table "Commands and their events". */
const glossary = () => {
  const rows = read('docs/glossary.md').matchAll(/^\| ([^|]+) \| (\w+) \| ([^|]+) \|$/gmu);
  return new Map(Array.from(rows, ([, command, event, term]) => [event, { command: command.trim(), term: term.trim() }]));
};

/** Event → the files that show one event of each schema version. */
const samples = () => {
  const found = new Map();
  for (const name of readdirSync(path.join(root, 'libs/domain/golden')).sort()) {
    const { type, schemaVersion } = JSON.parse(read(`libs/domain/golden/${name}`));
    found.set(type, [...(found.get(type) ?? []), { schemaVersion, name }]);
  }
  return found;
};

const openProgram = () => {
  const { config } = ts.readConfigFile(path.join(root, 'libs/domain/tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ extends: '../../tsconfig.json', ...config }, ts.sys, path.join(root, 'libs/domain'));
  return ts.createProgram(
    aggregates.map(([, , file]) => path.join(root, 'libs/domain/src', file)),
    { ...options, types: [] },
  );
};

const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;

const ownSources = (program) => program.getSourceFiles().filter(({ fileName }) => fileName.includes('libs/domain/src/'));

/** The members of a union of events, as they are declared. */
const eventsOf = (program, checker, union) => {
  const aliases = ownSources(program).flatMap(({ statements }) => statements.filter(ts.isTypeAliasDeclaration));
  const known = new Map(aliases.map((alias) => [alias.name.text, alias]));
  const { type } = known.get(union);
  const members = ts.isUnionTypeNode(type) ? type.types : [type];
  return members.map((member) => {
    const alias = known.get(member.typeName.text);
    const event = checker.getTypeAtLocation(alias);
    const data = checker.getTypeOfSymbol(event.getProperty('data'));
    const doc = checker.getSymbolAtLocation(alias.name).getDocumentationComment(checker);
    return {
      name: checker.getTypeOfSymbol(event.getProperty('type')).value,
      told: oneLine(ts.displayPartsToString(doc)),
      fields: fieldsOf(checker, data),
    };
  });
};

/** Of a union of forms: the fields of each. */
const fieldsOf = (checker, type) => {
  const properties = (type.isUnion() ? type.types : [type]).flatMap((form) => checker.getPropertiesOfType(form));
  const named = new Map(properties.map((property) => [property.name, property]));
  named.delete('effectiveAt');
  return [...named.values()].map((property) => ({
    name: property.name,
    type: checker.typeToString(checker.getTypeOfSymbol(property), undefined, flags).replaceAll('readonly ', ''),
    told: oneLine(ts.displayPartsToString(property.getDocumentationComment(checker))),
  }));
};

const isBrand = (node) => ts.isTypeAliasDeclaration(node) && ts.isTypeReferenceNode(node.type) && node.type.typeName.getText() === 'Brand';

/** What the field types name, and what those name in turn, in the order of the alphabet. */
const shapesIn = (program, checker, texts) => {
  const declared = ownSources(program).flatMap(({ statements }) =>
    statements.filter((one) => ts.isTypeAliasDeclaration(one) || ts.isInterfaceDeclaration(one)),
  );
  const found = new Map();
  const look = (text) => {
    for (const [name] of text.matchAll(/\b[A-Z]\w+\b/gu)) {
      const node = declared.find((one) => one.name.text === name);
      if (node === undefined || found.has(name)) continue;
      const type = checker.getTypeAtLocation(node);
      const written = isBrand(node) ? 'string' : checker.typeToString(type, undefined, flags | ts.TypeFormatFlags.InTypeAlias);
      const told = oneLine(ts.displayPartsToString(checker.getSymbolAtLocation(node.name).getDocumentationComment(checker)));
      const fields = ts.isInterfaceDeclaration(node) ? fieldsOf(checker, type) : [];
      found.set(name, { name, written: written.replaceAll('readonly ', ''), told, fields });
      look([written, ...fields.map((field) => field.type)].join(' '));
    }
  };
  texts.forEach(look);
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
};

const shapeLine = ({ name, written, told, fields }) => {
  const shape = fields.length === 0 ? written : `{ ${fields.map((field) => `${field.name}: ${field.type}`).join('; ')} }`;
  return `| ${name} | ${code(shape)} | ${cell(told)} |`;
};

const versionsOf = (files) => {
  const newest = Math.max(...files.map(({ schemaVersion }) => schemaVersion));
  const shown = files.map(({ schemaVersion, name }) => `[v${schemaVersion}](../libs/domain/golden/${name})`);
  return `Schema version ${newest}; samples: ${shown.join(', ')}.`;
};

const section = ({ name, told, fields }, { command, term }, files) => [
  `### ${name}`,
  '',
  `**${term}** · ${command} · ${versionsOf(files)}`,
  '',
  told,
  '',
  ...(fields.length === 0
    ? ['No fields of its own.']
    : ['| field | type | |', '|---|---|---|', ...fields.map((field) => `| ${field.name} | ${code(field.type)} | ${cell(field.told)} |`)]),
  '',
];

/** The page as it should stand. Throws where an event lacks its comment, its glossary line or its sample. */
export const describeEvents = () => {
  const program = openProgram();
  const checker = program.getTypeChecker();
  const [terms, files] = [glossary(), samples()];
  const types = [];
  const lines = [
    '# Events',
    '',
    'Generated by `npm run docs:events` from the types of `libs/domain`, its golden samples and the glossary; a test checks that it is',
    'current. A stored event is never changed: a new meaning is a new schema version, read through an upcaster.',
    '',
    'Every event has `effectiveAt` (ISO 8601: when it held) among its data, and what the log adds: position, stream, version within the',
    'stream, event id, type, schema version, `occurredAt`, `recordedAt`, actor, correlation, causation, and in `meta` on whose behalf',
    "and from where it came. An actor is a person's id or `system`; names of people stand in no event.",
    '',
  ];
  for (const [title, stream, file, union] of aggregates) {
    lines.push(`## ${title}`, '', `Streams \`${stream}\`.`, '');
    for (const event of eventsOf(program, checker, union)) {
      const [term, own] = [terms.get(event.name), files.get(event.name)];
      if (event.told === '')
        throw new Error(`${event.name} has no comment that says when it happens (libs/domain/src/${path.dirname(file)})`);
      if (term === undefined) throw new Error(`${event.name} has no line in docs/glossary.md`);
      if (own === undefined) throw new Error(`${event.name} has no golden sample in libs/domain/golden`);
      lines.push(...section(event, term, own));
      types.push(...event.fields.map((field) => field.type));
    }
  }
  lines.push('## Shapes', '', 'What the fields above name.', '', '| name | shape | |', '|---|---|---|');
  lines.push(...shapesIn(program, checker, types).map(shapeLine), '');
  return lines.join('\n');
};

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, describeEvents());
