import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RecordedReorganisation } from '#domain';

@Entity({ name: 'reorganisations', synchronize: false })
export class ReorganisationRow {
  @PrimaryColumn('text')
  id!: string;

  @Column('jsonb')
  state!: RecordedReorganisation;
}
