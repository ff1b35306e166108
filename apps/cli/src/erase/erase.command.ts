import type { Command } from 'commander';
import type { Erasure, Erasures, FoundName, FoundPerson } from '#personal-data';
import { figure } from '../shared/figures.js';
import { printJson, Refused, type Terminal, WrongUsage } from '../shared/terminal.js';
import { writeResultFile } from '../shared/write-result-file.js';

interface Options {
  readonly account?: string;
  readonly name?: string;
  readonly scope?: readonly string[];
  readonly reason?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

interface Found {
  readonly people: readonly FoundPerson[];
  readonly names: readonly FoundName[];
}

const withErasures = async <Result>(work: (erasures: Erasures, personOf: (account: string) => Promise<FoundPerson>) => Promise<Result>) => {
  const [{ withSystem }, { Erasures: ErasuresOf, SubjectKeys }, { Accounts, PostgresPeople }] = await Promise.all([
    import('../shared/open-system.js'),
    import('#personal-data'),
    import('#identity'),
  ]);
  return withSystem(async ({ pool, masterKey, clock }) => {
    const personOf = async (username: string): Promise<FoundPerson> => {
      const account = await new Accounts(pool).find(username);
      if (account === null) throw new Refused(`Không có tài khoản "${username}".`);
      const person = await new PostgresPeople(pool).person(account.personId);
      return { person: account.personId, name: person?.name ?? '' };
    };
    return work(new ErasuresOf(pool, masterKey, new SubjectKeys(pool, masterKey), clock), personOf);
  });
};

const find = async (erasures: Erasures, personOf: (account: string) => Promise<FoundPerson>, options: Options): Promise<Found> => {
  const people = options.account === undefined ? [] : [await personOf(options.account)];
  const all = options.name === undefined ? [] : await erasures.findNames(options.name);
  const { scope } = options;
  return { people, names: scope === undefined ? all : all.filter((one) => scope.includes(one.scope)) };
};

const foundText = ({ people, names }: Found): string =>
  [
    ...people.map(({ person, name }) => `Người trong danh bạ: ${name} (${person}): tên, địa chỉ, số điện thoại, tài khoản`),
    ...names.map(({ name, scope, events }) => `Tên trong văn bản: ${name} · ${scope} · ${figure(events)} sự kiện`),
  ]
    .map((line) => `  ${line}\n`)
    .join('');

const tell = (terminal: Terminal, options: Options, erased: Erasure, found: Found): void => {
  if (options.json === true) printJson(terminal, erased);
  else
    terminal.out(
      `Đã xóa, ghi nhận lần xóa ${erased.id}:\n${foundText(found)}` +
        'Bản sao lưu lập trước lúc này vẫn còn dữ liệu đã xóa: hủy khi hết hạn giữ, hoặc phục hồi kèm danh sách xóa (dondoc erasures TỆP).\n',
    );
};

const erase = async (options: Options, terminal: Terminal): Promise<void> =>
  withErasures(async (erasures, personOf) => {
    const found = await find(erasures, personOf, options);
    if (found.people.length + found.names.length === 0) throw new Refused('Không tìm thấy dữ liệu cá nhân nào phù hợp.');
    if (options.yes !== true) {
      if (options.json === true) printJson(terminal, found);
      else terminal.out(`Sẽ xóa, không khôi phục được:\n${foundText(found)}Thêm --yes --reason "căn cứ" để xóa.\n`);
      return;
    }
    const wish = { person: found.people[0]?.person ?? null, subjects: found.names.map(({ subject }) => subject), by: 'cli' };
    const erased = await erasures.erase({ ...wish, reason: options.reason ?? '' });
    if (erased === null) throw new Refused('Dữ liệu này đã được xóa từ trước.');
    tell(terminal, options, erased, found);
  });

const checkUsage = ({ account, name, yes, reason }: Options): void => {
  if (account === undefined && name === undefined) throw new WrongUsage('Cần --account (tài khoản) hoặc --name (tên trong văn bản).');
  if (yes === true && (reason ?? '').trim() === '') throw new WrongUsage('Cần --reason: căn cứ xóa, ví dụ số đơn đề nghị.');
};

/** `erase` takes a person's data away; `erasures` gives the list of what was erased, to be kept beside the backups. */
export const addErase = (program: Command, terminal: Terminal): void => {
  program
    .command('erase')
    .description('xóa dữ liệu cá nhân theo yêu cầu: người trong danh bạ, tên trong văn bản đã ghi')
    .option('--account <USERNAME>', 'người có tài khoản này')
    .option('--name <NAME>', 'tên (hoặc một phần tên) trong văn bản')
    .option('--scope <SCOPE...>', 'chỉ trong văn bản của cơ quan hoặc kế hoạch này')
    .option('--reason <TEXT>', 'căn cứ xóa; không ghi tên người')
    .option('--yes', 'xóa thật; không có thì chỉ xem sẽ xóa gì')
    .option('--json', 'in đúng một giá trị JSON')
    .action(async (options: Options) => {
      checkUsage(options);
      await erase(options, terminal);
    });
  program
    .command('erasures')
    .description('danh sách các lần xóa (chỉ mã), để dùng khi phục hồi bản sao lưu cũ hơn')
    .argument('[FILE]', 'tệp sẽ ghi; không nêu thì in ra')
    .action(async (file: string | undefined) => {
      const list = await withErasures((erasures) => erasures.list());
      if (file === undefined) printJson(terminal, list);
      else {
        await writeResultFile(file, `${JSON.stringify(list, null, 2)}\n`);
        terminal.out(`Đã ghi ${figure(list.length)} lần xóa vào ${file}.\n`);
      }
    });
};
