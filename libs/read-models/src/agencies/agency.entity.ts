import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgencyRecord } from '#domain';

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
}
