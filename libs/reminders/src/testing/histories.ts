import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import {
  addDays,
  dateInVietnam,
  defaultWishes,
  plainDate,
  type AgencyId,
  type Instant,
  type PlainDate,
  type PolicySettings,
  type ReminderWishes,
  type TaskId,
} from '#domain';
import type { OutgoingMessage, SendOutcome } from '../recipients/channel.port.js';
import type { Recipient } from '../recipients/recipients.port.js';
import { approve, cancel, close, giveBack, L01, reassign, reDate, resume, submit, suspend } from './acts.js';
import { fewRules } from './few-rules.js';
import { orderIn, ORDERS } from './history-orders.js';
import type { ReminderWorld } from './reminder-world.js';

const AGENCIES = ['so-noi-vu', 'so-y-te', 'so-tai-chinh', 'so-khong-nguoi'] as const;
const BEGUN = Date.parse('2026-11-02T08:00:00+07:00');

const POLICIES: readonly PolicySettings[] = [
  fewRules,
  { ...fewRules, beforeDue: [10, 3, 0], beforePeriod: [3, 0] },
  { ...fewRules, overdue: { first: 2, everyDays: 3 }, notAcknowledged: { agency: 2, office: null } },
  { ...fewRules, weeklyOverview: 30 },
];

const WISHES: readonly ReminderWishes[] = [
  defaultWishes,
  { ...defaultWishes, mutedDays: [7, 1], mutedCoordination: true },
  { ...defaultWishes, dailyAt: 9 * 60 },
];
/** The naming by which somebody stands in for a colleague. */
const NAMING = '0190a000-0000-7000-8000-000000000002';

/** Between two things that happen. */
const MOMENT_MS = 61_000;

const ACTS = [
  'reDate',
  'reassign',
  'suspend',
  'resume',
  'submit',
  'giveBack',
  'approve',
  'coordinate',
  'urge',
  'cancelled',
  'closed',
] as const;
/** What the provider does with an attempt; `breaks-after`: it took the message, and nobody heard of it. */
const ANSWERS = ['send', 'busy', 'refuse', 'breaks-before', 'breaks-after'] as const;

const nth = fc.nat({ max: 3 });
const days = fc.integer({ min: -3, max: 25 });
const agency = fc.constantFrom(...AGENCIES);
const anyAct = fc.constantFrom(...ACTS);
const anyOrder = fc.record({
  order: fc.constantFrom(...ORDERS),
  task: nth,
  nth: fc.nat({ max: 9 }),
  hours: fc.integer({ min: 1, max: 48 }),
});

/** One thing that happens. Tasks, agencies and days are told by small numbers, so that what is left of a history can be read. */
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 120 }) }) },
  { weight: 3, arbitrary: fc.record({ enter: agency, due: fc.option(days), late: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ indicator: agency }) },
  { weight: 1, arbitrary: fc.record({ measure: nth }) },
  { weight: 5, arbitrary: fc.record({ act: anyAct, task: nth, agency, days }) },
  { weight: 1, arbitrary: fc.record({ whileSending: anyAct, task: nth, agency, days }) },
  { weight: 4, arbitrary: anyOrder },
  { weight: 1, arbitrary: fc.record({ orderWhileSending: anyOrder }) },
  { weight: 1, arbitrary: fc.record({ policy: fc.nat({ max: POLICIES.length - 1 }) }) },
  { weight: 1, arbitrary: fc.record({ dayOff: days }) },
  { weight: 1, arbitrary: fc.record({ wish: fc.nat({ max: WISHES.length - 1 }), agency }) },
  { weight: 1, arbitrary: fc.record({ standsIn: agency }) },
  { weight: 1, arbitrary: fc.record({ leaves: agency }) },
  { weight: 2, arbitrary: fc.record({ answers: fc.array(fc.constantFrom(...ANSWERS), { minLength: 1, maxLength: 4 }) }) },
);
type OrderStep = typeof anyOrder extends fc.Arbitrary<infer One> ? One : never;
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** The clock of the world always moves on. */
export const histories = fc.array(step, { minLength: 6, maxLength: 18 });
export type Steps = typeof histories extends fc.Arbitrary<infer All> ? All : never;

/** Counted round, so that a history that is cut short still speaks of something. */
const nthOf = <Each>(all: readonly Each[], nth: number): Each | undefined => all[nth % Math.max(1, all.length)];

/** Plays histories into a world, and keeps what its mail server took. */
export class History {
  readonly taken: OutgoingMessage[] = [];
  /** Called when a message has passed the last fence, before anything else may happen. */
  onBegun: (message: OutgoingMessage) => Promise<void> = () => Promise.resolve();
  readonly tasks: TaskId[] = [];
  readonly indicators: string[] = [];
  #now = BEGUN;
  #answers: readonly (typeof ANSWERS)[number][] = ['send'];
  #attempt = 0;
  #whileSending: (() => Promise<void>) | null = null;
  #hasMeddled = false;

  constructor(private readonly world: ReminderWorld) {
    for (const agency of AGENCIES) if (agency !== 'so-khong-nguoi') world.member(agency);
    world.member('so-noi-vu');
    world.member('chu-tich');
    world.standIns.set(NAMING, { absent: 'Lan', from: plainDate('2026-11-01'), to: plainDate('2026-12-31'), reason: null });
    world.channel.send = (message, handOver) => this.#send(message, handOver);
  }

  get now(): Instant {
    return new Date(this.#now).toISOString() as Instant;
  }

  /** Whether something happened while a message was on its way, since this was last asked. */
  hasMeddled(): boolean {
    const has = this.#hasMeddled;
    this.#hasMeddled = false;
    return has;
  }

  /** From now on the mail server takes everything. */
  mend(): void {
    this.#answers = ['send'];
    this.#whileSending = null;
  }

  wait(hours: number): Promise<void> {
    return this.#pass(hours * 3_600_000);
  }

  async play(one: Step): Promise<void> {
    await this.#pass(MOMENT_MS);
    if ('wait' in one) return this.wait(one.wait);
    if ('enter' in one) return this.#enter(one);
    if ('indicator' in one) return this.#follow(one.indicator);
    if ('measure' in one) return this.#measure(nthOf(this.indicators, one.measure));
    if ('act' in one) return this.#act(one.act, nthOf(this.tasks, one.task), one);
    if ('order' in one) return this.#order(one);
    this.#set(one);
  }

  /** What holds from now on, or for the next message. */
  #set(one: Step): void {
    const { world } = this;
    if ('whileSending' in one) this.#whileSending = () => this.#act(one.whileSending, nthOf(this.tasks, one.task), one);
    if ('orderWhileSending' in one) this.#whileSending = () => this.#order(one.orderWhileSending);
    if ('policy' in one) world.rules.adopt(POLICIES[one.policy] ?? fewRules, this.now);
    if ('dayOff' in one) world.rules.declare(this.#day(one.dayOff), true);
    if ('answers' in one) this.#answers = one.answers;
    if ('wish' in one) this.#change(one.agency, (first) => [{ ...first, wishes: WISHES[one.wish] ?? defaultWishes }]);
    if ('leaves' in one) this.#change(one.leaves, () => []);
    if ('standsIn' in one)
      this.#change(one.standsIn, ({ standIn, ...first }) => [standIn === undefined ? { ...first, standIn: NAMING } : first]);
  }

  /** Makes another, or nobody, of the first person of an agency. */
  #change(agency: string, become: (first: Recipient) => readonly Recipient[]): void {
    const [first, ...others] = this.world.membersOf(agency);
    if (first !== undefined) this.world.people.set(agency, [...become(first), ...others]);
  }

  async #enter({ enter, due, late }: { readonly enter: string; readonly due: number | null; readonly late: boolean }): Promise<void> {
    const day = due === null ? null : this.#day(due);
    const task = { leads: [enter], coordinators: ['so-y-te'], approver: 'chu-tich', due: day, late };
    await this.#unlessForbidden(async () => {
      this.tasks.push(await this.world.enter(task));
    });
  }

  async #order({ order, task, nth, hours }: OrderStep): Promise<void> {
    const taskId = nthOf(this.tasks, task);
    if (taskId === undefined) return;
    await orderIn(this.world, taskId, { order, nth, until: new Date(this.#now + hours * 3_600_000).toISOString() as Instant });
  }

  async #pass(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
    await this.world.at(this.now);
  }

  #day(later: number): PlainDate {
    return addDays(dateInVietnam(this.now), later);
  }

  /** What the domain does not allow does not happen. */
  async #unlessForbidden(act: () => Promise<void>): Promise<void> {
    await act().catch((error: unknown) => {
      if (!/^\{"code"/u.test((error as Error).message)) throw error;
    });
  }

  async #act(act: (typeof ACTS)[number], task: TaskId | undefined, at: { readonly agency: string; readonly days: number }): Promise<void> {
    if (task === undefined) return;
    const { world } = this;
    const due = this.#day(at.days);
    const acts: Readonly<Record<(typeof ACTS)[number], () => Promise<void>>> = {
      reDate: () => reDate(due)(world, task),
      reassign: () => reassign(at.agency)(world, task),
      suspend: () => suspend(world, task),
      resume: () => resume(due)(world, task),
      submit: () => submit(world, task),
      giveBack: () => giveBack(world, task, Math.max(1, at.days % 3)),
      approve: () => approve(world, task, Math.max(1, at.days % 3)),
      coordinate: () => world.order(task, { type: 'NameCoordinator', data: { agencyId: at.agency as AgencyId } }, 'van-phong'),
      urge: () =>
        world.order(task, { type: 'UrgePart', data: { part: L01, text: 'Khẩn trương', document: null, urgent: false } }, 'van-phong'),
      cancelled: () => cancel(world, task),
      closed: () => close(world, task),
    };
    await this.#unlessForbidden(acts[act]);
  }

  async #follow(agency: string): Promise<void> {
    const id = randomUUID();
    this.indicators.push(id);
    const row = { row: 1, ordinal: '1', name: 'Tỷ lệ đô thị hóa', unit: '%', source: null, findings: [], planId: null };
    const leads = { leads: [agency], printedLeads: 'Sở', targets: [{ period: '2027', text: '≥35' }] };
    await this.world.append(`indicator-${id}`, [
      { type: 'IndicatorEntered', data: { indicatorId: id, ...row, ...leads, effectiveAt: this.now } },
    ]);
  }

  async #measure(id: string | undefined): Promise<void> {
    if (id === undefined) return;
    const events = await this.world.store.readStream(`indicator-${id}`);
    const figure = { period: null, on: this.#day(0), meets: null, value: 36, text: null, document: null, files: [], reportedBy: null };
    const reading = { kind: 'number', min: 36, max: 36, text: '36' };
    await this.world.append(`indicator-${id}`, [
      { type: 'MeasurementReported', data: { measurement: events.length, agencyId: 'so-y-te', reading, ...figure, effectiveAt: this.now } },
    ]);
  }

  async #send(message: OutgoingMessage, handOver: () => Promise<boolean>): Promise<SendOutcome> {
    const answer = this.#answers[this.#attempt % this.#answers.length] ?? 'send';
    this.#attempt += 1;
    const meddle = this.#whileSending;
    this.#whileSending = null;
    this.#hasMeddled ||= meddle !== null;
    await meddle?.();
    if (answer === 'busy') return { outcome: 'retry', reason: '421 busy' };
    if (answer === 'refuse') return { outcome: 'refused', reason: '550 no such user' };
    if (answer === 'breaks-before') throw new Error('ECONNRESET');
    if (!(await handOver())) return { outcome: 'withdrawn' };
    await this.onBegun(message);
    this.taken.push(message);
    if (answer === 'breaks-after') throw new Error('ECONNRESET');
    return { outcome: 'sent', reference: message.id };
  }
}
