import { dateInVietnam, type AgencyId, type PersonId } from '#domain';
import { Accounts, generatePassword, PostgresPeople, type Position, type Role } from '#identity';
import { newId, type AppContext } from '#platform';
import { langSon2023 } from '#reference-data';
import { withSystem } from '../shared/open-system.js';
import { agenciesIn } from '../shared/system-data.js';
import { Refused } from '../shared/terminal.js';

export interface NewUser {
  readonly username: string;
  readonly name: string;
  readonly agency: string;
  readonly roles: readonly Role[];
  readonly position: Position;
  readonly unit: string | null;
  readonly email: string | null;
}

const refuseUnknownAgency = async (context: AppContext, agency: string): Promise<void> => {
  const registered = await agenciesIn(context);
  const known = registered.length === 0 ? langSon2023.agencies : registered;
  if (known.some(({ id }) => id === agency)) return;
  throw new Refused(`Không có cơ quan "${agency}" trong danh bạ. Mã là tên không dấu, nối bằng gạch, ví dụ van-phong-ubnd-tinh.`);
};

const taken = (username: string): Refused => new Refused(`Tên đăng nhập "${username}" đã có. Hãy chọn tên khác, hoặc dùng users reset.`);

/** Makes a person with a membership from today and an account. @throws Refused */
export const createUser = async (user: NewUser): Promise<{ readonly password: string }> =>
  withSystem(async (context) => {
    const accounts = new Accounts(context.pool);
    const people = new PostgresPeople(context.pool);
    if ((await accounts.find(user.username)) !== null) throw taken(user.username);
    await refuseUnknownAgency(context, user.agency);
    const personId = newId() as PersonId;
    const { name, email, unit, position } = user;
    await people.savePerson({ id: personId, name, email, phone: null, zaloId: null, zaloConsent: false });
    const from = dateInVietnam(context.clock.now());
    await people.saveMembership({ personId, agencyId: user.agency as AgencyId, unit, position, from, to: null });
    const password = generatePassword();
    const account = await accounts.create({ username: user.username, password, personId, roles: user.roles });
    if (account !== null) return { password };
    // Another process took the name meanwhile: the person made for it goes again.
    await people.erase(personId);
    throw taken(user.username);
  });

const unknown = (username: string): Refused => new Refused(`Không có tài khoản "${username}".`);

export const disableUser = async (username: string): Promise<void> =>
  withSystem(async ({ pool }) => {
    if (!(await new Accounts(pool).disable(username))) throw unknown(username);
  });

export const resetUser = async (username: string): Promise<{ readonly password: string }> =>
  withSystem(async ({ pool }) => {
    const password = generatePassword();
    if (!(await new Accounts(pool).reset(username, password))) throw unknown(username);
    return { password };
  });
