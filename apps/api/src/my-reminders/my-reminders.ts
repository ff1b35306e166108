import { Inject, Injectable } from '@nestjs/common';
import { PoliciesOfTheLog } from '#application';
import type { MyRemindersView } from '#contracts';
import { earlyDays, hoursForWishes, problemOfWishes, type PersonId, type ReminderWishes } from '#domain';
import { WishesRegister, ZaloLinks, type KeptWishes, type People } from '#identity';
import { invalid, ProblemError } from '../http/problem.js';
import { PEOPLE, ZALO_OFFICE } from '../tokens.js';

const clockFace = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

export const changedMeanwhile = (): ProblemError =>
  new ProblemError({
    status: 409,
    code: 'WISHES.CHANGED_MEANWHILE',
    title: 'Thời gian nhận thư vừa được thay đổi ở nơi khác. Hãy tải lại trang, xem lại rồi lưu lần nữa.',
  });

const bodyOf = (wishes: ReminderWishes) => ({ ...wishes, mutedDays: [...wishes.mutedDays] });

/** When a person gets reminders, and what they changed about it. */
@Injectable()
export class MyReminders {
  constructor(
    @Inject(WishesRegister) private readonly register: WishesRegister,
    @Inject(PoliciesOfTheLog) private readonly policies: PoliciesOfTheLog,
    @Inject(PEOPLE) private readonly people: People,
    @Inject(ZaloLinks) private readonly zalo: ZaloLinks,
    @Inject(ZALO_OFFICE) private readonly zaloOffice: unknown,
  ) {}

  async of(person: PersonId): Promise<MyRemindersView> {
    const [book, history, known, link] = await Promise.all([
      this.policies.book(),
      this.register.history(person),
      this.people.person(person),
      this.zalo.of(person),
    ]);
    const policy = book.ruling(null);
    const { version, wishes } = history[0] ?? (await this.register.of(person));
    return {
      version,
      wishes: bodyOf(wishes),
      usualAt: policy.dailyAt,
      hours: hoursForWishes(policy),
      earlyDays: [...earlyDays(book)],
      email: known?.email ?? null,
      zalo: { isOffered: this.zaloOffice !== null, isOn: link.consentAt !== null },
      history: await this.#told(history),
    };
  }

  async change(person: PersonId, wishes: ReminderWishes, seenVersion: number): Promise<MyRemindersView> {
    const policy = (await this.policies.book()).ruling(null);
    if (problemOfWishes(wishes, policy) === 'HOUR') {
      const { from, until } = hoursForWishes(policy);
      const message = `Giờ nhận thư phải từ ${clockFace(from)} đến trước ${clockFace(until)} (giờ làm việc theo chính sách nhắc việc).`;
      throw invalid([{ pointer: '/dailyAt', message }], 'WISHES.HOUR');
    }
    const mutedDays = [...new Set(wishes.mutedDays)].sort((one, other) => other - one);
    if (!(await this.register.change(person, { ...wishes, mutedDays }, seenVersion))) throw changedMeanwhile();
    return this.of(person);
  }

  async #told(history: readonly KeptWishes[]): Promise<MyRemindersView['history']> {
    const names = await this.people.names(history.flatMap(({ changedBy }) => changedBy ?? []));
    return history.map(({ version, wishes, changedBy, changedAt, via }) => ({
      version,
      wishes: bodyOf(wishes),
      by: changedBy === null ? '' : (names.get(changedBy) ?? ''),
      at: changedAt ?? '',
      via,
    }));
  }
}
