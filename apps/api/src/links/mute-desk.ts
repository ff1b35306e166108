import { Inject, Injectable } from '@nestjs/common';
import type { MuteLinkView } from '#contracts';
import type { ReminderWishes } from '#domain';
import { WishesRegister, type FailureThrottle, type People } from '#identity';
import type { Clock } from '#platform';
import { MuteLinks, mutingInWords, withMuting, type MuteLink } from '#reminders';
import { notFound, ProblemError } from '../http/problem.js';
import { changedMeanwhile } from '../my-reminders/my-reminders.js';
import { CLOCK, LINK_THROTTLE, PEOPLE } from '../tokens.js';
import { orCounted } from './or-counted.js';

/** A person may change their wishes on their own page at the same moment. */
const TRIES = 3;

const expired = (): ProblemError =>
  new ProblemError({
    status: 409,
    code: 'MUTE.EXPIRED',
    title: 'Liên kết đã hết hạn. Hãy đăng nhập và chọn tại trang "Thời gian nhận thư nhắc".',
  });

const isMuted = ({ mutedDays, mutedCoordination }: ReminderWishes, { days, coordination }: MuteLink): boolean =>
  days.every((count) => mutedDays.includes(count)) && (mutedCoordination || !coordination);

/** Mails answered with "no more of these". What is changed is what the person's own page changes. */
@Injectable()
export class MuteDesk {
  constructor(
    @Inject(MuteLinks) private readonly links: MuteLinks,
    @Inject(WishesRegister) private readonly register: WishesRegister,
    @Inject(PEOPLE) private readonly people: People,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LINK_THROTTLE) private readonly throttle: FailureThrottle,
  ) {}

  /** Changes nothing. */
  async read(token: string, address: string): Promise<MuteLinkView> {
    return this.#view(await this.#find(token, address));
  }

  /** Once more is once. */
  async mute(token: string, address: string): Promise<MuteLinkView> {
    const link = await this.#find(token, address);
    const view = await this.#view(link);
    if (view.state === 'expired') throw expired();
    if (view.state === 'open') await this.#keep(link);
    return { ...view, state: 'done' };
  }

  async #keep(link: MuteLink): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const { version, wishes } = await this.register.of(link.person);
      if (isMuted(wishes, link)) return;
      if (await this.register.change(link.person, withMuting(wishes, link), version, 'link')) return;
    }
    throw changedMeanwhile();
  }

  async #find(token: string, address: string): Promise<MuteLink> {
    const link = await orCounted(this.throttle, address, () => Promise.resolve(this.links.read(token, this.clock.now())));
    if (link === null) throw notFound('Liên kết không có. Hãy đăng nhập và chọn tại trang "Thời gian nhận thư nhắc".');
    return link;
  }

  async #view(link: MuteLink): Promise<MuteLinkView> {
    const [person, { wishes }] = await Promise.all([this.people.person(link.person), this.register.of(link.person)]);
    if (person === null) throw notFound();
    const open = link.isExpired ? 'expired' : 'open';
    return { state: isMuted(wishes, link) ? 'done' : open, person: person.name, muted: [...mutingInWords(link)] };
  }
}
