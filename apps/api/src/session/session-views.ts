import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { SessionView } from '#contracts';
import { dateInVietnam, type PersonId } from '#domain';
import type { People, Role } from '#identity';
import type { Clock } from '#platform';
import { AgencyQueries } from '#read-models';
import { notSignedIn } from '../http/problem.js';
import { SessionReader } from './session-reader.js';

interface SignedInPerson {
  readonly username: string;
  readonly personId: PersonId;
  readonly roles: readonly Role[];
}

/** Who is signed in, for whom they may act today, and the date the system works with. */
@Injectable()
export class SessionViews {
  constructor(
    private readonly people: People,
    private readonly agencies: AgencyQueries,
    private readonly clock: Clock,
    private readonly reader: SessionReader,
    private readonly mode: Pick<SessionView, 'demonstration' | 'filesScanned'>,
  ) {}

  async ofRequest(request: FastifyRequest): Promise<SessionView> {
    const current = await this.reader.read(request);
    if (current === null) throw notSignedIn();
    return this.of(current.session);
  }

  async of({ username, personId, roles }: SignedInPerson): Promise<SessionView> {
    const today = dateInVietnam(this.clock.now());
    const [person, memberships, names] = await Promise.all([
      this.people.person(personId),
      this.people.membershipsOf(personId, today),
      this.agencies.names(),
    ]);
    return {
      person: { id: personId, name: person?.name ?? username },
      username,
      roles: [...roles],
      memberships: memberships.map(({ agencyId, position, unit }) => ({
        agency: { id: agencyId, name: names.get(agencyId) ?? agencyId },
        position,
        unit,
      })),
      today,
      ...this.mode,
    };
  }
}
