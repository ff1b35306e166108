/** `450` → `07:30`: minutes after midnight, as a clock shows them. */
export const clockFace = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Every half hour from one minute of the day until another, both bounds' own minute first. */
export const halfHours = (from: number, until: number): readonly number[] => {
  const found: number[] = [];
  for (let minute = from; minute < until; minute = (Math.floor(minute / 30) + 1) * 30) found.push(minute);
  return found;
};
