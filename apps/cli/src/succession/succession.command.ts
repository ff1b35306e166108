import type { Command } from 'commander';
import type { ReorganisationFile, ReorganisationView, SuccessionProposalLine } from '#contracts';
import type { SuccessionLine } from '#domain';
import { figure } from '../shared/figures.js';
import { printJson, Refused, type Terminal, WrongUsage } from '../shared/terminal.js';
import { textTable } from '../shared/text-table.js';
import { writeResultFile } from '../shared/write-result-file.js';

const DEFAULT_WIDTH = 120;

interface PlanOptions {
  readonly out?: string;
  readonly json?: boolean;
}
interface ApplyOptions {
  readonly choose: readonly string[];
  readonly lines?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

const kinds: Readonly<Record<SuccessionProposalLine['kind'], string>> = {
  lead: 'chủ trì',
  coordinator: 'phối hợp',
  approver: 'phê duyệt',
  indicator: 'chỉ tiêu',
};

const opened = () => Promise.all([import('./succession.system.js'), import('./succession.files.js')]);

const target = ({ proposal, to, among }: SuccessionProposalLine): string => {
  if (to !== null) return to.name;
  return proposal === 'choose' ? `cần chọn (${figure(among.length)} cơ quan)` : 'không có cơ quan kế thừa';
};

/** Lines of one agency, one kind and one target are one row: 99 parts of districts are eleven. */
const proposalTable = (lines: readonly SuccessionProposalLine[], width: number): string => {
  const rows = new Map<string, readonly [SuccessionProposalLine, number]>();
  for (const line of lines) {
    const key = [line.from.id, line.kind, line.to?.id].join(' ');
    rows.set(key, [line, (rows.get(key)?.[1] ?? 0) + 1]);
  }
  return textTable(
    [
      { head: 'Cơ quan đã kết thúc' },
      { head: 'Vai trò', width: 9 },
      { head: 'Số dòng', width: 7, align: 'right' },
      { head: 'Chuyển cho', width: 44 },
    ],
    [...rows.values()].map(([line, count]) => [line.from.name, kinds[line.kind], figure(count), target(line)]),
    width,
  );
};

const findingLines = (lines: readonly SuccessionProposalLine[]): string =>
  lines
    .flatMap(({ findings, ordinal, title, from }) =>
      findings.map(({ text }) => `  ${ordinal ?? ''} ${title.slice(0, 60)} (${from.name}): ${text}\n`),
    )
    .join('');

const count = (lines: readonly SuccessionProposalLine[], proposal: SuccessionProposalLine['proposal']): string =>
  figure(lines.filter((line) => line.proposal === proposal).length);

const summary = (lines: readonly SuccessionProposalLine[]): string =>
  lines.length === 0
    ? 'Không còn gì do cơ quan đã kết thúc nắm giữ.\n'
    : `${figure(lines.length)} dòng: ${count(lines, 'one')} có một cơ quan kế thừa, ${count(lines, 'choose')} cần chọn, ${count(lines, 'none')} chưa có cơ quan kế thừa.\n`;

const lineOf = ({ kind, subject, part, from, to }: SuccessionProposalLine) => ({
  kind,
  subject,
  part,
  from: from.id,
  to: to?.id ?? null,
});

const plan = async (file: string, { out, json }: PlanOptions, terminal: Terminal): Promise<void> => {
  const [{ withSuccession }, { readReorganisation }] = await opened();
  const reorganisation = await readReorganisation(file);
  const lines = await withSuccession((system) => system.proposal(reorganisation));
  if (out !== undefined) {
    const told = lines.map((line) => ({ ...lineOf(line), title: line.title, among: line.among.map(({ id }) => id), note: line.note }));
    await writeResultFile(out, `${JSON.stringify({ reorganisation: reorganisation.id, lines: told }, null, 2)}\n`);
  }
  if (json === true) {
    printJson(terminal, { reorganisation: reorganisation.id, lines });
    return;
  }
  terminal.out(`${reorganisation.title}\n\n`);
  if (lines.length > 0) terminal.out(proposalTable(lines, terminal.width ?? DEFAULT_WIDTH));
  const findings = findingLines(lines);
  terminal.out(`${findings === '' ? '' : `\nCần lưu ý:\n${findings}`}\n${summary(lines)}`);
  if (out !== undefined)
    terminal.out(`Đã ghi phương án vào ${out}; điền "to" của từng dòng rồi chạy: dondoc succession apply ${file} --lines ${out} --yes\n`);
};

const choicesOf = (choose: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    choose.map((choice) => {
      const [from, to, ...rest] = choice.split('=');
      if (from === undefined || to === undefined || to === '' || rest.length > 0) {
        throw new WrongUsage(`--choose cần dạng CƠ-QUAN-CŨ=CƠ-QUAN-MỚI, không phải "${choice}".`);
      }
      return [from, to];
    }),
  );

/** What is to be moved: the lines of a file, or whatever has a clear or a chosen successor. */
const chosen = async (
  lines: readonly SuccessionProposalLine[],
  { choose, lines: file }: ApplyOptions,
  { id }: ReorganisationFile,
): Promise<readonly SuccessionLine[]> => {
  const [, { readProposal }] = await opened();
  const { successionLinesOf } = await import('#application');
  if (file === undefined) {
    const choices = choicesOf(choose);
    const open = lines.map((line) => ({ ...lineOf(line), to: choices.get(line.from.id) ?? line.to?.id ?? null }));
    return successionLinesOf(open.filter(({ to }) => to !== null));
  }
  const proposal = await readProposal(file);
  if (proposal.reorganisation !== id) throw new Refused(`${file} là phương án của đợt sắp xếp khác (${proposal.reorganisation}).`);
  return successionLinesOf(proposal.lines.filter(({ to }) => to !== null));
};

const outcome = ({ confirmations, lines }: ReorganisationView): string => {
  const last = confirmations.at(-1);
  const unmoved = (last?.unmoved ?? []).map(({ from, part, code }) => `  ${from.name} ${part ?? ''}: ${code}\n`).join('');
  const moved = last === undefined ? '' : `Đã chuyển ${figure(last.moved ?? 0)}/${figure(last.lines)} dòng.\n`;
  return `${moved}${unmoved === '' ? '' : `Không chuyển được:\n${unmoved}`}Còn lại: ${summary(lines)}`;
};

const apply = async (file: string, options: ApplyOptions, terminal: Terminal): Promise<void> => {
  const [{ withSuccession }, { readReorganisation }] = await opened();
  const reorganisation = await readReorganisation(file);
  await withSuccession(async (system) => {
    const proposed = await system.proposal(reorganisation);
    const lines = await chosen(proposed, options, reorganisation);
    if (options.yes !== true) {
      terminal.out(`Sẽ chuyển ${figure(lines.length)} dòng. Chưa ghi gì; chạy lại với --yes để thực hiện.\n`);
      return;
    }
    await system.record(reorganisation);
    if (lines.length > 0) await system.confirm(reorganisation.id, lines);
    const view = await system.view(reorganisation.id);
    if (options.json === true) printJson(terminal, view);
    else terminal.out(outcome(view));
  });
};

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** `succession plan` shows who takes over what; `succession apply` carries it out, and may be run again. */
export const addSuccession = (program: Command, terminal: Terminal): void => {
  const succession = program.command('succession').description('sắp xếp tổ chức: ai kế thừa việc của cơ quan đã kết thúc');
  succession
    .command('plan')
    .description('xem phương án chuyển giao, không ghi gì')
    .argument('<FILE>', 'tệp JSON của đợt sắp xếp, ví dụ samples/lang-son-2025-sap-xep.json')
    .option('--out <FILE>', 'ghi phương án ra tệp để chọn cơ quan kế thừa từng dòng')
    .option('--json', 'in đúng một giá trị JSON')
    .action(async (file: string, options: PlanOptions) => {
      await plan(file, options, terminal);
    });
  succession
    .command('apply')
    .description('ghi nhận đợt sắp xếp và chuyển các dòng đã chọn; chạy lại không chuyển hai lần')
    .argument('<FILE>', 'tệp JSON của đợt sắp xếp')
    .option('--choose <FROM=TO>', 'chọn cơ quan kế thừa cho mọi dòng của một cơ quan; nêu được nhiều lần', collect, [])
    .option('--lines <FILE>', 'chuyển đúng các dòng có "to" trong tệp phương án')
    .option('--yes', 'thực hiện; không có thì chỉ xem')
    .option('--json', 'in đúng một giá trị JSON')
    .action(async (file: string, options: ApplyOptions) => {
      await apply(file, options, terminal);
    });
};
