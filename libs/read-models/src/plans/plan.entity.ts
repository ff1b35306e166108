import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { KnownPlan } from './plan.projection.js';

@Entity({ name: 'plans', synchronize: false })
export class PlanRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  status!: KnownPlan['status'];

  @Column('text')
  search!: string;

  @Column('int')
  version!: number;

  @Column('jsonb')
  state!: KnownPlan;
}
