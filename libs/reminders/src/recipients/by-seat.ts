import type { Seat } from '../plan/plan-row.js';

/** What a seat is filled by. */
export interface Seated {
  readonly id: string;
  readonly position: 'head' | 'deputy' | 'unit-head' | 'officer' | 'clerk';
  readonly unit: string | null;
}

/** Positions that a seat is filled from, the first that anybody holds; null: whoever belongs to the agency. */
const POSITIONS: Readonly<Record<Seat, readonly (readonly Seated['position'][])[]>> = {
  officer: [['officer', 'clerk'], ['unit-head'], ['head', 'deputy']],
  coordinator: [['officer', 'clerk'], ['unit-head'], ['head', 'deputy']],
  'follow-up': [['officer', 'clerk'], ['unit-head'], ['head', 'deputy']],
  clerk: [['clerk'], ['officer']],
  'unit-head': [['unit-head']],
  head: [['head'], ['deputy']],
  approver: [['head', 'deputy'], ['unit-head'], ['officer', 'clerk']],
};

/** Seats for which somebody may be nominated by name: the others belong to a position. */
export const isNominated = (seat: Seat): boolean => seat === 'officer' || seat === 'follow-up';

/** Of an agency's members those who sit there; of unit heads the one of the nominated officer's unit. */
export const inSeat = <Member extends Seated>(seat: Seat, members: readonly Member[], officer: string | null): readonly Member[] => {
  const unit = members.find(({ id }) => id === officer)?.unit ?? null;
  const isOfUnit = (member: Member): boolean => seat !== 'unit-head' || (unit !== null && member.unit === unit);
  for (const positions of POSITIONS[seat]) {
    const found = members.filter((member) => positions.includes(member.position) && isOfUnit(member));
    if (found.length > 0) return found;
  }
  return [];
};
