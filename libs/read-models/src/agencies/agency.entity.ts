import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgencyLife, AgencyRecord, GroupChanges } from '#domain';

@Entity({ name: 'agencies', synchronize: false })
export class AgencyRow {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  name!: string;

  @Column('boolean')
  active!: boolean;

  @Column('jsonb')
  record!: AgencyRecord;

  @Column('jsonb')
  life!: AgencyLife;
}

/** What has changed in a group of agencies since it shipped. */
@Entity({ name: 'agency_groups', synchronize: false })
export class AgencyGroupRow {
  @PrimaryColumn('text')
  id!: string;

  @Column('jsonb')
  changes!: GroupChanges;
}
