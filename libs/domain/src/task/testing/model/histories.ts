import fc from 'fast-check';
import { addDays } from '../../../shared/plain-date.js';
import type { TaskCommand } from '../../task.commands.js';
import { follow } from '../scenario.js';
import { draws, type Draw } from './draw.js';
import { apply, expectedAtFirst } from './expectations.js';
import type { Expected } from './expected.js';
import { taskOf } from './laws.js';
import type { Meant } from './meant.js';
import { orders } from './orders.js';
import { newWorld, type World } from './world.js';

const all = Object.values(orders);

/** What an act drawn by chance means now: an order that is likely to be carried out, but for one in ten. */
export const commandOf = (draw: Draw, expected: Expected, { folded, today }: World): TaskCommand => {
  const task = taskOf(folded);
  const part = expected.parts.get(draw.of);
  const real = task.leads.find(({ id }) => id === draw.of);
  if (part === undefined || real === undefined) throw new Error('Both parts are there from the entry on.');
  const meant: Meant = { ...draw, on: today, part, real, task };
  const likely = draw.stray ? all : all.filter(({ when }) => when(meant));
  const weighed = likely.flatMap((order) => Array.from({ length: order.weight ?? 1 }, () => order));
  const chosen = weighed[draw.pick % weighed.length] ?? all[0];
  if (chosen === undefined) throw new Error('There is always something to order.');
  return chosen.make(meant);
};

/** Orders it; what was carried out is expected from now on. */
export const carryOut = (expected: Expected, world: World, command: TaskCommand): ReturnType<typeof follow> => {
  const before = world.folded;
  const after = follow(before, command, world.known);
  world.folded = after;
  world.orders.push(command);
  if (after.log.length > before.log.length) apply(expected, command, world.known, taskOf(before).deadline.due);
  return after;
};

/** What is expected of a task that has just been entered. */
export const expectedIn = ({ orders: [entered] }: World): Expected => {
  if (entered?.type !== 'EnterTask') throw new Error('Every history enters a task.');
  return expectedAtFirst(entered);
};

/** Orders to one task as people give them, one after the other; some are refused. */
export const histories: fc.Arbitrary<readonly TaskCommand[]> = fc
  .tuple(fc.boolean(), fc.array(draws, { minLength: 10, maxLength: 45, size: 'max' }))
  .map(([late, drawn]) => {
    const world = newWorld({}, 'year', late);
    const expected = expectedIn(world);
    for (const draw of drawn) {
      world.today = addDays(world.today, draw.pause);
      carryOut(expected, world, commandOf(draw, expected, world));
    }
    return world.orders;
  });
