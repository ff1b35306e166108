import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Indicator } from '#domain';

@Entity({ name: 'indicators', synchronize: false })
export class IndicatorRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'plan_id', nullable: true })
  planId!: string | null;

  @Column('int')
  row!: number;

  @Column('int')
  version!: number;

  @Column('jsonb')
  state!: Indicator;
}
