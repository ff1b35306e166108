export const victims = ['writer', 'reader', 'backend', 'postmaster', 'server'] as const;
export type Victim = (typeof victims)[number];

export interface PlannedKill {
  readonly victim: Victim;
  /** When so many appends have been accepted. */
  readonly after: number;
}

/** Of twenty kills: so many of each. `server` is the postmaster with everything under it, `postmaster` goes alone. */
const ofTwenty: Readonly<Record<Victim, number>> = { writer: 8, reader: 3, backend: 4, postmaster: 2, server: 3 };

/** Every kind in its share, from ten on at least once, in any order; at any moment, but spread over the run. */
export const planKills = (kills: number, appends: number, random: () => number = Math.random): readonly PlannedKill[] => {
  const wheel = victims.flatMap((victim) =>
    Array.from({ length: ofTwenty[victim] }, (_, nth) => ({ victim, turn: (nth + 0.5) / ofTwenty[victim] })),
  );
  wheel.sort((one, other) => one.turn - other.turn);
  const drawn = Array.from({ length: kills }, (_, nth) => ({ victim: wheel[nth % wheel.length]!.victim, order: random() }));
  drawn.sort((one, other) => one.order - other.order);
  return drawn.map(({ victim }, nth) => ({ victim, after: Math.floor(((nth + 0.1 + random() * 0.8) / kills) * appends) }));
};
