import type { DataSource, EntityManager } from 'typeorm';
import type { AgencyGroupView } from '#contracts';
import {
  changedGroup,
  existsOn,
  type AgencyDirectory,
  type AgencyGroup,
  type AgencyId,
  type AgencyLife,
  nameOn,
  type PlainDate,
} from '#domain';
import { AgencyGroupRow, AgencyRow } from './agency.entity.js';

/** Of the order of the delay with which the view follows the log; agencies change a few times a year. */
const KEPT_MS = 1_000;

interface Kept {
  readonly rows: readonly AgencyRow[];
  readonly groups: readonly AgencyGroup[];
  readonly names: ReadonlyMap<string, string>;
  readonly lives: ReadonlyMap<string, AgencyLife>;
  readonly until: number;
}

/** The agencies of the tables that a manager leads to. */
export const agencyRows = (manager: EntityManager): Promise<readonly AgencyRow[]> =>
  manager.getRepository(AgencyRow).find({ order: { id: 'ASC' } });

/** Groups as they ship, with what has been changed in them since, and those that were added. */
const groupsIn = async (manager: EntityManager, shipped: readonly AgencyGroup[]): Promise<readonly AgencyGroup[]> => {
  const rows = await manager.getRepository(AgencyGroupRow).find({ order: { id: 'ASC' } });
  const changes = new Map(rows.map((row) => [row.id, row.changes]));
  const known = shipped.map((group) => {
    const changed = changes.get(group.id);
    return changed === undefined ? group : changedGroup(group.id, group, changed);
  });
  const added = rows.filter(({ id }) => !shipped.some((group) => group.id === id));
  return [...known, ...added.map((row) => changedGroup(row.id, undefined, row.changes))];
};

/** The agencies known now, with the dated groups: those of the reference data, and what has changed in them. */
export class AgencyQueries {
  private kept: Promise<Kept> | null = null;

  constructor(
    private readonly database: DataSource,
    private readonly shippedGroups: readonly AgencyGroup[],
  ) {}

  rows(): Promise<readonly AgencyRow[]> {
    return agencyRows(this.database.manager);
  }

  /** Collective names, with how many agencies each means on a day. */
  async groupsOn(day: PlainDate): Promise<AgencyGroupView[]> {
    return (await this.recent()).groups.map(({ id, names, open, members }) => ({
      id,
      name: names[0] ?? id,
      open,
      members: members.filter(({ from, to }) => from <= day && (to === null || day <= to)).length,
    }));
  }

  /** Names of agencies and of groups, by id. */
  async namesAndGroups(): Promise<ReadonlyMap<string, string>> {
    const { names, groups } = await this.recent();
    return new Map([...names, ...groups.map((group) => [group.id, group.names[0] ?? group.id] as const)]);
  }

  /** Implements `AgencyRegistry` of libs/application: every command asks for it, so it is a second old at most. Those that have ended stand in it. */
  async directory(): Promise<AgencyDirectory> {
    const { rows, groups } = await this.recent();
    return { agencies: rows.map((row) => row.record), groups };
  }

  /** The agencies that are there on a day, called as they are on that day: what a document of that day may name. */
  async directoryOn(day: PlainDate): Promise<AgencyDirectory> {
    const { rows, groups } = await this.recent();
    const there = rows.filter(({ life }) => existsOn(life, day));
    return { agencies: there.map(({ record, life }) => ({ ...record, name: nameOn(life, day) })), groups };
  }

  async isActive(agency: AgencyId): Promise<boolean> {
    return this.database.getRepository(AgencyRow).existsBy({ id: agency, active: true });
  }

  /** Implements `AgencyRegistry` of libs/application. */
  async existedOn(agency: AgencyId, day: PlainDate): Promise<boolean> {
    const life = (await this.lives()).get(agency);
    return life !== undefined && existsOn(life, day);
  }

  /** For screens: a second old at most. */
  async names(): Promise<ReadonlyMap<string, string>> {
    return (await this.recent()).names;
  }

  /** What each agency is called from when on. */
  async lives(): Promise<ReadonlyMap<string, AgencyLife>> {
    return (await this.recent()).lives;
  }

  private async recent(): Promise<Kept> {
    const kept = await this.kept?.catch(() => null);
    if (kept !== null && kept !== undefined && kept.until > performance.now()) return kept;
    this.kept = this.read();
    return this.kept;
  }

  private async read(): Promise<Kept> {
    const [rows, groups] = await Promise.all([this.rows(), groupsIn(this.database.manager, this.shippedGroups)]);
    return {
      rows,
      groups,
      names: new Map(rows.map((row) => [row.id, row.name])),
      lives: new Map(rows.map((row) => [row.id, row.life])),
      until: performance.now() + KEPT_MS,
    };
  }
}
