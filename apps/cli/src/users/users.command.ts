import type { Command } from 'commander';
import type { Role } from '#identity';
import { printJson, WrongUsage, type Terminal } from '../shared/terminal.js';
import type { NewUser } from './user-accounts.js';

const roles: readonly Role[] = ['administrator', 'office', 'approver', 'member'];
const positions = ['head', 'deputy', 'unit-head', 'officer', 'clerk'] as const;

interface CreateOptions {
  readonly name: string;
  readonly agency: string;
  readonly role: readonly string[];
  readonly position: string;
  readonly unit?: string;
  readonly email?: string;
  readonly json?: boolean;
}

const choose = <Value extends string>(given: string, allowed: readonly Value[], what: string): Value => {
  const found = allowed.find((value) => value === given);
  if (found === undefined) throw new WrongUsage(`${what} "${given}" không có; chọn một trong: ${allowed.join(', ')}.`);
  return found;
};

const userOf = (username: string, options: CreateOptions): NewUser => {
  if (!/^[a-z0-9][a-z0-9._-]{2,63}$/u.test(username)) {
    throw new WrongUsage('Tên đăng nhập gồm 3 đến 64 chữ thường không dấu, số, dấu chấm, gạch nối; bắt đầu bằng chữ hoặc số.');
  }
  if (options.email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(options.email))
    throw new WrongUsage(`Địa chỉ thư "${options.email}" không hợp lệ.`);
  if (options.name.trim() === '') throw new WrongUsage('Họ tên không được để trống.');
  return {
    username,
    name: options.name.trim(),
    agency: options.agency,
    roles: options.role.map((role) => choose(role, roles, 'Vai trò')),
    position: choose(options.position, positions, 'Chức vụ'),
    unit: options.unit ?? null,
    email: options.email ?? null,
  };
};

const accounts = async (): Promise<typeof import('./user-accounts.js')> => import('./user-accounts.js');

const tell = (terminal: Terminal, json: boolean | undefined, value: object, text: string): void => {
  if (json === true) printJson(terminal, value);
  else terminal.out(`${text}\n`);
};

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const addCreate = (users: Command, terminal: Terminal): void => {
  users
    .command('create')
    .description('tạo tài khoản; mật khẩu được sinh ngẫu nhiên và chỉ in một lần')
    .argument('<USERNAME>', 'tên đăng nhập')
    .requiredOption('--name <họ tên>', 'họ tên')
    .requiredOption('--agency <mã cơ quan>', 'ví dụ van-phong-ubnd-tinh')
    .option('--role <vai trò>', `lặp lại được: ${roles.join(', ')}`, collect, [])
    .option('--position <chức vụ>', positions.join(', '), 'officer')
    .option('--unit <phòng, đơn vị>', 'phòng, đơn vị trong cơ quan')
    .option('--email <địa chỉ>', 'thư điện tử')
    .option('--json', 'in đúng một giá trị JSON')
    .action(async (username: string, options: CreateOptions) => {
      const asked = userOf(username, options);
      const user = asked.roles.length === 0 ? { ...asked, roles: ['member'] as const } : asked;
      const { password } = await (await accounts()).createUser(user);
      const text = `Đã tạo tài khoản ${username}.\nMật khẩu: ${password}\nMật khẩu chỉ hiện một lần này; hãy chuyển cho người dùng bằng kênh riêng.`;
      tell(terminal, options.json, { username, password, agencyId: user.agency, roles: user.roles }, text);
    });
};

export const addUsers = (program: Command, terminal: Terminal): void => {
  const users = program.command('users').description('tạo, khóa, cấp lại mật khẩu tài khoản');
  addCreate(users, terminal);
  users
    .command('disable')
    .description('khóa tài khoản và kết thúc mọi phiên đăng nhập')
    .argument('<USERNAME>', 'tên đăng nhập')
    .option('--json', 'in đúng một giá trị JSON')
    .action(async (username: string, options: { readonly json?: boolean }) => {
      await (await accounts()).disableUser(username);
      tell(terminal, options.json, { username, disabled: true }, `Đã khóa tài khoản ${username}.`);
    });
  users
    .command('reset')
    .description('cấp mật khẩu mới, mở khóa và kết thúc mọi phiên đăng nhập')
    .argument('<USERNAME>', 'tên đăng nhập')
    .option('--json', 'in đúng một giá trị JSON')
    .action(async (username: string, options: { readonly json?: boolean }) => {
      const { password } = await (await accounts()).resetUser(username);
      tell(terminal, options.json, { username, password }, `Mật khẩu mới của ${username}: ${password}\nMật khẩu chỉ hiện một lần này.`);
    });
};
