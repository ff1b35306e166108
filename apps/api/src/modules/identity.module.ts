import { Global, Module } from '@nestjs/common';
import type pg from 'pg';
import {
  Accounts,
  AddressBook,
  FailureThrottle,
  PostgresPeople,
  RefusedAddresses,
  Sessions,
  SignIn,
  SignInThrottle,
  TaskPolicy,
  StandIns,
  WishesRegister,
  ZaloLinks,
  type People,
} from '#identity';
import type { Clock, Config } from '#platform';
import { AgencyQueries } from '#read-models';
import { SessionCookie } from '../session/session-cookie.js';
import { SessionReader } from '../session/session-reader.js';
import { SessionViews } from '../session/session-views.js';
import { BOUNCE_THROTTLE, CLOCK, CONFIG, LINK_THROTTLE, PEOPLE, POOL } from '../tokens.js';

const providers = [
  { provide: PEOPLE, inject: [POOL], useFactory: (pool: pg.Pool) => new PostgresPeople(pool) },
  { provide: Accounts, inject: [POOL], useFactory: (pool: pg.Pool) => new Accounts(pool) },
  { provide: Sessions, inject: [POOL], useFactory: (pool: pg.Pool) => new Sessions(pool) },
  { provide: SignInThrottle, inject: [POOL], useFactory: (pool: pg.Pool) => SignInThrottle.inPostgres(pool) },
  { provide: BOUNCE_THROTTLE, inject: [POOL], useFactory: (pool: pg.Pool) => FailureThrottle.inPostgres(pool, 'bounce') },
  { provide: LINK_THROTTLE, inject: [POOL], useFactory: (pool: pg.Pool) => FailureThrottle.inPostgres(pool, 'link') },
  {
    provide: SignIn,
    inject: [Accounts, Sessions, SignInThrottle],
    useFactory: (accounts: Accounts, sessions: Sessions, throttle: SignInThrottle) => new SignIn(accounts, sessions, throttle),
  },
  { provide: ZaloLinks, inject: [POOL], useFactory: (pool: pg.Pool) => new ZaloLinks(pool) },
  { provide: WishesRegister, inject: [POOL], useFactory: (pool: pg.Pool) => new WishesRegister(pool) },
  { provide: StandIns, inject: [POOL], useFactory: (pool: pg.Pool) => new StandIns(pool) },
  { provide: AddressBook, inject: [POOL], useFactory: (pool: pg.Pool) => new AddressBook(pool) },
  { provide: RefusedAddresses, inject: [POOL], useFactory: (pool: pg.Pool) => new RefusedAddresses(pool) },
  { provide: TaskPolicy, useValue: new TaskPolicy() },
  { provide: SessionCookie, inject: [CONFIG], useFactory: (config: Config) => new SessionCookie(config.publicUrl) },
  {
    provide: SessionReader,
    inject: [Sessions, CLOCK, SessionCookie],
    useFactory: (sessions: Sessions, clock: Clock, cookie: SessionCookie) => new SessionReader(sessions, clock, cookie),
  },
  {
    provide: SessionViews,
    inject: [PEOPLE, AgencyQueries, CLOCK, SessionReader, CONFIG],
    useFactory: (people: People, agencies: AgencyQueries, clock: Clock, reader: SessionReader, config: Config) =>
      new SessionViews(people, agencies, clock, reader, { demonstration: config.demonstration, filesScanned: config.scanner !== null }),
  },
];

/** Who is who, and who is signed in. */
@Global()
@Module({ providers, exports: providers })
export class IdentityModule {}
