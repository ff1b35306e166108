import fc from 'fast-check';
import type { AgencyId } from '../../../shared/ids.js';
import { chairman, office, province } from '../scenario.js';
import { coordinators, leads, region, stranger } from './world.js';

/** What chance decides of one act; what it means, the task decides as it stands then. */
export interface Draw {
  readonly pick: number;
  readonly of: 'L01' | 'L02';
  readonly other: AgencyId;
  readonly number: number;
  readonly days: number;
  readonly pause: number;
  readonly flag: boolean;
  /** One act in ten goes astray: any order, by anyone. */
  readonly stray: boolean;
}

export const draws: fc.Arbitrary<Draw> = fc.record({
  pick: fc.nat({ max: 9_999 }),
  of: fc.constantFrom('L01', 'L02'),
  other: fc.constantFrom(...leads, ...coordinators, region, chairman, province, office, stranger),
  number: fc.integer({ min: 1, max: 4 }),
  days: fc.integer({ min: 0, max: 9 }),
  pause: fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 5, 9, 20),
  flag: fc.boolean(),
  stray: fc.nat({ max: 9 }).map((value) => value === 0),
});
