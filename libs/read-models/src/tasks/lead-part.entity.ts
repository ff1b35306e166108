import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One lead part (lượt giao), flattened for lists, counts and the inbox. */
@Entity({ name: 'lead_parts', synchronize: false })
export class LeadPartRow {
  @PrimaryColumn('uuid', { name: 'task_id' })
  taskId!: string;

  @PrimaryColumn('text')
  part!: string;

  @Column('text')
  holder!: string;

  @Column('text', { nullable: true })
  approver!: string | null;

  @Column('text')
  work!: string;

  @Column('date', { nullable: true })
  due!: string | null;

  /** A due date runs: the part is open, not suspended, and has one. */
  @Column('boolean')
  runs!: boolean;

  /** Last day that is not overdue; null where the part cannot be overdue. */
  @Column('date', { name: 'in_time_until', nullable: true })
  inTimeUntil!: string | null;

  /** Verdict of a completed part. */
  @Column('text', { nullable: true })
  verdict!: string | null;

  /** No longer open: completed, withdrawn and the like. */
  @Column('boolean')
  ended!: boolean;

  @Column('boolean')
  unreviewed!: boolean;

  /** The first day on which one of its periods begins, or is missed. */
  @Column('date', { name: 'clock_on', nullable: true })
  clockOn!: string | null;
}
