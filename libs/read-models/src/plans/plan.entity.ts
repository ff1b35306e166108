import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlanState } from './plan.state.js';

@Entity({ schema: 'rm', name: 'plans', synchronize: false })
export class PlanRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  status!: PlanState['status'];

  @Column('text')
  search!: string;

  @Column('int')
  version!: number;

  @Column('jsonb')
  state!: PlanState;
}
