import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { taskEventTypes } from '../../event-types.js';
import { addDays, endOfDay } from '../../shared/plain-date.js';
import type { TaskCommand } from '../task.commands.js';
import { answerTo } from '../testing/model/allowed.js';
import { draws, type Draw } from '../testing/model/draw.js';
import { dueOf, type Expected } from '../testing/model/expected.js';
import * as laws from '../testing/model/laws.js';
import { carryOut, commandOf, expectedIn } from '../testing/model/histories.js';
import { successionsIn } from '../testing/model/successions.js';
import { declareDay, newWorld, reorganise, type World } from '../testing/model/world.js';
import { follow } from '../testing/scenario.js';

/** Histories of at least thirty acts each. `MODEL_RUNS=100 MODEL_SHRINK=no` is for trying one's own changes. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 1_000);
const SEED = process.env['MODEL_SEED'];
const reached = new Set<string>();

/** Orders it, and compares what became of the task with what the work model says. */
const order = (expected: Expected, world: World, command: TaskCommand): void => {
  const before = world.folded;
  const answer = answerTo(expected, command, world.known);
  const after = carryOut(expected, world, command);
  const events = after.log.slice(before.log.length).map(({ event }) => event.type);
  const carriedOut = events.length > 0;
  if (answer !== 'either')
    expect([command.type, after.refused, carriedOut]).toEqual([command.type, after.refused, answer === 'carried-out']);
  if (!carriedOut) expect(after.state).toBe(before.state);
  const again = follow(after, command, world.known)
    .log.slice(after.log.length)
    .map(({ event }) => event.type);
  expect([command.type, again]).toEqual([command.type, []]);
  for (const type of events) reached.add(type);
  compare(expected, world);
  if (carriedOut) checkStep(before, world, command);
};

const checkStep = (before: World['folded'], world: World, command: TaskCommand): void => {
  const [was, is] = [laws.taskOf(before), laws.taskOf(world.folded)];
  laws.verdictsStand(was, is);
  laws.completedWholly(is);
  laws.closedIsQuiet(is);
  laws.onTimeStays(is, world.known.calendar);
  laws.remindersFollow(was, is);
  laws.shape(is);
  laws.heldSpansStand(was, is, command.meta.effectiveAt ?? command.meta.now);
  if (command.type === 'SucceedPart' || command.type === 'SucceedCoordinator' || command.type === 'SucceedApprover')
    laws.succeedsWholly(before, world.folded);
};

/** The parts as they are, in the words of what is expected. */
const compare = (expected: Expected, { folded }: World): void => {
  const parts = laws.taskOf(folded).leads.map((part) => ({
    id: part.id,
    holder: part.holder,
    approver: part.approver,
    work: part.situation.name,
    due: part.due,
    unreviewed: part.unreviewed,
    verdict: part.situation.name === 'completed' ? part.situation.verdict : null,
    submissions: part.submissions.map(({ sentOn, onTime, provisional, outcome }) => [
      sentOn,
      onTime,
      provisional,
      outcome.kind === 'returned' ? outcome.how : outcome.kind,
    ]),
    extensionPending: part.extensions.some(({ outcome }) => outcome.kind === 'pending'),
    causePending: part.causes.some(({ outcome }) => outcome.kind === 'pending'),
  }));
  const told = [...expected.parts].map(([id, part]) => ({
    id,
    holder: part.holder,
    approver: part.approver,
    work: part.work,
    due: dueOf(part),
    unreviewed: part.unreviewed,
    verdict: part.work === 'completed' ? part.verdict : null,
    submissions: part.submissions.map(({ sentOn, onTime, provisional, end }) => [sentOn, onTime, provisional, end]),
    extensionPending: part.extensionPending,
    causePending: part.causePending,
  }));
  laws.same(parts, told);
};

/** One act of somebody: what it means is settled when its turn comes. */
class Act implements fc.Command<Expected, World> {
  private done = '';
  constructor(private readonly draw: Draw) {}

  check(): boolean {
    return true;
  }

  run(expected: Expected, world: World): void {
    world.today = addDays(world.today, this.draw.pause);
    const command = commandOf(this.draw, expected, world);
    this.done = `${command.type} ${world.today} ${JSON.stringify(command.data)} by ${String(command.meta.onBehalfOf)}`;
    order(expected, world, command);
  }

  toString(): string {
    return this.done;
  }
}

class DeclareDay implements fc.Command<Expected, World> {
  constructor(private readonly ahead: number) {}
  check(): boolean {
    return true;
  }
  run(_expected: Expected, world: World): void {
    const before = world.known.calendar;
    declareDay(world, this.ahead);
    laws.calendarChangesNothing(laws.taskOf(world.folded), before, world.known.calendar, world.today);
  }
  toString(): string {
    return `a day is declared ${String(this.ahead)} days ahead`;
  }
}

class Reorganise implements fc.Command<Expected, World> {
  check(): boolean {
    return true;
  }
  run(expected: Expected, world: World): void {
    if (world.reorganised) return;
    reorganise(world);
    // One kind after the other: an approver's successor may hold the part by then.
    for (const type of ['SucceedPart', 'SucceedCoordinator', 'SucceedApprover']) {
      const commands = successionsIn(laws.taskOf(world.folded), world.today).filter((command) => command.type === type);
      for (const command of commands) order(expected, world, command);
    }
  }
  toString(): string {
    return 'the reorganisation';
  }
}

const act = draws.map((draw) => new Act(draw));
const steps: fc.Arbitrary<fc.Command<Expected, World>> = fc.oneof(
  { weight: 40, arbitrary: act },
  { weight: 1, arbitrary: fc.integer({ min: -3, max: 30 }).map((ahead) => new DeclareDay(ahead)) },
  { weight: 1, arbitrary: fc.constant(null).map(() => new Reorganise()) },
);

const worlds = fc.record({
  needsConfirmation: fc.boolean(),
  silenceIsConsent: fc.boolean(),
  deadline: fc.constantFrom('year' as const, 'year' as const, 'recurring' as const),
  late: fc.nat({ max: 4 }).map((value) => value === 0),
});

describe('a task of two leads, three coordinators and two approvers, through a changing calendar and a reorganisation', () => {
  test('is what the work model says, and every law holds', () => {
    fc.assert(
      fc.property(worlds, fc.array(steps, { minLength: 30, maxLength: 45, size: 'max' }), (given, history) => {
        const { deadline, late, ...policy } = given;
        const world = newWorld(policy, deadline, late);
        fc.modelRun(() => ({ model: expectedIn(world), real: world }), history);
        laws.replayIsLive(world.folded);
        laws.holdingsAddUp(world.folded, endOfDay(addDays(world.today, 100)));
        for (const days of [-60, 0, 60]) laws.gridIsWhole(laws.taskOf(world.folded), addDays(world.today, days));
      }),
      {
        numRuns: RUNS,
        ...(SEED === undefined ? {} : { seed: Number(SEED) }),
        endOnFailure: process.env['MODEL_SHRINK'] === 'no',
        interruptAfterTimeLimit: 300_000,
        markInterruptAsFailure: true,
      },
    );
  }, 320_000);

  test('the histories reach every event of a task', () => {
    if (RUNS < 1_000) return;
    const elsewhere = ['TaskEntered', 'PartAssigned', 'CoordinatorNamed', 'ApproverDesignated'];
    expect(Object.keys(taskEventTypes).filter((type) => !reached.has(type) && !elsewhere.includes(type))).toEqual([]);
  });
});
