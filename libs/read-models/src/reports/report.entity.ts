import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PeriodReport, PlainDate } from '#domain';

@Entity({ name: 'reports', synchronize: false })
export class ReportRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'plan_id', nullable: true })
  planId!: string | null;

  @Column('date', { name: 'ends_on' })
  endsOn!: PlainDate;

  @Column('boolean')
  locked!: boolean;

  /** Those that have lines in it. */
  @Column('text', { array: true })
  agencies!: string[];

  /** Without lines, names and adjustments: the log has them. */
  @Column('jsonb')
  state!: PeriodReport;
}
